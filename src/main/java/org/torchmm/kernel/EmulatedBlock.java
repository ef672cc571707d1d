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
        Arrays.fill(isOutOfRange, 0, n, false);
        hasOutOfRange = false;
        int start = source.offset() + q * source.batchStride() + k0 * source.rowStride() + j0 * source.columnStride();
        if (source.columnStride() == 1) {
            for (int k = 0; k < kc; k++) {
                split(source.data(), start + k * source.rowStride(), k, n);
            }
        } else {
            gather(source, start, kc, n);
            for (int k = 0; k < kc; k++) {
                split(low[k], 0, k, n);
            }
        }
    }

    private void gather(Matrices<double[]> source, int start, int kc, int n) {
        double[] data = source.data();
        int row = source.rowStride();
        int column = source.columnStride();
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

    /** Splits a row that lies at {@code at}, and notes what it is. */
    private void split(double[] x, int at, int k, int n) {
        double[] h = high[k];
        double[] l = low[k];
        long out = 0;
        long all = 0;
        for (int j = 0; j < n; j++) {
            long bits = Double.doubleToRawLongBits(x[at + j]);
            out |= EmulatedSteps.outOfRange(bits);
            all |= bits;
            h[j] = EmulatedSteps.high(x[at + j]);
            l[j] = x[at + j] - h[j];
        }
        isShort[k] = EmulatedSteps.isShort(all);
        isOfPowers[k] = EmulatedSteps.isPower(all);
        if (out < 0) {
            hasOutOfRange = true;
            for (int j = 0; j < n; j++) {
                isOutOfRange[j] |= !EmulatedSteps.isInRange(h[j] + l[j]);
            }
        }
    }
}
