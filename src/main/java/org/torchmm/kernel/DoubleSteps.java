package org.torchmm.kernel;

import java.util.Arrays;

/**
 * Internal: steps of k for rows of sums, {@code sum[j] = fma(a, b[k][j], sum[j])}, over a block of b with one array a row; as {@link
 * FloatSteps}, and where {@link Math#fma} is no instruction by {@link EmulatedRow}.
 */
final class DoubleSteps {

    private final EmulatedRow emulated;
    /** Of the block's rows, whether the emulation may take them. */
    private final boolean[] isInRange;

    /** Whether the sums that were begun are the emulation's so far: what is out of range may leave -0 behind, which it cannot take. */
    private boolean isEmulated;

    private double[][] b;
    private int n;

    /** Over blocks of at most so many rows and columns. */
    DoubleSteps(int rows, int columns) {
        emulated = Fused.isFast() ? null : new EmulatedRow(columns);
        isInRange = Fused.isFast() ? null : new boolean[rows];
    }

    /** The block: {@code kc} rows of {@code n}. */
    void of(double[][] block, int kc, int columns) {
        b = block;
        n = columns;
        if (emulated != null) {
            for (int k = 0; k < kc; k++) {
                isInRange[k] = EmulatedRow.isInRange(block[k], columns);
            }
        }
    }

    /** Two rows of sums from +0 on. */
    void begin(double[] sum0, double[] sum1) {
        Arrays.fill(sum0, 0, n, 0);
        Arrays.fill(sum1, 0, n, 0);
        isEmulated = emulated != null;
    }

    void two(double[] sum0, double[] sum1, int k, double a00, double a01, double a10, double a11) {
        if (emulated == null) {
            twoSteps(sum0, sum1, b[k], b[k + 1], a00, a01, a10, a11, n);
        } else {
            one(sum0, k, a00);
            one(sum0, k + 1, a01);
            one(sum1, k, a10);
            one(sum1, k + 1, a11);
        }
    }

    private static void twoSteps(
            double[] sum0,
            double[] sum1,
            double[] b0,
            double[] b1,
            double a00,
            double a01,
            double a10,
            double a11,
            int n) {
        for (int j = 0; j < n; j++) {
            sum0[j] = Fused.multiplyAdd(a01, b1[j], Fused.multiplyAdd(a00, b0[j], sum0[j]));
            sum1[j] = Fused.multiplyAdd(a11, b1[j], Fused.multiplyAdd(a10, b0[j], sum1[j]));
        }
    }

    void one(double[] sum, int k, double a) {
        isEmulated = isEmulated && isInRange[k] && EmulatedRow.isInRange(a);
        if (isEmulated) {
            emulated.multiplyAdd(a, b[k], sum, n);
        } else {
            oneStep(sum, b[k], a, n);
        }
    }

    private static void oneStep(double[] sum, double[] b, double a, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fused.multiplyAdd(a, b[j], sum[j]);
        }
    }
}
