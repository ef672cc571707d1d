package org.torchmm.kernel;

import java.util.Arrays;

/** A block of b, its rows in arrays of their own and in halves, for {@link EmulatedSteps}; and what is known of them. */
final class EmulatedBlock {

    /** Rows that are gathered together where they lie across memory: those of a cache line. */
    private static final int TOGETHER = 8;

    final double[][] high;
    final double[][] low;
    /** Rows without lower halves. */
    final boolean[] isShort;
    /** Rows of zeros and powers of two. */
    final boolean[] isOfPowers;
    /** Columns in which a factor is out of range. */
    final boolean[] isOutOfRange;

    /** Whether there is one. */
    boolean hasOutOfRange;

    /** For so many rows and columns. */
    EmulatedBlock(int depth, int n) {
        high = new double[depth][n];
        low = new double[depth][n];
        isShort = new boolean[depth];
        isOfPowers = new boolean[depth];
        isOutOfRange = new boolean[n];
    }

    /** Rows k0 to k0 + kc of matrix q, of n columns from j0 on. */
    void copy(Matrices<double[]> source, int q, int k0, int kc, int j0, int n) {
        if (source.columnStride() == 1) {
            DoubleLoops.copyBlock(source, q, k0, kc, j0, n, low);
        } else {
            gather(source, q, k0, kc, j0, n);
        }
        Arrays.fill(isOutOfRange, 0, n, false);
        hasOutOfRange = false;
        for (int k = 0; k < kc; k++) {
            look(k, n);
        }
    }

    private void gather(Matrices<double[]> source, int q, int k0, int kc, int j0, int n) {
        double[] data = source.data();
        int row = source.rowStride();
        int column = source.columnStride();
        int start = source.offset() + q * source.batchStride() + k0 * row + j0 * column;
        int k = 0;
        for (; k + TOGETHER <= kc; k += TOGETHER) {
            gather(data, start + k * row, row, column, k, n);
        }
        for (; k < kc; k++) {
            for (int j = 0; j < n; j++) {
                low[k][j] = data[start + k * row + j * column];
            }
        }
    }

    /** {@link #TOGETHER} rows. */
    private void gather(double[] data, int start, int row, int column, int k, int n) {
        double[] to0 = low[k];
        double[] to1 = low[k + 1];
        double[] to2 = low[k + 2];
        double[] to3 = low[k + 3];
        double[] to4 = low[k + 4];
        double[] to5 = low[k + 5];
        double[] to6 = low[k + 6];
        double[] to7 = low[k + 7];
        for (int j = 0, at = start; j < n; j++, at += column) {
            to0[j] = data[at];
            to1[j] = data[at + row];
            to2[j] = data[at + 2 * row];
            to3[j] = data[at + 3 * row];
            to4[j] = data[at + 4 * row];
            to5[j] = data[at + 5 * row];
            to6[j] = data[at + 6 * row];
            to7[j] = data[at + 7 * row];
        }
    }

    /** Splits a row, and notes what it is. */
    private void look(int k, int n) {
        double[] x = low[k];
        isOfPowers[k] = areOfPowers(x, n);
        long out = 0;
        for (int j = 0; j < n; j++) {
            out |= EmulatedSteps.outOfRange(x[j]);
        }
        if (out < 0) {
            hasOutOfRange = true;
            for (int j = 0; j < n; j++) {
                isOutOfRange[j] |= !EmulatedSteps.isInRange(x[j]);
            }
        }
        EmulatedSteps.split(x, high[k], n);
        isShort[k] = areZero(x, n);
    }

    private static boolean areOfPowers(double[] x, int n) {
        for (int j = 0; j < n; j++) {
            if (!EmulatedSteps.isPower(x[j])) {
                return false;
            }
        }
        return true;
    }

    private static boolean areZero(double[] x, int n) {
        for (int j = 0; j < n; j++) {
            if (x[j] != 0) {
                return false;
            }
        }
        return true;
    }
}
