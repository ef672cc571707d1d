package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Elements of c so few that rows of them are too short for {@link EmulatedSteps}: of few digits ({@link EmulatedDigits}) four chains at a time
 * in local variables, by the same arithmetic.
 *
 * <p>A chain is a start in a, one in b, and the same strides for all.
 */
// Tried: the same with doubts for all numbers: a tenth quicker than DoubleLoops, and slower where many are zero.
final class EmulatedDots {

    /** Chains at a time: as many additions wait for one another as a processor has under way. */
    private static final int CHAINS = 4;

    private final double[] a;
    private final double[] b;
    private final int aStep;
    private final int bStep;

    EmulatedDots(double[] a, int aStep, double[] b, int bStep) {
        this.a = a;
        this.aStep = aStep;
        this.b = b;
        this.bStep = bStep;
    }

    /** {@code count} chains of {@code steps} products each, from +0 on; chain x begins at {@code as[x]} and {@code bs[x]}. */
    void run(int[] as, int[] bs, int count, int steps, double[] to) {
        for (int x = 0; x < count; x += CHAINS) {
            int x1 = Math.min(x + 1, count - 1);
            int x2 = Math.min(x + 2, count - 1);
            int x3 = Math.min(x + 3, count - 1);
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int k = 0, p = 0, q = 0; k < steps; k++, p += aStep, q += bStep) {
                sum0 = step(a[as[x] + p], b[bs[x] + q], sum0);
                sum1 = step(a[as[x1] + p], b[bs[x1] + q], sum1);
                sum2 = step(a[as[x2] + p], b[bs[x2] + q], sum2);
                sum3 = step(a[as[x3] + p], b[bs[x3] + q], sum3);
            }
            to[x] = sum0;
            to[x1] = sum1;
            to[x2] = sum2;
            to[x3] = sum3;
        }
    }

    /** The same of any numbers, one fused multiply-add after the other. */
    void each(int[] as, int[] bs, int count, int steps, double[] to) {
        Arrays.fill(to, 0, count, 0);
        for (int k = 0, p = 0, q = 0; k < steps; k++, p += aStep, q += bStep) {
            for (int x = 0; x < count; x++) {
                to[x] = Fused.multiplyAdd(a[as[x] + p], b[bs[x] + q], to[x]);
            }
        }
    }

    private static double step(double x, double y, double c) {
        double ah = EmulatedSteps.high(x);
        double bh = EmulatedSteps.high(y);
        double product = ah * bh;
        double s = product + c;
        double ofC = s - product;
        double e = (product - (s - ofC)) + (c - ofC);
        return s + (e + (x * (y - bh) + (x - ah) * bh));
    }
}
