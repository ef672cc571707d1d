package org.torchmm.rules;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A product of operands of any sizes and strides as calls of a kernel, (batch, m, k) x (batch, k, n): broadcast batch dimensions
 * become strides of 0, and those that one stride cannot describe a call each. The result is contiguous.
 */
public final class BatchedProduct implements Iterable<BatchedProduct.Call> {

    /** Where a batch of matrices lies, in elements from the first one of its operand. */
    public record Layout(
            int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {

        /** So many elements further on. */
        public Layout moved(int by) {
            return new Layout(offset + by, batch, rows, columns, batchStride, rowStride, columnStride);
        }

        /** The same elements, each matrix transposed. */
        public Layout transposed() {
            return new Layout(offset, batch, columns, rows, batchStride, columnStride, rowStride);
        }
    }

    /** What a kernel is called with: c = a x b. */
    public record Call(Layout a, Layout b, Layout c) {}

    private final Matrix a;
    private final Matrix b;
    private final int m;
    private final int k;
    private final int n;
    private final long[] batch;
    /** Distances between matrices along each batch dimension, in elements; 0 where the operand is broadcast. */
    private final long[] stridesA;

    private final long[] stridesB;
    private final long[] resultSize;
    /** The first of the trailing batch dimensions that one stride describes in both operands. */
    private final int first;

    private BatchedProduct(Matrix a, Matrix b, boolean isRowVector, boolean isColumnVector) {
        long[] sizes = Sizes.broadcast(a.batch, b.batch);
        resultSize = resultSize(sizes, isRowVector, a.rows, isColumnVector, b.columns);
        if (b.batch.length == 0 && a.isOneMatrix()) {
            a = a.asOneMatrix();
            sizes = a.batch;
        }
        this.a = a;
        this.b = b;
        m = clamp(a.rows);
        k = clamp(a.columns);
        n = clamp(b.columns);
        batch = withoutOnes(sizes, sizes);
        stridesA = withoutOnes(a.broadcastStrides(sizes.length), sizes);
        stridesB = withoutOnes(b.broadcastStrides(sizes.length), sizes);
        first = firstOfRun();
    }

    /** torch.matmul of operands that are not refused: dot, mv, mm and bmm are cases of it. */
    static BatchedProduct matmul(Facts input, Facts other) {
        boolean isRowVector = input.rank() == 1;
        boolean isColumnVector = other.rank() == 1;
        Matrix a = isRowVector ? Matrix.row(input) : Matrix.of(input);
        Matrix b = isColumnVector ? Matrix.column(other) : Matrix.of(other);
        return new BatchedProduct(a, b, isRowVector, isColumnVector);
    }

    /**
     * Matrices whose batch dimensions broadcast.
     *
     * @param sizes m, k and n
     * @param strides of the rows and columns of the first, then of the second
     */
    static BatchedProduct of(
            long[] batchA, long[] batchStridesA, long[] batchB, long[] batchStridesB, long[] sizes, long[] strides) {
        Matrix a = new Matrix(batchA, batchStridesA, sizes[0], sizes[1], strides[0], strides[1]);
        Matrix b = new Matrix(batchB, batchStridesB, sizes[1], sizes[2], strides[2], strides[3]);
        return new BatchedProduct(a, b, false, false);
    }

    /** An operand: its last two dimensions, and the others with their strides. */
    private record Matrix(
            long[] batch, long[] batchStrides, long rows, long columns, long rowStride, long columnStride) {

        static Matrix of(Facts array) {
            long[] sizes = array.sizes();
            long[] strides = array.strides();
            int last = sizes.length - 1;
            return new Matrix(
                    Sizes.batch(sizes),
                    Sizes.batch(strides),
                    sizes[last - 1],
                    sizes[last],
                    strides[last - 1],
                    strides[last]);
        }

        static Matrix row(Facts vector) {
            long size = vector.sizes()[0];
            return new Matrix(new long[0], new long[0], 1, size, size, vector.strides()[0]);
        }

        static Matrix column(Facts vector) {
            return new Matrix(new long[0], new long[0], vector.sizes()[0], 1, vector.strides()[0], 1);
        }

        /** Whether the batch is nothing but more rows, at the same distance. */
        boolean isOneMatrix() {
            long next = rows * rowStride;
            for (int d = batch.length - 1; d >= 0; d--) {
                if (batch[d] == 0 || batch[d] != 1 && batchStrides[d] != next) {
                    return false;
                }
                next *= batch[d];
            }
            return true;
        }

        Matrix asOneMatrix() {
            return new Matrix(new long[0], new long[0], Sizes.elements(batch) * rows, columns, rowStride, columnStride);
        }

        long[] broadcastStrides(int rank) {
            long[] strides = new long[rank];
            for (int d = 0; d < batch.length; d++) {
                strides[d + rank - batch.length] = batch[d] == 1 ? 0 : batchStrides[d];
            }
            return strides;
        }

        Layout at(long offset, int count, long batchStride) {
            return new Layout(
                    (int) offset,
                    count,
                    clamp(rows),
                    clamp(columns),
                    (int) batchStride,
                    clamp(rowStride),
                    clamp(columnStride));
        }
    }

    /** Whether nothing is multiplied: the result has no elements, or is zeros. */
    public boolean isEmpty() {
        return m == 0 || k == 0 || n == 0 || Sizes.elements(batch) == 0;
    }

    /**
     * The dtype of such a result. libtorch lets dtypes differ there, and takes that of the second operand, which for a vector and an
     * empty batch, computed as mv of the batch, is the vector.
     */
    public static Dtype dtypeOfNothing(Facts input, Facts other) {
        return input.rank() == 1 && other.rank() > 2 ? input.dtype() : other.dtype();
    }

    /** The result's size. */
    public long[] resultSize() {
        return resultSize;
    }

    /** The result as matrices, (batch, m, n) over all calls. */
    public long[] matrices() {
        return new long[] {Sizes.elements(batch), m, n};
    }

    /** A call for each stretch of the batch in which both operands keep their stride; to be asked only if not empty. */
    @Override
    public Iterator<Call> iterator() {
        int count = (int) Sizes.elements(Arrays.copyOfRange(batch, first, batch.length));
        long strideA = batch.length == first ? 0 : stridesA[batch.length - 1];
        long strideB = batch.length == first ? 0 : stridesB[batch.length - 1];
        return new Iterator<>() {
            private final long[] index = new long[first];
            private int offsetC;
            private boolean hasNext = true;

            @Override
            public boolean hasNext() {
                return hasNext;
            }

            @Override
            public Call next() {
                if (!hasNext) {
                    throw new NoSuchElementException();
                }
                Layout c = new Layout(offsetC, count, m, n, m * n, n, 1);
                Call call = new Call(
                        a.at(offset(index, stridesA), count, strideA),
                        b.at(offset(index, stridesB), count, strideB),
                        c);
                offsetC += count * m * n;
                hasNext = advance(index);
                return call;
            }
        };
    }

    private int firstOfRun() {
        int dimension = Math.max(0, batch.length - 1);
        while (dimension > 0 && merges(dimension, stridesA) && merges(dimension, stridesB)) {
            dimension--;
        }
        return dimension;
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

    private static long offset(long[] index, long[] strides) {
        long offset = 0;
        for (int d = 0; d < index.length; d++) {
            offset += index[d] * strides[d];
        }
        return offset;
    }

    /** The values of the dimensions whose size is not 1. */
    private static long[] withoutOnes(long[] values, long[] sizes) {
        long[] kept = new long[values.length];
        int count = 0;
        for (int d = 0; d < values.length; d++) {
            if (sizes[d] != 1) {
                kept[count++] = values[d];
            }
        }
        return count == values.length ? kept : Arrays.copyOf(kept, count);
    }

    private static long[] resultSize(
            long[] batch, boolean isRowVector, long rows, boolean isColumnVector, long columns) {
        int rank = batch.length + (isRowVector ? 0 : 1) + (isColumnVector ? 0 : 1);
        long[] size = Arrays.copyOf(batch, rank);
        if (!isRowVector) {
            size[batch.length] = rows;
        }
        if (!isColumnVector) {
            size[rank - 1] = columns;
        }
        return size;
    }

    /** Operands and result fit Java arrays, so where anything is multiplied every size fits an int. */
    private static int clamp(long size) {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
