package org.torchmm.kernel;

/**
 * {@link Fused#emulated(double, double, double)} for rows of sums, {@code sum[j] = fma(a, b[j], sum[j])}, without a branch, so that C2
 * makes vectors of it. What may have been rounded twice is not mended here but doubted.
 *
 * <p>Factors come in halves of 26 bits, {@code a = ah + al} and {@code b = bh + bl}; so {@code ah bh}, {@code ah bl + al bh}
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

    /** A half ends here: what lies below is rounded to the other's, with a sign of its own. */
    private static final long UPPER = -1L << 27;

    private static final long HALF_OF_UPPER = 1L << 26;

    private static final double LESS = 1 - 0x1p-48;
    private static final double MORE = 1 + 0x1p-48;

    /** Keeps the product of two tiny numbers from becoming zero. */
    private static final double SCALE = 0x1p512;

    /** Products of what is no less are far from what a double can't hold, and so is whatever is lost in adding them. */
    private static final long LEAST_BITS = Double.doubleToRawLongBits(0x1p-330) - 1;

    private static final long FRACTION = (1L << 52) - 1;

    private EmulatedSteps() {}

    /** Whether a factor is zero or large enough for steps; one that is too large, or NaN, makes a sum and its doubt NaN. */
    static boolean isInRange(double x) {
        return outOfRange(Double.doubleToRawLongBits(x)) >= 0;
    }

    /** Negative where {@link #isInRange} is false of a number of these bits, so that many are asked by one OR. */
    static long outOfRange(long bits) {
        return (2 * bits - 1 >>> 1) - LEAST_BITS; // zero's first term is the largest
    }

    /** Whether a number, or all those whose bits were joined by OR, are zero or a power of two: their products are doubles as they are. */
    static boolean isPower(long bits) {
        return (bits & FRACTION) == 0;
    }

    /** The same for numbers without a lower half. */
    static boolean isShort(long bits) {
        return (bits & ~UPPER) == 0;
    }

    /** The upper half. */
    static double high(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) + HALF_OF_UPPER & UPPER);
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

    /** Where {@link EmulatedDigits} knows that t is not rounded. */
    static void few(double[] sum, double[] bh, double[] bl, double ah, double al, int n) {
        double a = ah + al;
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            double product = ah * bh[j];
            double s = product + c;
            double ofC = s - product;
            double e = (product - (s - ofC)) + (c - ofC);
            sum[j] = s + (e + (a * bl[j] + al * bh[j]));
        }
    }

    /**
     * Mends what {@link #quick} doubts, one by one.
     *
     * @param before for the sums before the step
     * @param doubts for what comes between
     */
    // Tried: each mended where it is doubted, in one loop: 1x5x2000x5 of MIXED takes 11.8 times a plain
    // loop's time, not 6.9, and 64x8x8x8 7.0, not 5.3 (25, UseSSE=2); otherwise the same, more or less a tenth.
    static void mending(
            double[] sum, double[] before, double[] doubts, double[] bh, double[] bl, double ah, double al, int n) {
        double doubt = 0;
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            before[j] = c;
            double product = ah * bh[j];
            double s = product + c;
            double ofC = s - product;
            double e = (product - (s - ofC)) + (c - ofC);
            double t = (e + (ah * bl[j] + al * bh[j])) + al * bl[j];
            double result = s + t * LESS;
            sum[j] = result;
            doubts[j] = Math.abs((s + t * MORE) - result);
            doubt += doubts[j];
        }
        if (doubt != 0) { // NaN too
            for (int j = 0; j < n; j++) {
                if (doubts[j] != 0) {
                    sum[j] = Fused.multiplyAdd(ah + al, bh[j] + bl[j], before[j]);
                }
            }
        }
    }

    /**
     * Doubts only where t was rounded, which costs twice as much to know.
     *
     * @param s for what comes between
     * @param t the same
     */
    // In three loops, as C2 makes no vectors of them in one: 2.3 ns a step, not 5.
    static void careful(
            double[] sum,
            double[] doubt,
            double[] s,
            double[] t,
            double[] bh,
            double[] bl,
            double ah,
            double al,
            int n) {
        for (int j = 0; j < n; j++) {
            double c = sum[j];
            double product = ah * bh[j];
            double both = product + c;
            double ofC = both - product;
            s[j] = both;
            t[j] = (product - (both - ofC)) + (c - ofC);
        }
        double[] lacks = sum;
        for (int j = 0; j < n; j++) {
            double e = t[j];
            double second = ah * bl[j] + al * bh[j];
            double u = e + second;
            double ofSecond = u - e;
            double uLacks = (e - (u - ofSecond)) + (second - ofSecond);
            double third = al * bl[j];
            double all = u + third;
            double ofThird = all - u;
            t[j] = all;
            lacks[j] = Math.abs(uLacks) + Math.abs((u - (all - ofThird)) + (third - ofThird));
        }
        for (int j = 0; j < n; j++) {
            double span = (s[j] + t[j] * MORE) - (s[j] + t[j] * LESS);
            doubt[j] += Math.abs(span * (lacks[j] * SCALE));
            sum[j] = s[j] + t[j];
        }
    }
}
