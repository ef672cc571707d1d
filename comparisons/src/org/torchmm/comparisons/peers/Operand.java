package org.torchmm.comparisons.peers;

import java.util.stream.IntStream;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;

/** A kernel's batch of matrices, whatever its elements: {@code A} is float[], double[], int[] or long[], or native memory. */
record Operand<A>(
        A data, int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {

    static Operand<float[]> of(FloatMatrices x) {
        return new Operand<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Operand<double[]> of(DoubleMatrices x) {
        return new Operand<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Operand<int[]> of(IntMatrices x) {
        return new Operand<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    static Operand<long[]> of(LongMatrices x) {
        return new Operand<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    /** The shape of {@code like}, row-major from the start of {@code data}, one matrix where {@code like} has one. */
    static <A> Operand<A> dense(A data, Operand<?> like) {
        int batchStride = like.isShared() ? 0 : like.rows * like.columns;
        return new Operand<>(data, 0, like.batch, like.rows, like.columns, batchStride, like.columns, 1);
    }

    /** The elements from the first to the last, gaps included. */
    int span() {
        return end() - offset;
    }

    /** The same layout from the start of {@code copy}, which holds the {@link #span}. */
    <B> Operand<B> at(B copy) {
        return new Operand<>(copy, 0, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    Operand<A> transposed() {
        return new Operand<>(data, offset, batch, columns, rows, batchStride, columnStride, rowStride);
    }

    Operand<A> matrix(int q) {
        return new Operand<>(data, offset + q * batchStride, 1, rows, columns, 0, rowStride, columnStride);
    }

    boolean isEmpty() {
        return batch == 0 || rows == 0 || columns == 0;
    }

    /** Whether one matrix serves the whole batch. */
    boolean isShared() {
        return batch <= 1 || batchStride == 0;
    }

    /** How many matrices there are in memory. */
    int distinct() {
        return isShared() ? Math.min(1, batch) : batch;
    }

    /** How many elements a dense copy has. */
    int size() {
        return Math.multiplyExact(Math.multiplyExact(distinct(), rows), columns);
    }

    /** Whether the elements lie row by row without a gap. */
    boolean isDense() {
        return (columns == 1 || columnStride == 1)
                && (rows == 1 || rowStride == columns)
                && (isShared() || batchStride == rows * columns);
    }

    /** The index after the last element. */
    int end() {
        return isEmpty()
                ? offset
                : offset + (batch - 1) * batchStride + (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
    }

    /** Whether both have elements in one stretch of the same array. */
    boolean overlaps(Operand<A> other) {
        return data == other.data && !isEmpty() && !other.isEmpty() && offset < other.end() && other.offset < end();
    }

    /** Whether no two elements share memory: each stride, the smallest first, steps over all that lies within the former. */
    boolean hasDistinctElements() {
        if (isDense() && distinct() == batch) {
            return true;
        }
        int[] sizes = {batch, rows, columns};
        int[] strides = {batchStride, rowStride, columnStride};
        long span = 1;
        for (int axis : IntStream.range(0, 3)
                .boxed()
                .filter(d -> sizes[d] > 1)
                .sorted((d, e) -> Integer.compare(strides[d], strides[e]))
                .mapToInt(Integer::intValue)
                .toArray()) {
            if (strides[axis] < span) {
                return false;
            }
            span += (sizes[axis] - 1L) * strides[axis];
        }
        return true;
    }

    @Override
    public String toString() {
        return String.format(
                "(%d, %d, %d) with strides (%d, %d, %d) at offset %d",
                batch, rows, columns, batchStride, rowStride, columnStride, offset);
    }
}
