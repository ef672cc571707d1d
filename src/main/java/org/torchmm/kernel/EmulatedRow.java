package org.torchmm.kernel;

/**
 * {@link Fused#emulated(double, double, double)} for a row of doubles at a time: without a branch, so that C2 makes vectors of it, and with
 * a second look for those that may have been rounded twice.
 *
 * <p>Operands are zero or of a size whose products and their lower halves are numbers as they are, so that only the rounding is left to
 * check.
 */
final class EmulatedRow {

    private static final double SPLIT = 0x1p27 + 1;

    /** Products of what lies between are far from what a double can't hold, and so are their lower halves. */
    private static final double LEAST = 0x1p-450;

    private static final double MOST = 0x1p450;

    /** What half a unit in the last place, times this, is more than; and little else. */
    private static final double JUST_ABOVE = 1 + 0x1p-50;

    /** What the products lack. */
    private final double[] low;
    /** What the sums of products and sums lack, and {@link #low}. */
    private final double[] rest;

    private final double[] result;
    /** Zero but where the result may be half a unit from what it should be. */
    private final double[] doubt;

    EmulatedRow(int length) {
        low = new double[length];
        rest = new double[length];
        result = new double[length];
        doubt = new double[length];
    }

    static boolean isInRange(double x) {
        double size = Math.abs(x);
        return size >= LEAST && size <= MOST || size == 0;
    }

    static boolean isInRange(double[] row, int n) {
        for (int j = 0; j < n; j++) {
            if (!isInRange(row[j])) {
                return false;
            }
        }
        return true;
    }

    /** sum[j] = fma(a, b[j], sum[j]); a and b are in range, and no sum is -0. */
    void multiplyAdd(double a, double[] b, double[] sum, int n) {
        low(a, b, low, n);
        rest(a, b, sum, low, rest, n);
        round(a, b, sum, rest, result, doubt, n);
        for (int j = 0; j < n; j += 4) {
            int end = Math.min(j + 4, n);
            double doubts = 0;
            for (int i = j; i < end; i++) {
                doubts += Math.abs(doubt[i]);
            }
            if (doubts != 0) { // NaN too
                again(a, b, sum, j, end);
            }
        }
        System.arraycopy(result, 0, sum, 0, n);
    }

    private void again(double a, double[] b, double[] sum, int from, int to) {
        for (int j = from; j < to; j++) {
            result[j] = Fused.emulated(a, b[j], sum[j]);
        }
    }

    // What follows is as in Fused, up to where that branches.
    // Tried: one loop: C2 gives up on its size, and it takes 3 times as long. Tried: 2 u for a middle: every whole
    // number is one.

    private static void low(double a, double[] b, double[] low, int n) {
        double at = a * SPLIT;
        double ah = at - (at - a);
        double al = a - ah;
        for (int j = 0; j < n; j++) {
            double y = b[j];
            double yt = y * SPLIT;
            double yh = yt - (yt - y);
            double yl = y - yh;
            low[j] = al * yl - (((a * y - ah * yh) - al * yh) - ah * yl);
        }
    }

    private static void rest(double a, double[] b, double[] sum, double[] low, double[] rest, int n) {
        for (int j = 0; j < n; j++) {
            double z = sum[j];
            double product = a * b[j];
            double s = product + z;
            double ofZ = s - product;
            rest[j] = ((product - (s - ofZ)) + (z - ofZ)) + low[j];
        }
    }

    private static void round(
            double a, double[] b, double[] sum, double[] rest, double[] result, double[] doubt, int n) {
        for (int j = 0; j < n; j++) {
            double s = a * b[j] + sum[j];
            double rounded = s + rest[j];
            double lacking = rest[j] - (rounded - s);
            result[j] = rounded;
            doubt[j] = (rounded + lacking * JUST_ABOVE) - rounded;
        }
    }
}
