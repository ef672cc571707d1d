package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Operation;

/**
 * The words that make arrays, by torch's names. Each result belongs to the {@link Torch} that was asked, and is contiguous, but one like
 * an array, which has the order of that in memory.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Factories {

    /** Normally distributed float32 numbers, the same ones as Python's after the same {@code manualSeed}. */
    default NDArray randn(long... size) {
        return randn(DataType.FLOAT32, size);
    }

    /**
     * {@link #randn(long...)} in float16, bfloat16, float32, float64 or complex64; in Java's memory float64 is within 2 ulp of Python's.
     *
     * @throws IllegalArgumentException for another dtype: {@code "normal_kernel_cpu" not implemented for 'Long'}
     */
    default NDArray randn(DataType dtype, long... size) {
        Arguments.check(dtype, "randn", "dtype", "DataType");
        Arguments.check(size, "randn", "size", "long[]");
        return Calls.of(this).make(new Filled.Randn(dtype, size));
    }

    /** Uniformly distributed float32 numbers in [0, 1), the same ones as Python's after the same {@code manualSeed}. */
    default NDArray rand(long... size) {
        return rand(DataType.FLOAT32, size);
    }

    /**
     * {@link #rand(long...)} in float16, bfloat16, float32, float64 or complex64.
     *
     * @throws IllegalArgumentException for another dtype: {@code "check_uniform_bounds" not implemented for 'Long'}
     */
    default NDArray rand(DataType dtype, long... size) {
        Arguments.check(dtype, "rand", "dtype", "DataType");
        Arguments.check(size, "rand", "size", "long[]");
        return Calls.of(this).make(new Filled.Rand(dtype, size));
    }

    /** Zeros, in float32. */
    default NDArray zeros(long... size) {
        return zeros(DataType.FLOAT32, size);
    }

    /** Zeros of {@code dtype}. */
    default NDArray zeros(DataType dtype, long... size) {
        Arguments.check(dtype, "zeros", "dtype", "DataType");
        Arguments.check(size, "zeros", "size", "long[]");
        return Calls.of(this).make(new Filled.Zeros(dtype, size));
    }

    /** Ones, in float32. */
    default NDArray ones(long... size) {
        return ones(DataType.FLOAT32, size);
    }

    /** Ones of {@code dtype}. */
    default NDArray ones(DataType dtype, long... size) {
        Arguments.check(dtype, "ones", "dtype", "DataType");
        Arguments.check(size, "ones", "size", "long[]");
        return Calls.of(this).make(new Filled.Ones(dtype, size));
    }

    /** {@code value} everywhere, in float32. */
    default NDArray full(double value, long... size) {
        return full(DataType.FLOAT32, value, size);
    }

    /** {@code value} everywhere, in int64. */
    default NDArray full(long value, long... size) {
        return full(DataType.INT64, value, size);
    }

    /** {@code value} everywhere, in bool. */
    default NDArray full(boolean value, long... size) {
        return full(DataType.BOOLEAN, value ? 1L : 0L, size);
    }

    /**
     * {@code value} everywhere; whole-number dtypes cut off its fraction.
     *
     * @throws IllegalArgumentException if it does not fit: {@code value cannot be converted to type int without overflow}
     */
    default NDArray full(DataType dtype, double value, long... size) {
        Arguments.check(dtype, "full", "dtype", "DataType");
        Arguments.check(size, "full", "size", "long[]");
        return Calls.of(this).make(creation -> creation.full(dtype, value, size));
    }

    /** {@code value} everywhere, as {@link #full(DataType, double, long...)}, to the last bit. */
    default NDArray full(DataType dtype, long value, long... size) {
        Arguments.check(dtype, "full", "dtype", "DataType");
        Arguments.check(size, "full", "size", "long[]");
        return Calls.of(this).make(creation -> creation.full(dtype, value, size));
    }

    /** Ones on the diagonal: {@code (n, n)}, float32. */
    default NDArray eye(long n) {
        return eye(DataType.FLOAT32, n, n);
    }

    /** Ones on the diagonal: {@code (n, m)}, float32. */
    default NDArray eye(long n, long m) {
        return eye(DataType.FLOAT32, n, m);
    }

    /** Ones on the diagonal: {@code (n, n)}. */
    default NDArray eye(DataType dtype, long n) {
        return eye(dtype, n, n);
    }

    /** Ones on the diagonal: {@code (n, m)}. */
    default NDArray eye(DataType dtype, long n, long m) {
        Arguments.check(dtype, "eye", "dtype", "DataType");
        return Calls.of(this).make(creation -> creation.eye(dtype, n, m));
    }

    /** {@code 0, 1, ..., end - 1} in int64. */
    default NDArray arange(long end) {
        return arange(0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}, in int64. */
    default NDArray arange(long start, long end) {
        return arange(start, end, 1);
    }

    /**
     * {@code start, start + step, ...} before {@code end}, in int64.
     *
     * @throws IllegalArgumentException if the step is 0 ({@code step must be nonzero}) or leads away from {@code end}
     */
    default NDArray arange(long start, long end, long step) {
        return Calls.of(this).make(creation -> creation.arange(start, end, step));
    }

    /** {@code 0, 1, ...} below {@code end}, in float32. */
    default NDArray arange(double end) {
        return arange(DataType.FLOAT32, 0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}, in float32. */
    default NDArray arange(double start, double end) {
        return arange(DataType.FLOAT32, start, end, 1);
    }

    /** {@code start, start + step, ...} before {@code end}, in float32. */
    default NDArray arange(double start, double end, double step) {
        return arange(DataType.FLOAT32, start, end, step);
    }

    /** {@code 0, 1, ...} below {@code end}. */
    default NDArray arange(DataType dtype, double end) {
        return arange(dtype, 0, end, 1);
    }

    /** {@code start, start + 1, ...} below {@code end}. */
    default NDArray arange(DataType dtype, double start, double end) {
        return arange(dtype, start, end, 1);
    }

    /**
     * {@code start, start + step, ...} before {@code end}. The whole dtypes cut off the fractions of {@code start} and {@code
     * step}, and yet {@code end - start} is divided by {@code step} as given to tell how many there are; in int64 alone the
     * fractions are cut off before.
     *
     * @throws IllegalArgumentException if the step is 0, without its fraction in the whole dtypes, or leads away from {@code
     *     end}; if a bound does not fit ({@code value cannot be converted to type int64_t without overflow})
     */
    default NDArray arange(DataType dtype, double start, double end, double step) {
        Arguments.check(dtype, "arange", "dtype", "DataType");
        return Calls.of(this).make(creation -> creation.arange(dtype, start, end, step));
    }

    /**
     * {@code steps} numbers from {@code start} to {@code end}, both among them, at one distance, in float32: {@code (steps)}.
     *
     * @throws IllegalArgumentException if {@code steps} is negative ({@code number of steps must be non-negative}) or a bound does not fit
     *     ({@code value cannot be converted to type float without overflow})
     */
    default NDArray linspace(double start, double end, long steps) {
        return linspace(DataType.FLOAT32, start, end, steps);
    }

    /**
     * {@link #linspace(double, double, long)} in any dtype; the whole ones cut off the fractions of the bounds, then those of the numbers.
     *
     * @throws IllegalArgumentException as there; in bool for more than one ({@code "linspace_cpu" not implemented for 'Bool'})
     */
    default NDArray linspace(DataType dtype, double start, double end, long steps) {
        Arguments.check(dtype, "linspace", "dtype", "DataType");
        return Calls.of(this).make(creation -> creation.linspace(dtype, start, end, steps));
    }

    /** Whole numbers from {@code low} (inclusive) to {@code high} (exclusive), in int64; seeded as in Python. */
    default NDArray randint(long low, long high, long... size) {
        return randint(DataType.INT64, low, high, size);
    }

    /**
     * Whole numbers from {@code low} (inclusive) to {@code high} (exclusive), as {@code dtype}; seeded as in Python.
     *
     * @throws IllegalArgumentException if there are none ({@code random_ expects 'from' to be less than 'to', but got from=5
     *     >= to=5}) or the dtype cannot hold them ({@code to - 1 is out of bounds for signed char})
     */
    default NDArray randint(DataType dtype, long low, long high, long... size) {
        Arguments.check(dtype, "randint", "dtype", "DataType");
        Arguments.check(size, "randint", "size", "long[]");
        return Calls.of(this).make(creation -> creation.randint(dtype, low, high, size));
    }

    /**
     * {@code 0, 1, ..., n - 1} in random order, in int64; seeded as in Python.
     *
     * @throws IllegalArgumentException if {@code n} is negative: {@code Trying to create tensor with negative dimension -1: [-1]}
     */
    default NDArray randperm(long n) {
        return randperm(DataType.INT64, n);
    }

    /**
     * {@link #randperm(long)} in another dtype.
     *
     * @throws IllegalArgumentException as there; if the dtype does not hold the numbers ({@code value cannot be converted to type int8_t
     *     without overflow}; {@code n cannot be greater than 2049 for Half type.}) or is bool or complex64
     */
    default NDArray randperm(DataType dtype, long n) {
        Arguments.check(dtype, "randperm", "dtype", "DataType");
        return Calls.of(this).make(creation -> creation.randperm(dtype, n));
    }

    /** Zeros, of the size, dtype and memory order of {@code input}. */
    default NDArray zerosLike(NDArray input) {
        return Calls.of(this).answer(Operation.ZEROS_LIKE, input, null);
    }

    /** Zeros, of the size and memory order of {@code input}. */
    default NDArray zerosLike(NDArray input, DataType dtype) {
        return Calls.of(this).answer(Operation.ZEROS_LIKE, input, Calls.of(this).dtype("zeros_like", dtype));
    }

    /** Ones, of the size, dtype and memory order of {@code input}. */
    default NDArray onesLike(NDArray input) {
        return Calls.of(this).answer(Operation.ONES_LIKE, input, null);
    }

    /** Ones, of the size and memory order of {@code input}. */
    default NDArray onesLike(NDArray input, DataType dtype) {
        return Calls.of(this).answer(Operation.ONES_LIKE, input, Calls.of(this).dtype("ones_like", dtype));
    }

    /**
     * {@code fillValue} everywhere, of the size, dtype and memory order of {@code input}; whole-number dtypes cut off its fraction.
     *
     * @throws IllegalArgumentException if it does not fit: {@code value cannot be converted to type int without overflow}
     */
    default NDArray fullLike(NDArray input, Number fillValue) {
        return Calls.of(this).answer(Operation.FULL_LIKE, input, fillValue, null);
    }

    /** {@link #fullLike(NDArray, Number)} in another dtype. */
    default NDArray fullLike(NDArray input, Number fillValue, DataType dtype) {
        return Calls.of(this)
                .answer(Operation.FULL_LIKE, input, fillValue, Calls.of(this).dtype("full_like", dtype));
    }
}
