package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Internal: steps of k for rows of sums, {@code sum[j] = fma(a, b[k][j], sum[j])}, over a block of b with one array a row. KernelGenerator
 * derives the other three element types.
 */
final class FloatSteps {

    private float[][] b;
    private int n;

    /** The block: {@code kc} rows of {@code n}. */
    void of(float[][] block, int kc, int columns) {
        b = block;
        n = columns;
    }

    /** Two rows of sums from +0 on. */
    void begin(float[] sum0, float[] sum1) {
        Arrays.fill(sum0, 0, n, 0);
        Arrays.fill(sum1, 0, n, 0);
    }

    /** Two rows by two steps of k: 4 fused multiply-adds for 6 loads and stores; C2 on 17 gives up on larger bodies. */
    void two(float[] sum0, float[] sum1, int k, float a00, float a01, float a10, float a11) {
        twoSteps(sum0, sum1, b[k], b[k + 1], a00, a01, a10, a11, n);
    }

    // Tried: four times oneStep: 0.8 to 2.2 ns.
    private static void twoSteps(
            float[] sum0, float[] sum1, float[] b0, float[] b1, float a00, float a01, float a10, float a11, int n) {
        for (int j = 0; j < n; j++) {
            sum0[j] = Fused.multiplyAdd(a01, b1[j], Fused.multiplyAdd(a00, b0[j], sum0[j]));
            sum1[j] = Fused.multiplyAdd(a11, b1[j], Fused.multiplyAdd(a10, b0[j], sum1[j]));
        }
    }

    void one(float[] sum, int k, float a) {
        oneStep(sum, b[k], a, n);
    }

    private static void oneStep(float[] sum, float[] b, float a, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fused.multiplyAdd(a, b[j], sum[j]);
        }
    }
}
