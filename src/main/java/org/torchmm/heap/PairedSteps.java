package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.Dtype;

/**
 * Matrices of int8, uint8 or int16 as those of {@link org.torchmm.kernel.ShortPairs}, in memory as they were: line by line or pair by pair.
 *
 * @param source the numbers, and others
 * @param x where they are in the source: (lines, k)
 * @param pairs room for the pairs
 * @param matrices (lines, (k + 1) / 2) of them; a matrix that is shown again and again is there once
 */
record PairedSteps(Storage source, BatchedProduct.Layout x, Storage pairs, IntMatrices matrices) {

    /** Room for those of matrices {@code y} in an operand; {@link #write} is to come. */
    static PairedSteps of(Operand operand, BatchedProduct.Layout y, Recycler recycler) {
        int lines = y.rows();
        int pairs = (y.columns() + 1) / 2;
        boolean isOne = y.batchStride() == 0;
        int size = lines * pairs;
        Storage target = Storage.allocate(recycler, Dtype.INT32, (isOne ? 1L : y.batch()) * size);
        int[] c = (int[]) target.data;
        int batchStride = isOne ? 0 : size;
        boolean isAlongK = y.columnStride() == 1;
        IntMatrices matrices =
                new IntMatrices(c, 0, y.batch(), lines, pairs, batchStride, isAlongK ? pairs : 1, isAlongK ? 1 : lines);
        return new PairedSteps(operand.storage(), y.moved(operand.layout().offset()), target, matrices);
    }

    void write() {
        int[] c = matrices.data();
        int lines = matrices.rows();
        int pairs = matrices.columns();
        int batch = matrices.batchStride() == 0 ? 1 : matrices.batch();
        if (x.columnStride() == 1) {
            Parallel.run(batch * lines, x.columns(), 1, (from, to) -> {
                for (int at = from; at < to; at++) {
                    int first = x.offset() + at / lines * x.batchStride() + at % lines * x.rowStride();
                    neighbours(source, first, x.columns(), c, at * pairs);
                }
            });
            return;
        }
        Parallel.run(batch * pairs, 2L * lines, 1, (from, to) -> {
            int[] low = new int[lines];
            int[] high = new int[lines];
            for (int at = from; at < to; at++) {
                int k = 2 * (at % pairs);
                int first = x.offset() + at / pairs * x.batchStride() + k * x.columnStride();
                lines(source, first, k + 1 < x.columns() ? first + x.columnStride() : -1, low, high);
                System.arraycopy(low, 0, c, at * lines, lines);
            }
        });
    }

    /** k elements that follow each other. */
    private static void neighbours(Storage source, int from, int k, int[] c, int at) {
        if (source.data instanceof short[] a) {
            Pieces.CASTS.pairsOfInt16(a, from, c, at, k / 2);
        } else {
            Pieces.CASTS.pairsOfInt8((byte[]) source.data, from, c, at, k / 2);
        }
        if (k % 2 == 1) {
            c[at + k / 2] = (int) source.getLong(from + k - 1) & 0xffff;
        }
    }

    /** Those of two steps of k, the second less than 0 where there is none, to {@code low}. */
    private static void lines(Storage source, int first, int second, int[] low, int[] high) {
        WholeCasts.ints(source, first, 1, low, 0, low.length);
        if (second < 0) {
            Arrays.fill(high, 0);
        } else {
            WholeCasts.ints(source, second, 1, high, 0, high.length);
        }
        // arrays of their own, read and written at plain j: C2 makes vectors of nothing else
        for (int j = 0; j < low.length; j++) {
            low[j] = low[j] & 0xffff | high[j] << 16;
        }
    }
}
