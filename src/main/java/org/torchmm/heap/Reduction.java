package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Strides;

/** Dimensions folded by an operation of two: sums, products, greatest and least elements. */
final class Reduction {

    /** Of so many kept elements in a row on, rows are folded onto each other rather than each column by itself. */
    private static final int WIDE_ROW = 8;

    /** Rows that are added to each other one by one; more of them by halves. */
    private static final int RUN = 16;

    /** Floats of a few lines of the cache: narrower columns are not worth a thread. */
    private static final int LINE = 128;

    private final Recycler recycler;
    private final BinaryOp op;
    private final Dtype wide;
    private final Dtype computed;
    private final Reader.Mapping mapping;

    private Reduction(Recycler recycler, BinaryOp op, Dtype computed, Reader.Mapping mapping) {
        this.recycler = recycler;
        this.op = op;
        this.computed = computed;
        this.mapping = mapping;
        wide = Promotion.wide(computed);
    }

    /**
     * A new contiguous array of a dtype; {@code identity} where nothing is folded.
     *
     * @param computed in which elements are read and folded
     */
    static Operand of(
            Recycler recycler,
            BinaryOp op,
            Operand a,
            boolean[] reduced,
            boolean keepDims,
            Dtype computed,
            Dtype dtype,
            double identity) {
        return of(recycler, op, null, a, reduced, keepDims, computed, dtype, identity, null);
    }

    /** The same, written at once into an array that is given where it can be; null for none. */
    static Operand into(
            Recycler recycler,
            BinaryOp op,
            Operand a,
            boolean[] reduced,
            boolean keepDims,
            Dtype dtype,
            double identity,
            Operand out) {
        return of(recycler, op, null, a, reduced, keepDims, dtype, dtype, identity, out);
    }

    /** Of what a mapping makes of the elements; null for the elements themselves. */
    static Operand of(
            Recycler recycler,
            BinaryOp op,
            Reader.Mapping mapping,
            Operand a,
            boolean[] reduced,
            boolean keepDims,
            Dtype computed,
            Dtype dtype,
            double identity,
            Operand out) {
        Layout layout = a.layout();
        long[] sizes = Dims.kept(layout.sizes(), reduced);
        int count = (int) Sizes.elements(sizes);
        int length = count == 0 ? 0 : (int) (layout.count() / count);
        boolean isGiven = out != null
                && length > 0
                && out.dtype() == dtype
                && out.layout().isContiguous();
        Storage result = isGiven ? out.storage() : Storage.allocate(recycler, dtype, count);
        Layout kept = new Layout(
                sizes, Strides.contiguous(sizes), isGiven ? out.layout().offset() : 0);
        if (length == 0) {
            result.fill(identity, count);
        } else {
            new Reduction(recycler, op, computed, mapping).fold(a, reduced, new Operand(result, kept), length);
        }
        return new Operand(result, keepDims ? kept : kept.without(reduced));
    }

    private void fold(Operand a, boolean[] reduced, Operand result, int length) {
        Layout layout = a.layout();
        int row = row(layout, reduced);
        if (row < 0) {
            int[] order = Dims.last(reduced);
            rows(
                    new Operand(a.storage(), layout.permuted(order)),
                    new Operand(result.storage(), result.layout().permuted(order)),
                    length);
            return;
        }
        int[] order = lastBut(row, reduced);
        Layout from = layout.permuted(order);
        Layout to = result.layout().permuted(order);
        int last = order.length - 1;
        int width = (int) layout.sizes()[row];
        Parallel.run(width, layout.count() / width, LINE, (start, end) -> {
            for (int at = start; at < end; at += Reader.PIECE) {
                int stop = Math.min(end, at + Reader.PIECE);
                columns(
                        reader(new Operand(a.storage(), from.sliced(last, at, stop, 1))),
                        new Operand(result.storage(), to.sliced(last, at, stop, 1)),
                        length,
                        stop - at);
            }
        });
    }

    private Reader reader(Operand a) {
        return new Reader(a, computed).through(mapping);
    }

    /** The kept dimension whose elements are nearest to each other, if they are nearer than the reduced ones; or -1. */
    private static int row(Layout layout, boolean... reduced) {
        int nearest = -1;
        for (int d = 0; d < layout.rank(); d++) {
            if (layout.sizes()[d] > 1 && (nearest < 0 || layout.strides()[d] <= layout.strides()[nearest])) {
                nearest = d;
            }
        }
        return nearest < 0 || reduced[nearest] || layout.sizes()[nearest] < WIDE_ROW ? -1 : nearest;
    }

    /** The other kept dimensions, the reduced ones, and the row. */
    private static int[] lastBut(int row, boolean... reduced) {
        int[] order = Dims.last(reduced);
        int n = 0;
        for (int d : order) {
            if (d != row) {
                order[n++] = d;
            }
        }
        order[n] = row;
        return order;
    }

    /** Each stretch of {@code length} elements is one result. */
    private void rows(Operand a, Operand result, int length) {
        int count = (int) result.layout().count();
        if (count == 1) {
            Fold fold = new Fold(op, wide, length);
            Parallel.run(length, 1, Fold.PIECE, (from, to) -> row(reader(a).startingAt(from), from, to, fold, 0));
            Writer writer = new Writer(result.storage(), result.layout(), wide);
            writer.begin(0, 1);
            fold.end(writer.array, writer.at);
            writer.end(0, 1);
        } else {
            Parallel.run(count, length, 1, (first, last) -> rows(a, result, length, first, last));
        }
    }

    private void rows(Operand a, Operand result, int length, int start, int end) {
        Reader reader = reader(a).startingAt(start * length);
        Fold fold = new Fold(op, wide, length);
        Writer writer = new Writer(result.storage(), result.layout(), wide);
        for (int first = start; first < end; first += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, end - first);
            writer.begin(first, n);
            for (int i = 0; i < n; i++) {
                int from = (first + i) * length;
                row(reader, from, from + length, fold, from);
                fold.end(writer.array, writer.at + i);
            }
            writer.end(first, n);
        }
    }

    /** Elements of a row that begins at one of them. */
    private static void row(Reader reader, int from, int to, Fold fold, int begin) {
        for (int at = from; at < to; at += Fold.PIECE) {
            int n = Math.min(Fold.PIECE, to - at);
            reader.read(at, n);
            fold.put((at - begin) / Fold.PIECE, reader.array, reader.at, n);
        }
    }

    /** Each {@code length} rows are one row of results. */
    private void columns(Reader reader, Operand result, int length, int width) {
        int count = (int) result.layout().count();
        Writer writer = new Writer(result.storage(), result.layout(), wide);
        int levels = 1;
        for (int left = length; left > RUN; left -= left / 2) {
            levels++;
        }
        Storage sums = Storage.allocate(recycler, wide, (long) levels * width);
        int parts = Storage.parts(wide);
        for (int first = 0; first < count; first += width) {
            sum(reader, first * length, length, width, sums.data, 0);
            writer.begin(first, width);
            System.arraycopy(sums.data, 0, writer.array, parts * writer.at, parts * width);
            writer.end(first, width);
        }
        sums.letGo();
    }

    /** To the row of sums that begins at {@code to}; the rows behind it are for what is to be added to it. */
    private void sum(Reader reader, int from, int length, int width, Object sums, int to) {
        if (length > RUN) {
            int half = length / 2;
            sum(reader, from, half, width, sums, to);
            sum(reader, from + half * width, length - half, width, sums, to + width);
            Pairs.apply(op, wide, sums, to, sums, to + width, sums, to, width);
            return;
        }
        int parts = Storage.parts(wide);
        reader.read(from, width);
        System.arraycopy(reader.array, parts * reader.at, sums, parts * to, parts * width);
        for (int i = 1; i < length; i++) {
            reader.read(from + i * width, width);
            Pairs.apply(op, wide, sums, to, reader.array, reader.at, sums, to, width);
        }
    }

    /** How many elements come to one result. */
    static long folded(long[] sizes, boolean... reduced) {
        long product = 1;
        for (int d = 0; d < sizes.length; d++) {
            product *= reduced[d] ? sizes[d] : 1;
        }
        return product;
    }
}
