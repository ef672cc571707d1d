package org.torchmm.kernel;

/**
 * The chains of one row of c over a block of b, all of them floats in doubles: quickly, where that leaves a sum in doubt once more carefully, and
 * else one fused multiply-add after the other.
 */
final class EmulatedFloatChains {

    /** Chains to be careful with at once after one that was in doubt. */
    private static final int AFTER_DOUBT = 15;

    private final double[] a;
    /** The sums before the block, should it have to be done again. */
    private final double[] before;
    /** Chains to be careful with, as the last ones were in doubt. */
    private int careful;

    /** For so many steps and elements. */
    EmulatedFloatChains(int depth, int n) {
        a = new double[depth];
        before = new double[n];
    }

    /** Steps k0 to k0 + kc of row i are what comes next. */
    void of(Matrices<float[]> x, int q, int i, int k0, int kc) {
        float[] data = x.data();
        int from = x.offset() + q * x.batchStride() + i * x.rowStride() + k0 * x.columnStride();
        for (int k = 0; k < kc; k++) {
            a[k] = data[from + k * x.columnStride()];
        }
    }

    /** Every {@code stride}-th of kc steps from the first on, for n elements. */
    void add(double[][] b, int first, int stride, int kc, double[] sum, int n) {
        System.arraycopy(sum, 0, before, 0, n);
        if (careful == 0) {
            if (steps(b, first, stride, kc, sum, n, false) >= 0) {
                return;
            }
            System.arraycopy(before, 0, sum, 0, n);
            careful = AFTER_DOUBT;
        }
        careful--;
        if (steps(b, first, stride, kc, sum, n, true) < 0) {
            System.arraycopy(before, 0, sum, 0, n);
            for (int k = first; k < kc; k += stride) {
                step(b[k], a[k], sum, n);
            }
        }
    }

    /** Negative where a sum may be wrong. */
    private long steps(double[][] b, int first, int stride, int kc, double[] sum, int n, boolean isCareful) {
        long doubt = 0;
        int k = first;
        for (; k + stride < kc; k += 2 * stride) {
            double[] b0 = b[k];
            double[] b1 = b[k + stride];
            doubt |= isCareful
                    ? EmulatedFloatSteps.careful(sum, b0, b1, a[k], a[k + stride], n)
                    : EmulatedFloatSteps.quick(sum, b0, b1, a[k], a[k + stride], n);
        }
        if (k < kc) { // one is left over
            step(b[k], a[k], sum, n);
        }
        return doubt;
    }

    private static void step(double[] b, double a, double[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fused.multiplyAdd((float) a, (float) b[j], (float) sum[j]);
        }
    }
}
