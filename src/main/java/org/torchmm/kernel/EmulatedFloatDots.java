package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Chains of fused multiply-adds of floats side by side where elements of c are too few for rows: each with a start in a and one in b, and
 * the same strides for all. A block's products are made first; then {@link #CHAINS} sums, floats in doubles, go on in local variables.
 */
final class EmulatedFloatDots {

    /** Chains at a time. */
    private static final int CHAINS = 8;

    /** Steps of a block. */
    private static final int DEPTH = 64;

    /** Of a block's first products, from the largest's first on. */
    private static final int DIGITS = 34;

    /** Whose unit is a number, and whose sums are. */
    private static final double LEAST = 0x1p-900;

    private static final double MOST = 0x1p900;

    private static final Idle<EmulatedFloatDots> IDLE = new Idle<>();

    private final double[] product = new double[CHAINS * DEPTH];
    private final double[] sums = new double[CHAINS];

    private EmulatedFloatDots() {}

    /**
     * {@code count} chains of {@code steps} products each, from +0 on; chain x begins at {@code as[x]} and {@code bs[x]}.
     */
    static void run(float[] a, int aStep, int[] as, float[] b, int bStep, int[] bs, int count, int steps, float[] to) {
        EmulatedFloatDots dots = IDLE.take();
        dots = dots == null ? new EmulatedFloatDots() : dots;
        for (int first = 0; first < count; first += CHAINS) {
            int n = Math.min(CHAINS, count - first);
            Arrays.fill(dots.sums, 0);
            for (int k = 0; k < steps; k += DEPTH) {
                int kc = Math.min(DEPTH, steps - k);
                for (int chain = 0; chain < n; chain++) {
                    int at = as[first + chain] + k * aStep;
                    multiply(a, at, aStep, b, bs[first + chain] + k * bStep, bStep, dots.product, chain, kc);
                }
                if (dots.areFewDigits(kc)) {
                    dots.exactly(kc);
                } else {
                    dots.quickly(kc);
                }
            }
            for (int chain = 0; chain < n; chain++) {
                to[first + chain] = (float) dots.sums[chain];
            }
        }
        IDLE.give(dots);
    }

    private static void multiply(
            float[] a, int a0, int aStep, float[] b, int b0, int bStep, double[] product, int chain, int kc) {
        for (int k = 0, i = a0, j = b0; k < kc; k++, i += aStep, j += bStep) {
            product[k * CHAINS + chain] = (double) a[i] * b[j];
        }
    }

    /** Whether no sum of the block loses anything before it becomes a float: all are multiples of a unit, and less than 2^53 of it. */
    // Ends at the first product where numbers are of many digits. Without it 14 bits by 14, whose sums end in
    // the middle between two floats again and again, are 5.6 and 6.3 times a plain loop's time (17, 25):
    // branches that nobody foresees.
    private boolean areFewDigits(int kc) {
        double size = 0;
        for (int chain = 0; chain < CHAINS; chain++) {
            size = Math.max(size, Math.abs(product[chain]));
        }
        if (!(size >= LEAST && size <= MOST)) {
            return false;
        }
        double unit = Math.scalb(1.0, Math.getExponent(size) - DIGITS);
        double toUnits = 0x1.8p52 * unit;
        for (double sum : sums) {
            if (!((sum + toUnits) - toUnits == sum && Math.abs(sum) <= 0x1p51 * unit)) {
                return false;
            }
        }
        double bound = 0x1p51 / DEPTH * unit;
        for (int k = 0; k < kc * CHAINS; k++) {
            if (!((product[k] + toUnits) - toUnits == product[k] && Math.abs(product[k]) <= bound)) {
                return false;
            }
        }
        return true;
    }

    private void exactly(int kc) {
        double sum0 = sums[0];
        double sum1 = sums[1];
        double sum2 = sums[2];
        double sum3 = sums[3];
        double sum4 = sums[4];
        double sum5 = sums[5];
        double sum6 = sums[6];
        double sum7 = sums[7];
        for (int k = 0; k < kc * CHAINS; k += CHAINS) {
            sum0 = (float) (product[k] + sum0);
            sum1 = (float) (product[k + 1] + sum1);
            sum2 = (float) (product[k + 2] + sum2);
            sum3 = (float) (product[k + 3] + sum3);
            sum4 = (float) (product[k + 4] + sum4);
            sum5 = (float) (product[k + 5] + sum5);
            sum6 = (float) (product[k + 6] + sum6);
            sum7 = (float) (product[k + 7] + sum7);
        }
        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
        sums[4] = sum4;
        sums[5] = sum5;
        sums[6] = sum6;
        sums[7] = sum7;
    }

    /** Whatever the sums are. */
    private void quickly(int kc) {
        double sum0 = sums[0];
        double sum1 = sums[1];
        double sum2 = sums[2];
        double sum3 = sums[3];
        double sum4 = sums[4];
        double sum5 = sums[5];
        double sum6 = sums[6];
        double sum7 = sums[7];
        for (int k = 0; k < kc * CHAINS; k += CHAINS) {
            sum0 = Fused.add(product[k], sum0);
            sum1 = Fused.add(product[k + 1], sum1);
            sum2 = Fused.add(product[k + 2], sum2);
            sum3 = Fused.add(product[k + 3], sum3);
            sum4 = Fused.add(product[k + 4], sum4);
            sum5 = Fused.add(product[k + 5], sum5);
            sum6 = Fused.add(product[k + 6], sum6);
            sum7 = Fused.add(product[k + 7], sum7);
        }
        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
        sums[4] = sum4;
        sums[5] = sum5;
        sums[6] = sum6;
        sums[7] = sum7;
    }
}
