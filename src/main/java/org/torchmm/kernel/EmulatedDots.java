package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Elements of c so few that rows of them are too short for {@link EmulatedSteps}: chains side by side, each with a start in a, one in b, and
 * the same strides for all.
 *
 * <p>A product as the sum of two doubles (Dekker, Veltkamp) waits for no sum; so all of a block's are made first, in long loops that C2 makes
 * vectors of. The sums of {@link #CHAINS} chains go on in one more: each is read where a step before wrote it, as far away as the largest
 * vectors are long.
 *
 * <p>In such a step s is the larger part p added to the chain's sum c, e what that lacks (Knuth), and t is e and the product's smaller part,
 * rounded. s + t is wrong only where t lost something and now ends in the middle between two doubles near s: then e is not zero, t is at
 * most twice s's last digit and a multiple of its quarter, a number of few bits. So it is asked first whether a t has no more than 21 while
 * the product has a smaller part, and if so, whether such a t lost something: of few digits it loses nothing, of many it has more. Else
 * steps are done once more, with care: where s plus a little less than t and s plus a little more are the same number, it is the fused sum;
 * else t is rounded to odd, as {@link Fused} does it.
 *
 * <p>Where no number of a block has more than 26 bits, products are doubles as they are, and nothing but a sum is rounded.
 */
final class EmulatedDots {

    /** Chains at a time: as many additions wait for one another as a processor has under way. */
    static final int CHAINS = 8;

    /** Of which so many are copied at a time. */
    private static final int TOGETHER = 4;

    /** Steps of a block: an array is 4 KB. */
    // Tried: 256, in four arrays of 64 KB, more than L1: 1.7 and 2.3 ns a product, not 1.15 (17, UseAVX=0).
    private static final int DEPTH = 64;

    /** Arrays that begin at one place in a page wait for one another. */
    private static final int APART = 72;

    /** Blocks to ask more of after one that was in doubt. */
    private static final int AFTER_DOUBT = 16;

    /** What stands for a number of a chain that is none: it leaves nothing in doubt, and no sum of zero to look after. */
    private static final double NOBODYS = 1;

    private static final long SMALL_BITS = Double.doubleToRawLongBits(Fused.SMALL) - 1;

    /** Of a double with more than 21 bits some are here. */
    private static final long LOWER = (1L << 32) - 1;

    private static final double LESS = 1 - 0x1p-50;
    private static final double MORE = 1 + 0x1p-50;

    private static final Idle<EmulatedDots> IDLE = new Idle<>();

    private final double[] x = new double[CHAINS * DEPTH + APART];
    private final double[] y = new double[CHAINS * DEPTH + APART];
    private final double[] product = new double[CHAINS * DEPTH + APART];
    private final double[] low = new double[CHAINS * DEPTH + APART];
    /** The sums before a block's first step, then those after each. */
    private final double[] sums = new double[CHAINS * (DEPTH + 1) + APART];
    /** t of each step. */
    private final double[] rest = new double[CHAINS * DEPTH + APART];
    /** What t has lost. */
    private final double[] lost = new double[CHAINS * DEPTH + APART];
    /** Blocks to ask what t lost in, as in the last ones it had few bits. */
    private int mixed;

    private EmulatedDots() {}

    /** {@code count} chains of {@code steps} products each, from +0 on; chain x begins at {@code as[x]} and {@code bs[x]}. */
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
        Arrays.fill(sums, 0, CHAINS, 0);
        for (int k = 0; k < steps; k += DEPTH) {
            int kc = Math.min(DEPTH, steps - k);
            copy(a, as, aStep, k, first, n, x, kc);
            copy(b, bs, bStep, k, first, n, y, kc);
            block(CHAINS * kc);
            System.arraycopy(sums, CHAINS * kc, sums, 0, CHAINS);
        }
    }

    /** Steps of n products in all. */
    private void block(int n) {
        boolean areShort = areShort(x, n) && areShort(y, n);
        if (areShort) {
            addExact(x, y, product, sums, n);
        } else {
            multiply(x, y, rest, lost, product, low, n);
        }
        if (!areLarge(sums, CHAINS) || hasNegativeZero() || !areLarge(product, n)) {
            surely(n);
            return;
        }
        if (!areShort) {
            if (mixed == 0) {
                add(product, low, sums, rest, n);
                mixed = isDoubtful(rest, low, n) ? AFTER_DOUBT : 0;
            }
            if (mixed > 0) {
                mixed--;
                add(product, low, sums, rest, lost, n);
                if (isDoubtful(rest, lost, n)) {
                    carefully(n);
                }
            }
        }
        if (!isSure(n)) {
            surely(n);
        }
    }

    /** Whether none has more than 26 bits; most that do are told by the first few. */
    private static boolean areShort(double[] numbers, int n) {
        long all = 0;
        for (int k = 0; k < CHAINS; k++) {
            all |= Double.doubleToRawLongBits(numbers[k]);
        }
        for (int k = CHAINS; k < n && EmulatedSteps.isShort(all); k += CHAINS) {
            for (int chain = 0; chain < CHAINS; chain++) {
                all |= Double.doubleToRawLongBits(numbers[k + chain]);
            }
        }
        return EmulatedSteps.isShort(all);
    }

    /** A product that became zero may have left one, to which a zero is not added as to others. */
    private boolean hasNegativeZero() {
        boolean isThere = false;
        for (int chain = 0; chain < CHAINS; chain++) {
            isThere |= Double.doubleToRawLongBits(sums[chain]) == Long.MIN_VALUE;
        }
        return isThere;
    }

    private static void addExact(double[] x, double[] y, double[] product, double[] sums, int n) {
        for (int k = 0; k < n; k++) {
            double p = x[k] * y[k];
            product[k] = p;
            sums[k + CHAINS] = p + sums[k];
        }
    }

    private static void add(double[] product, double[] low, double[] sums, double[] rest, int n) {
        for (int k = 0; k < n; k++) {
            double p = product[k];
            double c = sums[k];
            double s = p + c;
            double ofC = s - p;
            double t = ((p - (s - ofC)) + (c - ofC)) + low[k];
            sums[k + CHAINS] = s + t;
            rest[k] = t;
        }
    }

    // Tried: chains in local variables: no vectors; a dot of MIXED takes 6.1 times a plain loop's time, not 5.0
    // (17, UseAVX=0), and 7.7, not 5.0 (25, UseSSE=2).
    // Tried: a loop of its own for what t lost: a dot of HALF 5.4, not 4.8 (17, UseAVX=0).
    // Tried: the sign of lost made that of "not zero" here: on 17 C2 makes no vectors of so long a loop.
    private static void add(double[] product, double[] low, double[] sums, double[] rest, double[] lost, int n) {
        for (int k = 0; k < n; k++) {
            double p = product[k];
            double c = sums[k];
            double s = p + c;
            double ofC = s - p;
            double e = (p - (s - ofC)) + (c - ofC);
            double t = e + low[k];
            sums[k + CHAINS] = s + t;
            rest[k] = t;
            double ofLow = t - e;
            lost[k] = (e - (t - ofLow)) + (low[k] - ofLow);
        }
    }

    /** Whether a t has few bits where something else is not zero. */
    private static boolean isDoubtful(double[] rest, double[] lost, int n) {
        long doubt = 0;
        for (int k = 0; k < n; k++) {
            long l = Double.doubleToRawLongBits(lost[k]);
            doubt |= ((Double.doubleToRawLongBits(rest[k]) & LOWER) - 1) & (l | -l);
        }
        return doubt < 0;
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

    /**
     * A sum that is not finite may be none, as a part of it was too large. A product that became zero changes no sum that is not: such
     * a one is a multiple of more than 2^-1022 here.
     */
    private boolean isSure(int n) {
        boolean isZero = false;
        for (int chain = 0; chain < CHAINS; chain++) {
            double sum = sums[n + chain];
            if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
                return false;
            }
            isZero |= sum == 0;
        }
        for (int k = 0; isZero && k < n; k++) {
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
        int chain = 0;
        for (; chain + TOGETHER <= n; chain += TOGETHER) {
            together(from, starts, first + chain, step, k, to, chain, kc);
        }
        for (; chain < CHAINS; chain++) {
            for (int j = 0; j < kc; j++) {
                to[j * CHAINS + chain] = chain < n ? from[starts[first + chain] + (k + j) * step] : NOBODYS;
            }
        }
    }

    /** {@link #TOGETHER} chains from x on. */
    private static void together(double[] from, int[] starts, int x, int step, int k, double[] to, int chain, int kc) {
        int from0 = starts[x];
        int from1 = starts[x + 1];
        int from2 = starts[x + 2];
        int from3 = starts[x + 3];
        for (int j = chain, at = k * step; j < kc * CHAINS; j += CHAINS, at += step) {
            to[j] = from[from0 + at];
            to[j + 1] = from[from1 + at];
            to[j + 2] = from[from2 + at];
            to[j + 3] = from[from3 + at];
        }
    }

    // Tried: where chains lie side by side, x and y as they lie in a and b, from an index on: C2 makes
    // no vectors of it.
    // Tried: one loop: no vectors on 17 with AVX, shorter ones on 25. Three: 6 to 40 % longer without it.
    private static void multiply(
            double[] x, double[] y, double[] xHigh, double[] yHigh, double[] product, double[] low, int n) {
        for (int k = 0; k < n; k++) {
            double xt = x[k] * Fused.SPLIT;
            xHigh[k] = xt - (xt - x[k]);
            double yt = y[k] * Fused.SPLIT;
            yHigh[k] = yt - (yt - y[k]);
        }
        for (int k = 0; k < n; k++) {
            double xh = xHigh[k];
            double xl = x[k] - xh;
            double yh = yHigh[k];
            double yl = y[k] - yh;
            double p = x[k] * y[k];
            product[k] = p;
            low[k] = xl * yl - (((p - xh * yh) - xl * yh) - xh * yl);
        }
    }

    private void carefully(int n) {
        for (int k = 0; k < n; k++) {
            sums[k + CHAINS] = step(product[k], low[k], sums[k]);
        }
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
    private void surely(int n) {
        for (int k = 0; k < n; k++) {
            sums[k + CHAINS] = Fused.multiplyAdd(x[k], y[k], sums[k]);
        }
    }
}
