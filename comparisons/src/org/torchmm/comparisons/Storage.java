package org.torchmm.comparisons;

import java.util.stream.IntStream;
import org.torchmm.kernel.Matrices;

/** Where the elements of (batch, rows, columns) matrices lie in their array, and which of them share a place. */
public final class Storage {

    private Storage() {}

    /** Of element (q, i, j). */
    public static int index(Matrices<?> x, int q, int i, int j) {
        return x.offset() + q * x.batchStride() + i * x.rowStride() + j * x.columnStride();
    }

    /** Matrix {@code q} alone, (1, rows, columns), where it lies. */
    public static <A> Matrices<A> matrix(Matrices<A> x, int q) {
        return of(x, x.data(), x.offset() + q * x.batchStride(), 1, 0, x.rowStride(), x.columnStride());
    }

    /** The shape of {@code like}, row-major from the start of {@code data}; one matrix where {@code like} has one. */
    public static <A> Matrices<A> dense(A data, Matrices<A> like) {
        int batchStride = isShared(like) ? 0 : like.rows() * like.columns();
        return of(like, data, 0, like.batch(), batchStride, like.columns(), 1);
    }

    /** As {@link #dense}, with a matrix of its own for the whole batch. */
    public static <A> Matrices<A> denseBatch(A data, Matrices<A> like) {
        return of(like, data, 0, like.batch(), like.rows() * like.columns(), like.columns(), 1);
    }

    @SuppressWarnings("unchecked") // an element type has one type of arrays
    private static <A> Matrices<A> of(
            Matrices<A> like, A data, int offset, int batch, int batchStride, int rowStride, int columnStride) {
        return (Matrices<A>) like.element()
                .matrices(data, offset, batch, like.rows(), like.columns(), batchStride, rowStride, columnStride);
    }

    /** Whether one matrix serves the whole batch. */
    public static boolean isShared(Matrices<?> x) {
        return x.batch() <= 1 || x.batchStride() == 0;
    }

    /** How many matrices there are in memory. */
    public static int distinct(Matrices<?> x) {
        return isShared(x) ? Math.min(1, x.batch()) : x.batch();
    }

    /** How many elements a dense copy has. */
    public static int size(Matrices<?> x) {
        return Math.multiplyExact(Math.multiplyExact(distinct(x), x.rows()), x.columns());
    }

    /** The elements from the first to the last, gaps included. */
    public static int span(Matrices<?> x) {
        return Math.toIntExact(x.end() - x.offset());
    }

    /** Whether the elements lie row by row without a gap. */
    public static boolean isDense(Matrices<?> x) {
        return (x.columns() == 1 || x.columnStride() == 1)
                && (x.rows() == 1 || x.rowStride() == x.columns())
                && (isShared(x) || x.batchStride() == x.rows() * x.columns());
    }

    /** Whether both have elements in one stretch of the same array. */
    public static boolean overlap(Matrices<?> x, Matrices<?> y) {
        return x.data() == y.data() && !x.isEmpty() && !y.isEmpty() && x.offset() < y.end() && y.offset() < x.end();
    }

    /** Whether no two elements share a place: each stride, the smallest first, steps over all that lies within the former. */
    public static boolean hasDistinctElements(Matrices<?> x) {
        if (isDense(x) && distinct(x) == x.batch()) {
            return true;
        }
        int[] sizes = {x.batch(), x.rows(), x.columns()};
        int[] strides = {x.batchStride(), x.rowStride(), x.columnStride()};
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

    /** Sizes, strides and offset, for messages. */
    public static String text(Matrices<?> x) {
        return String.format(
                "(%d, %d, %d) with strides (%d, %d, %d) at offset %d",
                x.batch(), x.rows(), x.columns(), x.batchStride(), x.rowStride(), x.columnStride(), x.offset());
    }
}
