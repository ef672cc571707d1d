package org.torchmm.kernel;

/**
 * {@link Fused#emulated(double, double, double)} for rows of sums, {@code sum[j] = fma(a, b[j], sum[j])}, without a branch, so that C2
 * makes vectors of it. What may have been rounded twice is not mended here but doubted.
 *
 * <p>Factors come in halves of 26 bits (Veltkamp), {@code a = ah + al} and {@code b = bh + bl}; so {@code ah bh}, {@code ah bl + al bh}
 * and {@code al bl} are doubles as they are, and their sum is the product. The first is added to the chain's sum c, which gives s and
 * what it lacks, e (Knuth); t is e and the other two, rounded twice.
 *
 * <p>t is off by less than 2^-48 of itself wherever that matters. Where e is not zero, s is half of {@code ah bh} or more (else c and
 * it were subtracted without a loss), and so, in units in which a and b are whole numbers of 53 bits, 2^103 or more, and a middle
 * between two doubles 2^49 or more away from it. If e plus the second is at least twice the third, t is no less than half of it, and
 * each rounding loses at most 2^-53 of what it rounds. Else it is below 2^53, and its rounding loses at most 1/2, 2^-49 of a t that could
 * reach a middle. Where e is zero, the first addition loses nothing.
 *
 * <p>So the fused sum is between s plus a little less than t and s plus a little more, both rounded, and is either where they are equal.
 */
final class EmulatedSteps {

    private static final double SPLIT = 0x1p27 + 1;

    private static final double LESS = 1 - 0x1p-48;
    private static final double MORE = 1 + 0x1p-48;

    /** Keeps the product of two tiny numbers from becoming zero. */
    private static final double SCALE = 0x1p512;

    /** Products of what lies between, and whatever is lost in adding them, are far from what a double can't hold. */
    private static final double LEAST = 0x1p-330;

    private static final double MOST = 0x1p280;

    private static final long LEAST_BITS = Double.doubleToRawLongBits(LEAST);
    private static final long MOST_BITS = Double.doubleToRawLongBits(MOST);
    private static final long FRACTION = (1L << 52) - 1;

    private EmulatedSteps() {}

    /** Whether a factor is zero or of a size that steps are right for. */
    static boolean isInRange(double x) {
        return outOfRange(x) >= 0;
    }

    /** Negative where {@link #isInRange} is false, so that many are asked by one OR. */
    static long outOfRange(double x) {
        long size = Double.doubleToRawLongBits(x) & Long.MAX_VALUE;
        return (size - LEAST_BITS & -size) | MOST_BITS - size; // -size is negative but for zero
    }

    /** Whether a factor in range is zero or a power of two: its products with others are doubles as they are. */
    static boolean isPower(double x) {
        return (Double.doubleToRawLongBits(x) & FRACTION) == 0;
    }

    static double high(double x) {
        double t = x * SPLIT;
        return t - (t - x);
    }

    /** Numbers made their lower halves, and the upper ones. */
    static void split(double[] x, double[] high, int n) {
        for (int j = 0; j < n; j++) {
            double t = x[j] * SPLIT;
            double h = t - (t - x[j]);
            high[j] = h;
            x[j] = x[j] - h;
        }
    }

    /** Where the products are doubles as they are. */
    static void exact(double[] sum, double[] bh, double[] bl, double a, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += a * (bh[j] + bl[j]);
        }
    }

    /** Doubts, too, sums that end in the middle between two doubles, without a second rounding: half of those by 1 do. */
    // Tried: two steps in a loop: C2 makes no vectors of it, and it takes 2.5 ns a step and not 1.1.
    static void quick(double[] sum, double[] doubt, double[] bh, double[] bl, double ah, double al, int n) {
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            double product = ah * bh[j];
            double s = product + c;
            double ofC = s - product;
            double e = (product - (s - ofC)) + (c - ofC);
            double t = (e + (ah * bl[j] + al * bh[j])) + al * bl[j];
            double result = s + t * LESS;
            sum[j] = result;
            doubt[j] += Math.abs((s + t * MORE) - result);
        }
    }

    /** Doubts only where t was rounded, which costs twice as much to know. */
    static void careful(double[] sum, double[] doubt, double[] bh, double[] bl, double ah, double al, int n) {
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            double product = ah * bh[j];
            double s = product + c;
            double ofC = s - product;
            double e = (product - (s - ofC)) + (c - ofC);
            double second = ah * bl[j] + al * bh[j];
            double u = e + second;
            double ofSecond = u - e;
            double uLacks = (e - (u - ofSecond)) + (second - ofSecond);
            double third = al * bl[j];
            double t = u + third;
            double ofThird = t - u;
            double tLacks = (u - (t - ofThird)) + (third - ofThird);
            sum[j] = s + t;
            double span = (s + t * MORE) - (s + t * LESS);
            doubt[j] += Math.abs(span * ((Math.abs(uLacks) + Math.abs(tLacks)) * SCALE));
        }
    }
}
