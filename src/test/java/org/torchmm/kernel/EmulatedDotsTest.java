package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chains side by side against {@link Math#fma}, where what the first block leaves decides what is right in the second. */
class EmulatedDotsTest {

    private static final int CHAINS = EmulatedDots.CHAINS;
    private static final int BLOCK = 64 * CHAINS;

    private final Random random = new Random(EmulatedParity.SEED);
    private final double[] a = new double[2 * BLOCK];
    private final double[] b = new double[2 * BLOCK];

    @Test
    void a_negative_product_that_becomes_zero_makes_a_zero_negative() {
        a[a.length - 1] = -0x1p-600;
        b[b.length - 1] = 0x1p-600;
        check();
    }

    @Test
    void half_of_the_least_number_is_added_to_a_few_of_them() {
        Arrays.setAll(a, i -> i < CHAINS ? 0x1p-537 : i / CHAINS == 64 ? 0x1p-538 : 0);
        Arrays.setAll(b, i -> 0x1p-537);
        check();
    }

    /** t, rounded, is half of the sum's last digit, and was a little more or less. */
    @Test
    void a_sum_almost_in_the_middle() {
        for (int round = 0; round < 20; round++) {
            Arrays.setAll(a, i -> random.nextGaussian());
            Arrays.setAll(b, i -> random.nextGaussian());
            double[] sums = expected(BLOCK);
            for (int chain = 0; chain < CHAINS; chain++) {
                double half = Math.ulp(sums[chain]) / 2;
                a[BLOCK + chain] = (random.nextBoolean() ? half : -half) * (1 + 0x1p-30);
                b[BLOCK + chain] = 1 - 0x1p-30;
            }
            check();
        }
    }

    @Test
    void a_tiny_sum_before_floats_that_end_in_the_middle() {
        float[] x = new float[2 * BLOCK];
        float[] y = new float[2 * BLOCK];
        for (int round = 0; round < 50; round++) {
            float[] expected = new float[CHAINS];
            for (int i = 0; i < x.length; i++) {
                x[i] = i < BLOCK ? 0x1p-32f * random.nextFloat() : random.nextInt(1 << 14) * 0x1p-13f;
                y[i] = i < BLOCK
                        ? 0x1p-32f * random.nextFloat()
                        : i < BLOCK + CHAINS ? random.nextInt(1 << 14) * 0x1p-13f : 0;
                expected[i % CHAINS] = Math.fma(x[i], y[i], expected[i % CHAINS]);
            }
            float[] sums = new float[CHAINS];
            EmulatedFloatDots.run(x, CHAINS, starts(), y, CHAINS, starts(), CHAINS, x.length / CHAINS, sums);
            assertEquals(Arrays.toString(expected), Arrays.toString(sums), "seed " + EmulatedParity.SEED);
        }
    }

    private void check() {
        double[] sums = new double[CHAINS];
        EmulatedDots.run(a, CHAINS, starts(), b, CHAINS, starts(), CHAINS, a.length / CHAINS, sums);
        assertEquals(Arrays.toString(expected(a.length)), Arrays.toString(sums), "seed " + EmulatedParity.SEED);
    }

    private double[] expected(int n) {
        double[] sums = new double[CHAINS];
        for (int i = 0; i < n; i++) {
            sums[i % CHAINS] = Math.fma(a[i], b[i], sums[i % CHAINS]);
        }
        return sums;
    }

    private static int[] starts() {
        return IntStream.range(0, CHAINS).toArray();
    }
}
