package org.torchmm.comparisons;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;

/**
 * A batch of matrices in one array, as the kernel's four records describe them, whatever its elements.
 *
 * @param <A> float[], double[], int[], long[], Object for any of these, or native memory
 */
public record Matrices<A>(
        A data, int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {

    public static Matrices<float[]> of(FloatMatrices x) {
        return new Matrices<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    public static Matrices<double[]> of(DoubleMatrices x) {
        return new Matrices<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    public static Matrices<int[]> of(IntMatrices x) {
        return new Matrices<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    public static Matrices<long[]> of(LongMatrices x) {
        return new Matrices<>(
                x.data(),
                x.offset(),
                x.batch(),
                x.rows(),
                x.columns(),
                x.batchStride(),
                x.rowStride(),
                x.columnStride());
    }

    /**
     * Matrices that begin at {@code starts}, or null if no one stride leads from each to the next.
     */
    static <A> Matrices<A> at(int[] starts, A data, int rows, int columns, int rowStride, int columnStride) {
        int stride = starts.length < 2 ? 0 : starts[1] - starts[0];
        for (int q = 1; q < starts.length; q++) {
            if (starts[q] - starts[q - 1] != stride || stride < 0) {
                return null;
            }
        }
        int first = Arrays.stream(starts).findFirst().orElse(0);
        return new Matrices<>(data, first, starts.length, rows, columns, stride, rowStride, columnStride);
    }

    public int index(int q, int i, int j) {
        return offset + q * batchStride + i * rowStride + j * columnStride;
    }

    /** The shape of {@code like}, row-major from the start of {@code data}, one matrix where {@code like} has one. */
    public static <A> Matrices<A> dense(A data, Matrices<?> like) {
        int batchStride = like.isShared() ? 0 : like.rows * like.columns;
        return new Matrices<>(data, 0, like.batch, like.rows, like.columns, batchStride, like.columns, 1);
    }

    /** The elements from the first to the last, gaps included. */
    public int span() {
        return end() - offset;
    }

    /** The same layout from the start of {@code copy}, which holds the {@link #span}. */
    public <B> Matrices<B> at(B copy) {
        return new Matrices<>(copy, 0, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    public Matrices<A> transposed() {
        return new Matrices<>(data, offset, batch, columns, rows, batchStride, columnStride, rowStride);
    }

    public Matrices<A> matrix(int q) {
        return new Matrices<>(data, offset + q * batchStride, 1, rows, columns, 0, rowStride, columnStride);
    }

    public boolean isEmpty() {
        return batch == 0 || rows == 0 || columns == 0;
    }

    /** Whether one matrix serves the whole batch. */
    public boolean isShared() {
        return batch <= 1 || batchStride == 0;
    }

    /** How many matrices there are in memory. */
    public int distinct() {
        return isShared() ? Math.min(1, batch) : batch;
    }

    /** How many elements a dense copy has. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(distinct(), rows), columns);
    }

    /** Whether the elements lie row by row without a gap. */
    public boolean isDense() {
        return (columns == 1 || columnStride == 1)
                && (rows == 1 || rowStride == columns)
                && (isShared() || batchStride == rows * columns);
    }

    /** The index after the last element. */
    public int end() {
        return isEmpty()
                ? offset
                : offset + (batch - 1) * batchStride + (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
    }

    /** Whether both have elements in one stretch of the same array. */
    public boolean overlaps(Matrices<A> other) {
        return data == other.data && !isEmpty() && !other.isEmpty() && offset < other.end() && other.offset < end();
    }

    /** Whether no two elements share memory: each stride, the smallest first, steps over all that lies within the former. */
    public boolean hasDistinctElements() {
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
