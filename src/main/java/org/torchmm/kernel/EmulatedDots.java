package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Elements of c so few that rows of them are too short for {@link EmulatedSteps}: chains side by side, each with a start in a, one in b, and
 * the same strides for all.
 *
 * <p>A product as the sum of two doubles (Dekker, Veltkamp) waits for no sum; so all of a block's are made first, in one long loop that C2
 * makes vectors of. Then {@link #CHAINS} sums go on in local variables.
 *
 * <p>In such a step s is the larger part p added to the chain's sum c, e what that lacks (Knuth), and t is e and the product's smaller part,
 * rounded. s + t is wrong only where t lost something and now ends in the middle between two doubles near s: then e is not zero, t is at
 * most twice s's last digit and a multiple of its quarter, a number of few bits. So it is asked first whether t has more. Chains in which
 * it often has not are asked more: where s plus a little less than t and s plus a little more are the same number, it is the fused sum;
 * else t is rounded to odd, as {@link Fused} does it.
 */
final class EmulatedDots {

    /** Chains at a time: as many additions wait for one another as a processor has under way. */
    static final int CHAINS = 8;

    /** Steps of a block: its four arrays are 16 KB. */
    // Tried: 256, whose 64 KB are more than L1: 1.7 and 2.3 ns a product, not 1.15, and 2.5 a step, not 1.95 (JDK 17,
    // UseAVX=0).
    private static final int DEPTH = 64;

    /** Arrays of one length that begin at one place in a page wait for one another. */
    private static final int APART = 24;

    /** Blocks whose steps are {@link #step} after one where a {@link #longStep} would not do. */
    private static final int AFTER_DOUBT = 16;

    /** What stands for a chain that is none: zeros would be in doubt. */
    private static final double NOBODYS = 1 / 3.0;

    private static final long SMALL_BITS = Double.doubleToRawLongBits(Fused.SMALL) - 1;

    private static final double LESS = 1 - 0x1p-50;
    private static final double MORE = 1 + 0x1p-50;

    private static final Idle<EmulatedDots> IDLE = new Idle<>();

    private final double[] x = new double[CHAINS * DEPTH];
    private final double[] y = new double[CHAINS * DEPTH + APART];
    private final double[] product = new double[CHAINS * DEPTH + 2 * APART];
    private final double[] low = new double[CHAINS * DEPTH + 3 * APART];
    private final double[] sums = new double[CHAINS];
    /** The sums before the block, should it have to be done again. */
    private final double[] before = new double[CHAINS];

    /** Blocks to ask more of each step in, as the last ones had sums of few digits. */
    private int mixed;

    private EmulatedDots() {}

    /**
     * {@code count} chains of {@code steps} products each, from +0 on; chain x begins at {@code as[x]} and {@code bs[x]}.
     */
    static void run(
            double[] a, int aStep, int[] as, double[] b, int bStep, int[] bs, int count, int steps, double[] to) {
        EmulatedDots dots = IDLE.take();
        dots = dots == null ? new EmulatedDots() : dots;
        for (int chain = 0; chain < count; chain += CHAINS) {
            dots.chains(a, aStep, as, b, bStep, bs, chain, Math.min(CHAINS, count - chain), steps);
            System.arraycopy(dots.sums, 0, to, chain, Math.min(CHAINS, count - chain));
        }
        IDLE.give(dots);
    }

    /** {@code n} of them from {@code first} on. */
    private void chains(double[] a, int aStep, int[] as, double[] b, int bStep, int[] bs, int first, int n, int steps) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < steps; k += DEPTH) {
            int kc = Math.min(DEPTH, steps - k);
            copy(a, as, aStep, k, first, n, x, kc);
            copy(b, bs, bStep, k, first, n, y, kc);
            multiply(x, y, product, low, CHAINS * kc);
            System.arraycopy(sums, 0, before, 0, CHAINS);
            if (!areLarge(sums, CHAINS) || !areLarge(product, CHAINS * kc) || !add(kc)) {
                surely(kc);
            }
        }
    }

    /** Whether each is zero or so large that the lower part of such a product is a number as it is. */
    private static boolean areLarge(double[] numbers, int n) {
        long small = 0;
        for (int k = 0; k < n; k++) {
            long bits = Double.doubleToRawLongBits(numbers[k]);
            small |= (2 * bits - 1 >>> 1) - SMALL_BITS; // zero's first term is the largest
        }
        return small >= 0;
    }

    /** False where a sum may be wrong. */
    private boolean add(int kc) {
        if (mixed == 0) {
            quickly(kc);
            if (isSure(kc)) {
                return true;
            }
            System.arraycopy(before, 0, sums, 0, CHAINS);
            mixed = AFTER_DOUBT;
        }
        mixed--;
        slowly(kc);
        return isSure(kc);
    }

    /**
     * A sum that is not finite may be none, as a part of it was too large. A product that became zero changes no sum that is not: such
     * a one is a multiple of more than 2^-1022 here.
     */
    private boolean isSure(int kc) {
        boolean isZero = false;
        for (double sum : sums) {
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                return false;
            }
            isZero |= sum == 0;
        }
        for (int k = 0; isZero && k < CHAINS * kc; k++) {
            if (product[k] == 0 && x[k] != 0 && y[k] != 0) {
                return false;
            }
        }
        return true;
    }

    /** kc steps of n chains from step k on, the chains of a step side by side, and in the place of those that lack some number. */
    private static void copy(double[] from, int[] starts, int step, int k, int first, int n, double[] to, int kc) {
        if (step == CHAINS && n == CHAINS && starts[first + CHAINS - 1] - starts[first] == CHAINS - 1) {
            System.arraycopy(from, starts[first] + k * CHAINS, to, 0, kc * CHAINS);
            return;
        }
        if (n < CHAINS) {
            Arrays.fill(to, 0, kc * CHAINS, NOBODYS);
        }
        for (int chain = 0; chain < n; chain++) {
            int at = starts[first + chain] + k * step;
            if (step == 1) { // without a question of each whether it is in the array
                for (int j = 0; j < kc; j++) {
                    to[j * CHAINS + chain] = from[at + j];
                }
            } else {
                for (int j = 0; j < kc; j++) {
                    to[j * CHAINS + chain] = from[at + j * step];
                }
            }
        }
    }

    // Tried: where chains lie side by side, x and y as they lie in a and b, from an index on: C2 makes no vectors of
    // it.
    private static void multiply(double[] x, double[] y, double[] product, double[] low, int n) {
        for (int k = 0; k < n; k++) {
            double xt = x[k] * Fused.SPLIT;
            double xh = xt - (xt - x[k]);
            double xl = x[k] - xh;
            double yt = y[k] * Fused.SPLIT;
            double yh = yt - (yt - y[k]);
            double yl = y[k] - yh;
            double p = x[k] * y[k];
            product[k] = p;
            low[k] = xl * yl - (((p - xh * yh) - xl * yh) - xh * yl);
        }
    }

    /** A sum is NaN where {@link #longStep} would not do. */
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
            sum0 = longStep(product[k], low[k], sum0);
            sum1 = longStep(product[k + 1], low[k + 1], sum1);
            sum2 = longStep(product[k + 2], low[k + 2], sum2);
            sum3 = longStep(product[k + 3], low[k + 3], sum3);
            sum4 = longStep(product[k + 4], low[k + 4], sum4);
            sum5 = longStep(product[k + 5], low[k + 5], sum5);
            sum6 = longStep(product[k + 6], low[k + 6], sum6);
            sum7 = longStep(product[k + 7], low[k + 7], sum7);
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

    // Tried: one loop for both kinds of step, told by a parameter: on 17 a dot of RANDOM 5.7, not 5.0 (UseAVX=0), 5.1,
    // not
    // 3.5 (-UseFMA). Of floats' two kinds 4.3, not 3.1 (17, -UseFMA, 2x1000x2).
    private void slowly(int kc) {
        double sum0 = sums[0];
        double sum1 = sums[1];
        double sum2 = sums[2];
        double sum3 = sums[3];
        double sum4 = sums[4];
        double sum5 = sums[5];
        double sum6 = sums[6];
        double sum7 = sums[7];
        for (int k = 0; k < kc * CHAINS; k += CHAINS) {
            sum0 = step(product[k], low[k], sum0);
            sum1 = step(product[k + 1], low[k + 1], sum1);
            sum2 = step(product[k + 2], low[k + 2], sum2);
            sum3 = step(product[k + 3], low[k + 3], sum3);
            sum4 = step(product[k + 4], low[k + 4], sum4);
            sum5 = step(product[k + 5], low[k + 5], sum5);
            sum6 = step(product[k + 6], low[k + 6], sum6);
            sum7 = step(product[k + 7], low[k + 7], sum7);
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

    /** NaN where t has few digits, so that it may end in the middle between two doubles. */
    // A dot of 5000 takes 4.6 and 4.2 times a plain loop's time (17, 25, UseAVX=0), not 5.2 as with step.
    private static double longStep(double product, double low, double c) {
        double s = product + c;
        double ofC = s - product;
        double t = ((product - (s - ofC)) + (c - ofC)) + low;
        return (int) Double.doubleToRawLongBits(t) != 0 ? s + t : Double.NaN;
    }

    private static double step(double product, double low, double c) {
        double s = product + c;
        double ofC = s - product;
        double e = (product - (s - ofC)) + (c - ofC);
        double t = e + low;
        double result = s + t * LESS;
        return result == s + t * MORE ? result : Fused.addOdd(s, e, low, t);
    }

    /** The block's steps one by one. */
    private void surely(int kc) {
        System.arraycopy(before, 0, sums, 0, CHAINS);
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int k = chain; k < kc * CHAINS; k += CHAINS) {
                sums[chain] = Fused.multiplyAdd(x[k], y[k], sums[chain]);
            }
        }
    }
}
