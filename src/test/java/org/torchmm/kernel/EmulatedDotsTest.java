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
    void a_negative_zero_that_a_block_leaves_stays_where_only_such_are_added() {
        Arrays.setAll(a, i -> i < BLOCK - CHAINS ? 0 : i < BLOCK ? -0x1p-600 : -1 / 3.0);
        Arrays.setAll(b, i -> i < BLOCK ? 0x1p-600 : 0);
        check();
    }

    @Test
    void a_short_product_that_becomes_too_small_or_too_large() {
        for (double scale : new double[] {0x1p-531, 0x1p-525, 0x1p-450, 0x1p-440, 0x1p500, 0x1p509, 0x1p511}) {
            Arrays.setAll(a, i -> (random.nextInt(1 << 26) - (1 << 25)) * (i < BLOCK ? 0x1p-13 : scale * 0x1p-25));
            Arrays.setAll(b, i -> (random.nextInt(1 << 26) - (1 << 25)) * (i < BLOCK ? 0x1p-13 : scale * 0x1p-25));
            check();
        }
    }

    @Test
    void numbers_of_any_bits_after_numbers_of_any_bits() {
        for (int bits = 1; bits <= 53; bits++) {
            for (int round = 0; round < 20; round++) {
                int[] of = {bits, 1 + random.nextInt(53), 1 + random.nextInt(53), bits};
                Arrays.setAll(a, i -> ofBits(of[i / BLOCK], i));
                Arrays.setAll(b, i -> ofBits(of[2 + i / BLOCK], i));
                check();
            }
        }
    }

    /** Some more seldom than others. */
    private double ofBits(int bits, int i) {
        boolean isZero = i % 3 == 0 && random.nextInt(4) > 0;
        int scale = random.nextInt(8) == 0 ? random.nextInt(60) - 30 : 0;
        return isZero ? 0 : Math.scalb((double) (random.nextLong() >> 64 - bits), scale - bits);
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

    @Test
    void chains_that_lie_apart() {
        Arrays.setAll(a, i -> random.nextGaussian());
        Arrays.setAll(b, i -> random.nextGaussian());
        for (int count = 1; count < 2 * CHAINS + 2; count++) {
            for (int step = 1; step < 4; step++) {
                int steps = 1 + random.nextInt(a.length / 4);
                int[] as = random.ints(count, 0, a.length - steps * step).toArray();
                int[] bs = random.ints(count, 0, b.length - steps).toArray();
                double[] expected = new double[count];
                for (int chain = 0; chain < count; chain++) {
                    for (int k = 0; k < steps; k++) {
                        expected[chain] = Math.fma(a[as[chain] + k * step], b[bs[chain] + k], expected[chain]);
                    }
                }
                double[] sums = new double[count];
                EmulatedDots.run(a, step, as, b, 1, bs, count, steps, sums);
                assertEquals(Arrays.toString(expected), Arrays.toString(sums), "seed " + EmulatedParity.SEED);
            }
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
