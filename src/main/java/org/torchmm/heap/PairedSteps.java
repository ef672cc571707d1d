package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.rules.BatchedProduct;
import org.torchmm.rules.Dtype;

/** Matrices of int8, uint8 or int16 as those of {@link org.torchmm.kernel.ShortPairs}, in memory as they were: line by line or pair by pair. */
record PairedSteps(Storage storage, IntMatrices matrices) {

    /** Of (lines, k); the pairs are (lines, (k + 1) / 2). A matrix that is shown again and again is written once. */
    static PairedSteps of(Operand operand, BatchedProduct.Layout x, Recycler recycler) {
        int lines = x.rows();
        int pairs = (x.columns() + 1) / 2;
        int size = lines * pairs;
        int batch = x.batchStride() == 0 ? 1 : x.batch();
        boolean isAlongK = x.columnStride() == 1;
        Storage target = Storage.allocate(recycler, Dtype.INT32, (long) batch * size);
        Storage source = operand.storage();
        int[] c = (int[]) target.data;
        int count = isAlongK ? lines : pairs;
        Parallel.run(batch * count, isAlongK ? x.columns() : 2L * lines, 1, (from, to) -> {
            int[] low = isAlongK ? null : new int[lines];
            int[] high = isAlongK ? null : new int[lines];
            for (int at = from; at < to; at++) {
                int begin = operand.layout().offset() + x.offset() + at / count * x.batchStride();
                int i = at % count;
                if (isAlongK) {
                    neighbours(source, begin + i * x.rowStride(), x.columns(), c, at * pairs);
                } else {
                    int first = begin + 2 * i * x.columnStride();
                    lines(source, first, 2 * i + 1 < x.columns() ? first + x.columnStride() : -1, low, high);
                    System.arraycopy(low, 0, c, at * lines, lines);
                }
            }
        });
        return new PairedSteps(
                target,
                new IntMatrices(
                        c,
                        0,
                        x.batch(),
                        lines,
                        pairs,
                        x.batchStride() == 0 ? 0 : size,
                        isAlongK ? pairs : 1,
                        isAlongK ? 1 : lines));
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
