package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;

/** Every number against libtorch's generator in the same process, bit by bit; float64 normals within 2 ulp. */
class GeneratorTest {

    private static final long[] SEEDS = {
        0, 1, 42, 5489, -1, (1L << 32) + 5, Long.MIN_VALUE, Long.MAX_VALUE, 67280421310721L, 123456789012345L
    };

    private static final int[] LARGE = {1000, 100_003};

    private final LibtorchGenerator libtorch = new LibtorchGenerator();
    private final Generator generator = new Generator(0);

    @AfterEach
    void close() {
        libtorch.close();
    }

    private void seed(long seed) {
        libtorch.manualSeed(seed);
        generator.manualSeed(seed);
    }

    private interface Draw {
        void into(Object data, int n);
    }

    private static void check(String call, Dtype dtype, Object theirs, int n, Draw draw) {
        Object data = Drawn.allocate(dtype, n);
        draw.into(data, n);
        assertSame(call, theirs, Drawn.read(dtype, data));
    }

    private static void assertSame(String call, Object theirs, Object ours) {
        if (theirs instanceof float[] t) {
            assertArrayEquals(bits(t), bits((float[]) ours), call);
        } else if (theirs instanceof long[] t) {
            assertArrayEquals(t, (long[]) ours, call);
        } else {
            double[] t = (double[]) theirs;
            double[] o = (double[]) ours;
            for (int i = 0; i < t.length; i++) {
                assertTrue(Math.abs(t[i] - o[i]) <= 2 * Math.ulp(t[i]), call + " [" + i + "]: " + t[i] + ", " + o[i]);
            }
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    private void checkRand(String call, Dtype dtype, int n) {
        Object theirs = libtorch.rand(dtype, n);
        if (theirs instanceof double[] t) {
            double[] ours = new double[n];
            generator.uniform(dtype, ours, 0, n);
            assertArrayEquals(t, ours, call); // to the bit
            return;
        }
        check(call, dtype, theirs, n, (data, count) -> generator.uniform(dtype, data, 0, count));
    }

    private void checkRandn(String call, Dtype dtype, int n) {
        check(call, dtype, libtorch.randn(dtype, n), n, (data, count) -> generator.normal(dtype, data, 0, count));
    }

    private void checkRandint(String call, Dtype dtype, long low, long high, int n) {
        RandintRange range = RandintRange.of(dtype, low, high);
        Object theirs = libtorch.randint(dtype, low, high, n);
        if (theirs instanceof double[] t) {
            double[] ours = new double[n];
            generator.randint(dtype, range, ours, 0, n);
            assertArrayEquals(t, ours, call);
            return;
        }
        check(call, dtype, theirs, n, (data, count) -> generator.randint(dtype, range, data, 0, count));
    }

    private void checkRandperm(String call, int n) {
        long[] theirs = (long[]) libtorch.randperm(Dtype.INT64, n);
        check(call, Dtype.INT32, theirs, n, (data, count) -> generator.randperm((int[]) data, 0, count));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16", "COMPLEX64"})
    void every_size_from_every_seed(Dtype dtype) {
        for (long seed : SEEDS) {
            seed(seed);
            for (int n = 0; n <= 40; n++) {
                checkRand("rand(" + n + ", " + dtype + "), seed " + seed, dtype, n);
                checkRandn("randn(" + n + ", " + dtype + "), seed " + seed, dtype, n);
            }
            for (int n : LARGE) {
                checkRand("rand(" + n + ", " + dtype + "), seed " + seed, dtype, n);
                checkRandn("randn(" + n + ", " + dtype + "), seed " + seed, dtype, n);
            }
        }
    }

    /** The second of a pair is kept over calls of other dtypes and words, and drops with a seed. */
    @Test
    void calls_in_any_order() {
        Dtype[] floating = {Dtype.FLOAT32, Dtype.FLOAT64, Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.COMPLEX64};
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            seed(seed);
            for (int i = 0; i < 40; i++) {
                String call = "call " + i + " of seed " + seed;
                int n = random.nextInt(5) == 0 ? random.nextInt(3000) : random.nextInt(41);
                switch (random.nextInt(9)) {
                    case 0 -> checkRandint(call, Dtype.INT64, -5, 1L << random.nextInt(63), n);
                    case 1 -> checkRandperm(call, n);
                    case 2 -> seed(random.nextLong());
                    case 3, 4 -> checkRand(call, floating[random.nextInt(5)], n);
                    default -> checkRandn(call, floating[random.nextInt(5)], n);
                }
            }
        }
    }
}
