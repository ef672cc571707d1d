package org.torchmm.kernel;

/**
 * Elements of c so few that rows of them are too short for {@link EmulatedSteps}: four chains at a time in local variables, by the same
 * arithmetic, until one is in doubt; then all four again, one fused multiply-add after the other.
 *
 * <p>A chain is a start in a, one in b, and the same strides for all.
 */
final class EmulatedDots {

    /** Chains at a time: as many additions wait for one another as a processor has under way. */
    private static final int CHAINS = 4;

    private static final double LESS = 1 - 0x1p-48;
    private static final double MORE = 1 + 0x1p-48;

    /** A product that is no less is no zero, and far from what a double can't hold. */
    private static final long LEAST_BITS = Double.doubleToRawLongBits(0x1p-800);

    /** Steps after which four chains are asked for doubts. */
    private static final int ASK = 64;

    private final double[] a;
    private final double[] b;
    private final int aStep;
    private final int bStep;
    private final EmulatedDigits digits;

    /** Where the sums are while four chains go on. */
    private final double[] sums = new double[CHAINS];

    EmulatedDots(double[] a, int aStep, double[] b, int bStep, EmulatedDigits digits) {
        this.a = a;
        this.aStep = aStep;
        this.b = b;
        this.bStep = bStep;
        this.digits = digits;
    }

    /** {@code count} chains of {@code steps} products each, from +0 on; chain x begins at {@code as[x]} and {@code bs[x]}. */
    void run(int[] as, int[] bs, int count, int steps, double[] to) {
        for (int x = 0; x < count; x += CHAINS) {
            int last = count - 1;
            int x1 = Math.min(x + 1, last);
            int x2 = Math.min(x + 2, last);
            int x3 = Math.min(x + 3, last);
            if (digits.areKnownToBeFew()) {
                few(as[x], as[x1], as[x2], as[x3], bs[x], bs[x1], bs[x2], bs[x3], steps);
            } else if (!quick(as[x], as[x1], as[x2], as[x3], bs[x], bs[x1], bs[x2], bs[x3], steps)) {
                if (digits.areFew()) {
                    few(as[x], as[x1], as[x2], as[x3], bs[x], bs[x1], bs[x2], bs[x3], steps);
                } else {
                    surely(as[x], as[x1], as[x2], as[x3], bs[x], bs[x1], bs[x2], bs[x3], steps);
                }
            }
            to[x] = sums[0];
            to[x1] = sums[1];
            to[x2] = sums[2];
            to[x3] = sums[3];
        }
    }

    /** False soon after a step that is in doubt. */
    private boolean quick(int a0, int a1, int a2, int a3, int b0, int b1, int b2, int b3, int steps) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        long doubt = 0;
        for (int k = 0, p = 0, q = 0; k < steps; ) {
            for (int end = Math.min(steps, k + ASK); k < end; k++, p += aStep, q += bStep) {
                double h0 = EmulatedSteps.high(a[a0 + p]);
                double l0 = a[a0 + p] - h0;
                double g0 = EmulatedSteps.high(b[b0 + q]);
                double m0 = b[b0 + q] - g0;
                double product0 = h0 * g0;
                double s0 = product0 + sum0;
                double t0 = rest(product0, s0, sum0, h0 * m0 + l0 * g0, l0 * m0);
                sum0 = s0 + t0 * LESS;
                doubt |= doubt(product0, sum0, s0 + t0 * MORE);
                double h1 = EmulatedSteps.high(a[a1 + p]);
                double l1 = a[a1 + p] - h1;
                double g1 = EmulatedSteps.high(b[b1 + q]);
                double m1 = b[b1 + q] - g1;
                double product1 = h1 * g1;
                double s1 = product1 + sum1;
                double t1 = rest(product1, s1, sum1, h1 * m1 + l1 * g1, l1 * m1);
                sum1 = s1 + t1 * LESS;
                doubt |= doubt(product1, sum1, s1 + t1 * MORE);
                double h2 = EmulatedSteps.high(a[a2 + p]);
                double l2 = a[a2 + p] - h2;
                double g2 = EmulatedSteps.high(b[b2 + q]);
                double m2 = b[b2 + q] - g2;
                double product2 = h2 * g2;
                double s2 = product2 + sum2;
                double t2 = rest(product2, s2, sum2, h2 * m2 + l2 * g2, l2 * m2);
                sum2 = s2 + t2 * LESS;
                doubt |= doubt(product2, sum2, s2 + t2 * MORE);
                double h3 = EmulatedSteps.high(a[a3 + p]);
                double l3 = a[a3 + p] - h3;
                double g3 = EmulatedSteps.high(b[b3 + q]);
                double m3 = b[b3 + q] - g3;
                double product3 = h3 * g3;
                double s3 = product3 + sum3;
                double t3 = rest(product3, s3, sum3, h3 * m3 + l3 * g3, l3 * m3);
                sum3 = s3 + t3 * LESS;
                doubt |= doubt(product3, sum3, s3 + t3 * MORE);
            }
            if (doubt < 0) {
                return false;
            }
        }
        set(sum0, sum1, sum2, sum3);
        return Math.abs(sum0) + Math.abs(sum1) + Math.abs(sum2) + Math.abs(sum3) < Double.POSITIVE_INFINITY;
    }

    private static double rest(double product, double s, double c, double second, double third) {
        double ofC = s - product;
        return (((product - (s - ofC)) + (c - ofC)) + second) + third;
    }

    /** Negative where two bounds of a sum are not the same, or the product is tiny or zero. */
    private static long doubt(double product, double less, double more) {
        return (Double.doubleToRawLongBits(product) & Long.MAX_VALUE) - LEAST_BITS
                | -Math.abs(Double.doubleToRawLongBits(less) - Double.doubleToRawLongBits(more));
    }

    private void few(int a0, int a1, int a2, int a3, int b0, int b1, int b2, int b3, int steps) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int k = 0, p = 0, q = 0; k < steps; k++, p += aStep, q += bStep) {
            sum0 = fewStep(a[a0 + p], b[b0 + q], sum0);
            sum1 = fewStep(a[a1 + p], b[b1 + q], sum1);
            sum2 = fewStep(a[a2 + p], b[b2 + q], sum2);
            sum3 = fewStep(a[a3 + p], b[b3 + q], sum3);
        }
        set(sum0, sum1, sum2, sum3);
    }

    private static double fewStep(double x, double y, double c) {
        double ah = EmulatedSteps.high(x);
        double bh = EmulatedSteps.high(y);
        double product = ah * bh;
        double s = product + c;
        double ofC = s - product;
        double e = (product - (s - ofC)) + (c - ofC);
        return s + (e + (x * (y - bh) + (x - ah) * bh));
    }

    private void surely(int a0, int a1, int a2, int a3, int b0, int b1, int b2, int b3, int steps) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int k = 0, p = 0, q = 0; k < steps; k++, p += aStep, q += bStep) {
            sum0 = Fused.multiplyAdd(a[a0 + p], b[b0 + q], sum0);
            sum1 = Fused.multiplyAdd(a[a1 + p], b[b1 + q], sum1);
            sum2 = Fused.multiplyAdd(a[a2 + p], b[b2 + q], sum2);
            sum3 = Fused.multiplyAdd(a[a3 + p], b[b3 + q], sum3);
        }
        set(sum0, sum1, sum2, sum3);
    }

    private void set(double sum0, double sum1, double sum2, double sum3) {
        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
    }
}
