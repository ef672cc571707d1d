package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.kernel.Arguments;

/**
 * Arrays of Java's data, by torch's name for it. Each belongs to the {@link Torch} that was asked, and is refused as of {@link Factories}.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface TensorFactories {

    /**
     * A float32 array of {@code data}: 1-D, or of {@code size}, where one size may be -1. The data is copied.
     *
     * @throws IllegalArgumentException if the size does not fit: {@code shape '[4, 2]' is invalid for input of size 6}
     */
    default NDArray tensor(float[] data, long... size) {
        Arguments.check(data, "tensor", "data", 1, "float[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(new Filled.Data(data, size));
    }

    /** A float64 array of {@code data}, as {@link #tensor(float[], long...)}. */
    default NDArray tensor(double[] data, long... size) {
        Arguments.check(data, "tensor", "data", 1, "double[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(new Filled.Data(data, size));
    }

    /** An int32 array of {@code data}, as {@link #tensor(float[], long...)}. */
    default NDArray tensor(int[] data, long... size) {
        Arguments.check(data, "tensor", "data", 1, "int[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(new Filled.Data(data, size));
    }

    /** An int64 array of {@code data}, as {@link #tensor(float[], long...)}. */
    default NDArray tensor(long[] data, long... size) {
        Arguments.check(data, "tensor", "data", 1, "long[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(new Filled.Data(data, size));
    }

    /** A bool array of {@code data}, as {@link #tensor(float[], long...)}. */
    default NDArray tensor(boolean[] data, long... size) {
        Arguments.check(data, "tensor", "data", 1, "boolean[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(new Filled.Data(data, size));
    }

    /**
     * An array of {@code dtype} with {@code data}, as {@link #tensor(float[], long...)}; fractions are cut off for whole dtypes.
     *
     * @throws IllegalArgumentException if the dtype cannot hold a value: {@code value cannot be converted to type int8_t without overflow}
     */
    default NDArray tensor(DataType dtype, float[] data, long... size) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "float[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(creation -> creation.tensor(dtype, data, size));
    }

    /** An array of {@code dtype} with {@code data}, as {@link #tensor(DataType, float[], long...)}. */
    default NDArray tensor(DataType dtype, double[] data, long... size) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "double[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(creation -> creation.tensor(dtype, data, size));
    }

    /** An array of {@code dtype} with {@code data}, as {@link #tensor(DataType, float[], long...)}. */
    default NDArray tensor(DataType dtype, int[] data, long... size) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "int[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(creation -> creation.tensor(dtype, data, size));
    }

    /** An array of {@code dtype} with {@code data}, as {@link #tensor(DataType, float[], long...)}. */
    default NDArray tensor(DataType dtype, long[] data, long... size) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "long[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(creation -> creation.tensor(dtype, data, size));
    }

    /** An array of {@code dtype} with {@code data}, as {@link #tensor(DataType, float[], long...)}. */
    default NDArray tensor(DataType dtype, boolean[] data, long... size) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "boolean[]");
        Arguments.check(size, "tensor", "size", "long[]");
        return Calls.of(this).make(creation -> creation.tensor(dtype, data, size));
    }

    /**
     * An array of the shape of a Java array of arrays: {@code float[][]}, {@code long[][][]} and so on, of float, double,
     * int, long or boolean. The data is copied.
     *
     * @throws IllegalArgumentException if it is ragged: {@code expected sequence of length 2 at dim 1 (got 1)}
     */
    default NDArray tensor(Object[] data) {
        Arguments.check(data, "tensor", "data", 1, "an array of arrays");
        return Calls.of(this).make(creation -> creation.nested(data));
    }

    /** {@link #tensor(Object[])} as {@code dtype}, whose elements have to hold the values, as {@link #tensor(DataType, float[], long...)}. */
    default NDArray tensor(DataType dtype, Object[] data) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        Arguments.check(data, "tensor", "data", 2, "an array of arrays");
        return Calls.of(this).make(creation -> creation.nested(dtype, data));
    }

    /** A 0-D float32 array. */
    default NDArray tensor(float value) {
        return Calls.of(this).make(creation -> creation.full(DataType.FLOAT32, value, new long[0]));
    }

    /** A 0-D float64 array. */
    default NDArray tensor(double value) {
        return Calls.of(this).make(creation -> creation.full(DataType.FLOAT64, value, new long[0]));
    }

    /** A 0-D int32 array. */
    default NDArray tensor(int value) {
        return Calls.of(this).make(creation -> creation.full(DataType.INT32, value, new long[0]));
    }

    /** A 0-D int64 array. */
    default NDArray tensor(long value) {
        return Calls.of(this).make(creation -> creation.full(DataType.INT64, value, new long[0]));
    }

    /** A 0-D bool array. */
    default NDArray tensor(boolean value) {
        return Calls.of(this).make(creation -> creation.full(DataType.BOOLEAN, value ? 1L : 0L, new long[0]));
    }

    /** A 0-D array of {@code dtype}, as {@link #tensor(DataType, double[], long...)}. */
    default NDArray tensor(DataType dtype, double value) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        return Calls.of(this).make(creation -> creation.full(dtype, value, new long[0]));
    }

    /** A 0-D array of {@code dtype}, as {@link #tensor(DataType, long[], long...)}. */
    default NDArray tensor(DataType dtype, long value) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        return Calls.of(this).make(creation -> creation.full(dtype, value, new long[0]));
    }

    /** A 0-D array of {@code dtype}: 1 for true, 0 for false. */
    default NDArray tensor(DataType dtype, boolean value) {
        Arguments.check(dtype, "tensor", "dtype", 1, "DataType");
        return Calls.of(this).make(creation -> creation.full(dtype, value ? 1L : 0L, new long[0]));
    }
}
