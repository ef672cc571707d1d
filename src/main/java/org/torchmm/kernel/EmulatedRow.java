package org.torchmm.kernel;

import java.util.Arrays;

/**
 * {@link Fused#emulated(double, double, double)} for rows of doubles, without a branch, so that C2 makes vectors of it: chains of fused
 * multiply-adds side by side, of which those are known that may have been rounded twice.
 *
 * <p>The product is the sum of two doubles, as is its sum with the chain's; what both lack is added last. That goes wrong only where
 * the last sum is in the middle between two doubles and what was added was itself rounded, which is not so where the product is a
 * double as it is (that of floats, say). Operands are zero or of a size whose products and their lower halves are numbers as they are.
 */
final class EmulatedRow {

    private static final double SPLIT = 0x1p27 + 1;

    /** Products of what lies between, and whatever is lost in adding them, are far from what a double can't hold. */
    private static final double LEAST = 0x1p-330;

    private static final double MOST = 0x1p280;

    /** What half a unit in the last place, times this, is more than; and little else. */
    private static final double JUST_ABOVE = 1 + 0x1p-50;

    /** Keeps the product of two tiny numbers from becoming zero. */
    private static final double SCALE = 0x1p512;

    /** Where arrays of one length begin at one place in a page, a load waits for a store to another. */
    private static final int APART = 24;

    private final double[] aHigh;
    /** What the products lack. */
    private final double[] low;
    /** Of products and sums. */
    private final double[] rounded;
    /** What {@link #rounded} lacks, and {@link #low}. */
    private final double[] rest;

    /** The chains so far. */
    final double[] sum;
    /** Zero but where a chain may be wrong. */
    private final double[] doubt;

    EmulatedRow(int length) {
        aHigh = new double[length];
        low = new double[length + APART];
        rounded = new double[length + 2 * APART];
        rest = new double[length + 3 * APART];
        sum = new double[length + 4 * APART];
        doubt = new double[length + 5 * APART];
    }

    static boolean isInRange(double x) {
        double size = Math.abs(x);
        return size >= LEAST && size <= MOST || size == 0;
    }

    /** Chains from +0 on, without a doubt. */
    void begin(int n) {
        Arrays.fill(sum, 0, n, 0);
        Arrays.fill(doubt, 0, n, 0);
    }

    /** Chains that have operands out of range are wrong from the first on. */
    void doubt(int from, int to) {
        Arrays.fill(doubt, from, to, 1);
    }

    boolean isDoubtful(int j) {
        return doubt[j] != 0; // NaN too
    }

    /** sum[j] = fma(a[j], b[j], sum[j]); {@code bHigh} as {@link #high} has it. */
    void multiplyAdd(double[] a, double[] b, double[] bHigh, int n) {
        high(a, aHigh, n);
        low(a, aHigh, b, bHigh, low, n);
        add(a, b, low, sum, rounded, rest, n);
        round(low, rounded, rest, sum, doubt, n);
    }

    // What follows is as in Fused, up to where that branches.
    // Tried: fewer loops: C2 on 17 makes no vectors of them, and they take 2 to 5 times as long. Tried: 2 u for a
    // middle: every whole
    // number is one.

    /** Of each number the upper half of its digits (Veltkamp). */
    static void high(double[] x, double[] high, int n) {
        for (int j = 0; j < n; j++) {
            double t = x[j] * SPLIT;
            high[j] = t - (t - x[j]);
        }
    }

    private static void low(double[] a, double[] aHigh, double[] b, double[] bHigh, double[] low, int n) {
        for (int j = 0; j < n; j++) {
            double xh = aHigh[j];
            double xl = a[j] - xh;
            double yh = bHigh[j];
            double yl = b[j] - yh;
            low[j] = xl * yl - (((a[j] * b[j] - xh * yh) - xl * yh) - xh * yl);
        }
    }

    private static void add(
            double[] a, double[] b, double[] low, double[] sum, double[] rounded, double[] rest, int n) {
        for (int j = 0; j < n; j++) {
            double z = sum[j];
            double product = a[j] * b[j];
            double s = product + z;
            double ofZ = s - product;
            rounded[j] = s;
            rest[j] = ((product - (s - ofZ)) + (z - ofZ)) + low[j];
        }
    }

    private static void round(double[] low, double[] rounded, double[] rest, double[] sum, double[] doubt, int n) {
        for (int j = 0; j < n; j++) {
            double s = rounded[j];
            double result = s + rest[j];
            double step = (result + (rest[j] - (result - s)) * JUST_ABOVE) - result;
            sum[j] = result;
            doubt[j] += Math.abs(step * (low[j] * SCALE));
        }
    }
}
