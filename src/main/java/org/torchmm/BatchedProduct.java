package org.torchmm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.torchmm.KernelArrays.Layout;
import org.torchmm.KernelProducts.Run;

/**
 * A matmul of dense operands of any ranks as batched products (batch, m, k) x (batch, k, n): broadcast batch dimensions become
 * strides of 0, and those that one stride cannot describe a loop.
 */
final class BatchedProduct {

    private final int m;
    private final int k;
    private final int n;
    private final long[] batch;
    /** Distances between matrices along each batch dimension, in elements; 0 where the operand is broadcast. */
    private final long[] stridesA;

    private final long[] stridesB;
    private final long[] resultSize;

    private BatchedProduct(long[] a, long[] b) {
        boolean rowVector = a.length == 1;
        boolean columnVector = b.length == 1;
        long[] batchA = Arrays.copyOf(a, Math.max(0, a.length - 2));
        long[] batchB = Arrays.copyOf(b, Math.max(0, b.length - 2));
        long rows = rowVector ? 1 : a[a.length - 2];
        long columns = columnVector ? 1 : b[b.length - 1];
        long inner = a[a.length - 1];
        resultSize = resultSize(MatmulRules.broadcast(batchA, batchB), rowVector, rows, columnVector, columns);
        if (batchB.length == 0 && Arrays.stream(batchA).noneMatch(size -> size == 0)) {
            // one matrix serves the whole batch, so the batch is more rows
            for (long size : batchA) {
                rows *= size;
            }
            batchA = new long[0];
        }
        long[] sizes = MatmulRules.broadcast(batchA, batchB);
        m = clamp(rows);
        k = clamp(inner);
        n = clamp(columns);
        int[] counted =
                IntStream.range(0, sizes.length).filter(d -> sizes[d] != 1).toArray();
        batch = pick(sizes, counted);
        stridesA = pick(strides(batchA, rows * inner, sizes.length), counted);
        stridesB = pick(strides(batchB, inner * columns, sizes.length), counted);
    }

    static BatchedProduct of(long[] a, long[] b) {
        return new BatchedProduct(a, b);
    }

    /** Whether nothing is multiplied: the result has no elements, or is zeros. */
    boolean isEmpty() {
        return m == 0 || k == 0 || n == 0 || Arrays.stream(batch).anyMatch(size -> size == 0);
    }

    long[] resultSize() {
        return resultSize;
    }

    /** Calls the kernel for each stretch of the batch in which both operands keep their stride. */
    void forEachRun(Run run) {
        int first = firstOfRun();
        int count = 1;
        for (int d = first; d < batch.length; d++) {
            count *= (int) batch[d];
        }
        int strideA = batch.length == first ? 0 : (int) stridesA[batch.length - 1];
        int strideB = batch.length == first ? 0 : (int) stridesB[batch.length - 1];
        long[] index = new long[first];
        int offsetC = 0;
        do {
            int offsetA = offset(index, stridesA);
            int offsetB = offset(index, stridesB);
            run.accept(
                    Layout.of(offsetA, count, m, k, strideA),
                    Layout.of(offsetB, count, k, n, strideB),
                    Layout.of(offsetC, count, m, n, m * n));
            offsetC += count * m * n;
        } while (advance(index));
    }

    /** The first of the trailing batch dimensions that one stride describes in both operands. */
    private int firstOfRun() {
        int first = Math.max(0, batch.length - 1);
        while (first > 0 && merges(first, stridesA) && merges(first, stridesB)) {
            first--;
        }
        return first;
    }

    private boolean merges(int dimension, long[] strides) {
        return strides[dimension - 1] == strides[dimension] * batch[dimension];
    }

    private boolean advance(long[] index) {
        for (int d = index.length - 1; d >= 0; d--) {
            if (++index[d] < batch[d]) {
                return true;
            }
            index[d] = 0;
        }
        return false;
    }

    private static int offset(long[] index, long[] strides) {
        long offset = 0;
        for (int d = 0; d < index.length; d++) {
            offset += index[d] * strides[d];
        }
        return (int) offset;
    }

    private static long[] pick(long[] values, int[] dimensions) {
        return Arrays.stream(dimensions).mapToLong(d -> values[d]).toArray();
    }

    private static long[] strides(long[] own, long matrix, int rank) {
        long[] strides = new long[rank];
        long stride = matrix;
        for (int d = own.length - 1; d >= 0; d--) {
            strides[d + rank - own.length] = own[d] == 1 ? 0 : stride;
            stride *= own[d];
        }
        return strides;
    }

    private static long[] resultSize(long[] batch, boolean rowVector, long rows, boolean columnVector, long columns) {
        int rank = batch.length + (rowVector ? 0 : 1) + (columnVector ? 0 : 1);
        long[] size = Arrays.copyOf(batch, rank);
        if (!rowVector) {
            size[batch.length] = rows;
        }
        if (!columnVector) {
            size[rank - 1] = columns;
        }
        return size;
    }

    /** Operands and result fit Java arrays, so where anything is multiplied every size fits an int. */
    private static int clamp(long size) {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
