package org.torchmm.heap;

import static org.torchmm.rules.Sentences.notImplemented;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;
import org.torchmm.rules.RandomRules;

/**
 * torch's CPU generator: the same numbers as libtorch's on x86-64 with AVX2 after the same seed and the same calls, to the bit;
 * float64 normals within 2 ulp ({@link Normal} says why).
 *
 * <p>It may be used from many threads: a call is one critical section, as it is in libtorch, so that one array's numbers are
 * consecutive, and no seed comes between them.
 *
 * <p>Numbers are written to Java arrays: float[] for float32, and for complex64 whose real and imaginary parts take turns;
 * double[] for float64, long[] for int64, int[] for int32; short[] for int16 and the bits of float16 and bfloat16; byte[] for
 * int8, uint8 and bool. Offset and count are in elements of the dtype.
 */
final class Generator {

    /** Made once somebody asks for random numbers. */
    private static final class OfProcess {

        static final Generator INSTANCE = new Generator(System.nanoTime());
    }

    private final Mersenne words;
    private final Normal normal;

    Generator(long seed) {
        words = new Mersenne(seed);
        normal = new Normal(words);
    }

    static Generator ofProcess() {
        return OfProcess.INSTANCE;
    }

    /** {@code torch.manual_seed}; the low 32 bits count. */
    synchronized void manualSeed(long seed) {
        words.seed(seed);
        normal.forget();
    }

    /** {@code rand}: {@link #uniform(Dtype, double, double, Object, int, int)} in [0, 1). */
    void uniform(Dtype dtype, Object data, int offset, int count) {
        uniform(dtype, 0, 1, data, offset, count);
    }

    /**
     * {@code uniform_}: in [from, to), for complex64 in both parts.
     *
     * @throws IllegalArgumentException of whole numbers: {@code "check_uniform_bounds" not implemented for 'Long'}
     */
    synchronized void uniform(Dtype dtype, double from, double to, Object data, int offset, int count) {
        switch (dtype) {
            case FLOAT32 -> Uniform.fill(words, from, to, (float[]) data, offset, count);
            case COMPLEX64 -> Uniform.fill(words, from, to, (float[]) data, 2 * offset, 2 * count);
            case FLOAT64 -> Uniform.fill(words, from, to, (double[]) data, offset, count);
            case FLOAT16, BFLOAT16 ->
                Uniform.fill(words, HalfFormat.of(dtype), from, to, (short[]) data, offset, count);
            default -> throw notImplemented("check_uniform_bounds", dtype);
        }
    }

    /** {@code randn}: {@link #normal(Dtype, double, double, Object, int, int)} of mean 0 and standard deviation 1. */
    void normal(Dtype dtype, Object data, int offset, int count) {
        normal(dtype, 0, 1, data, offset, count);
    }

    /**
     * {@code normal_}: of a mean and a standard deviation; complex64 has the mean in both parts, and half of the variance.
     *
     * @throws IllegalArgumentException of whole numbers: {@code "normal_kernel_cpu" not implemented for 'Long'}
     */
    synchronized void normal(Dtype dtype, double mean, double deviation, Object data, int offset, int count) {
        switch (dtype) {
            case FLOAT32 -> normal.fill(mean, deviation, (float[]) data, offset, count);
            case COMPLEX64 -> normal.fill(mean, deviation / Math.sqrt(2), (float[]) data, 2 * offset, 2 * count);
            case FLOAT64 -> normal.fill(mean, deviation, (double[]) data, offset, count);
            case FLOAT16, BFLOAT16 -> normal.fill(HalfFormat.of(dtype), mean, deviation, (short[]) data, offset, count);
            default -> throw notImplemented("normal_kernel_cpu", dtype);
        }
    }

    /** {@code randint}: whole numbers of a range that the dtype can hold. */
    synchronized void randint(Dtype dtype, RandintRange range, Object data, int offset, int count) {
        Randint numbers = new Randint(words, range);
        switch (dtype) {
            case INT8, UINT8, BOOL -> numbers.fill((byte[]) data, offset, count);
            case INT16 -> numbers.fill((short[]) data, offset, count);
            case INT32 -> numbers.fill((int[]) data, offset, count);
            case INT64 -> numbers.fill((long[]) data, offset, count);
            case FLOAT32 -> numbers.fill((float[]) data, offset, count);
            case FLOAT64 -> numbers.fill((double[]) data, offset, count);
            case FLOAT16, BFLOAT16 -> numbers.fill(HalfFormat.of(dtype), (short[]) data, offset, count);
            case COMPLEX64 -> throw RandomRules.noComplexRange();
        }
    }

    /** {@code randperm}: 0 to n - 1, shuffled. Those of every other dtype are these, converted. */
    synchronized void randperm(int[] data, int offset, int n) {
        Randperm.fill(words, data, offset, n);
    }
}
