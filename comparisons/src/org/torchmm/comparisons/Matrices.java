package org.torchmm.comparisons;

import java.util.Arrays;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;

/** A batch of matrices in one array of any of the four types, as the kernel's four records describe them. */
record Matrices(
        Object data, int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {

    /**
     * Matrices that begin at {@code starts}, or null if no one stride leads from each to the next.
     */
    static Matrices at(int[] starts, Object data, int rows, int columns, int rowStride, int columnStride) {
        int stride = starts.length < 2 ? 0 : starts[1] - starts[0];
        for (int q = 1; q < starts.length; q++) {
            if (starts[q] - starts[q - 1] != stride || stride < 0) {
                return null;
            }
        }
        int first = Arrays.stream(starts).findFirst().orElse(0);
        return new Matrices(data, first, starts.length, rows, columns, stride, rowStride, columnStride);
    }

    static Matrices of(FloatMatrices x) {
        return new Matrices(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Matrices of(DoubleMatrices x) {
        return new Matrices(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Matrices of(IntMatrices x) {
        return new Matrices(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Matrices of(LongMatrices x) {
        return new Matrices(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    int index(int q, int i, int j) {
        return offset + q * batchStride + i * rowStride + j * columnStride;
    }
}
