package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Chains of fused multiply-adds of floats side by side where elements of c are too few for rows: each with a start in a and one in b, and
 * the same strides for all. By the arithmetic of {@link EmulatedFloatSteps}.
 */
final class EmulatedFloatDots {

    /** Steps after which there is a look for doubts. */
    private static final int ASK = 16;

    private final float[] a;
    private final float[] b;
    private final int aStep;
    private final int bStep;
    private final double[] products;

    /** For so many chains. */
    EmulatedFloatDots(int chains, float[] a, int aStep, float[] b, int bStep) {
        products = new double[chains];
        this.a = a;
        this.b = b;
        this.aStep = aStep;
        this.bStep = bStep;
    }

    /** Chains of {@code steps} products from +0 on, as many as there are sums, the floats in doubles. */
    void run(int[] as, int[] bs, int steps, double[] sums) {
        if (!isSure(false, as, bs, steps, sums)) {
            careful(as, bs, steps, sums);
        }
    }

    /** The same where sums may well end in the middle between two floats. */
    void careful(int[] as, int[] bs, int steps, double[] sums) {
        if (!isSure(true, as, bs, steps, sums)) {
            surely(as, bs, steps, sums);
        }
    }

    /** False where in doubt. */
    private boolean isSure(boolean isCareful, int[] as, int[] bs, int steps, double[] sums) {
        Arrays.fill(sums, 0);
        long doubt = 0;
        for (int k = 0, p = 0, q = 0; k < steps && doubt >= 0; ) {
            for (int end = Math.min(steps, k + ASK); k < end; k++, p += aStep, q += bStep) {
                multiply(as, p, bs, q);
                doubt |= isCareful ? careful(products, sums) : quick(products, sums);
            }
        }
        return doubt >= 0;
    }

    private static long quick(double[] products, double[] sums) {
        long doubt = 0;
        for (int x = 0; x < sums.length; x++) {
            double s = products[x] + sums[x];
            sums[x] = (float) s;
            doubt |= EmulatedFloatSteps.isMiddle(s);
        }
        return doubt;
    }

    private static long careful(double[] products, double[] sums) {
        long doubt = 0;
        for (int x = 0; x < sums.length; x++) {
            double c = sums[x];
            double s = products[x] + c;
            sums[x] = (float) s;
            doubt |= EmulatedFloatSteps.isMiddle(s) & EmulatedFloatSteps.hasLost(products[x], c, s);
        }
        return doubt;
    }

    private void multiply(int[] as, int p, int[] bs, int q) {
        for (int x = 0; x < as.length; x++) {
            products[x] = (double) a[as[x] + p] * b[bs[x] + q];
        }
    }

    private void surely(int[] as, int[] bs, int steps, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = 0, p = 0, q = 0; k < steps; k++, p += aStep, q += bStep) {
            for (int x = 0; x < sums.length; x++) {
                sums[x] = Fused.multiplyAdd(a[as[x] + p], b[bs[x] + q], (float) sums[x]);
            }
        }
    }
}
