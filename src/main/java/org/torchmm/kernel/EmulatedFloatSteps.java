package org.torchmm.kernel;

/**
 * {@link Fused#emulated(float, float, float)} for rows of sums, {@code sum[j] = fma(a, b[j], sum[j])}, all of them floats that stand in
 * doubles, without a branch.
 *
 * <p>A product of two floats is a double as it is, and so are most sums of it and a float: s. To round s to a float is wrong only where
 * s lost something and ends in the middle between two floats, and where the float is below the normal ones, whose middles are elsewhere.
 */
final class EmulatedFloatSteps {

    /** The bits of a double beyond a float, and those of a float's half unit in the last place. */
    private static final long BEYOND_FLOAT = (1L << 29) - 1;

    private static final long HALF = 1L << 28;

    private static final long LEAST_BITS = Double.doubleToRawLongBits(Float.MIN_NORMAL) - 1;

    private EmulatedFloatSteps() {}

    /** Two steps; negative where a sum ended in the middle, or is tiny. */
    static long quick(double[] sum, double[] b0, double[] b1, double a0, double a1, int n) {
        long doubt = 0;
        for (int j = 0; j < n; j++) {
            double s = a0 * b0[j] + sum[j];
            double t = a1 * b1[j] + (float) s;
            sum[j] = (float) t;
            doubt |= isMiddle(s) | isMiddle(t);
        }
        return doubt;
    }

    /** Two steps; negative where a sum that lost something ended in the middle, or is tiny. */
    static long careful(double[] sum, double[] b0, double[] b1, double a0, double a1, int n) {
        long doubt = 0;
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            double product = a0 * b0[j];
            double s = product + c;
            double d = (float) s;
            double other = a1 * b1[j];
            double t = other + d;
            sum[j] = (float) t;
            doubt |= isMiddle(s) & hasLost(product, c, s) | isMiddle(t) & hasLost(other, d, t);
        }
        return doubt;
    }

    /** Negative where a sum is in the middle between two floats, or where it is too small to say so. */
    static long isMiddle(double sum) {
        long bits = Double.doubleToRawLongBits(sum);
        return ((bits & BEYOND_FLOAT ^ HALF) - 1) | (2 * bits - 1 >>> 1) - LEAST_BITS;
    }

    /** Negative where x + y is not sum (Knuth). */
    static long hasLost(double x, double y, double sum) {
        double ofY = sum - x;
        double lost = (x - (sum - ofY)) + (y - ofY);
        return -(Double.doubleToRawLongBits(lost) & Long.MAX_VALUE);
    }
}
