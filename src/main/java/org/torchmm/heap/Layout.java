package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Strides;

/**
 * Where the elements of an array are in its storage: element (i, j, ...) at {@code offset + i * strides[0] + j * strides[1] + ...}.
 * The arrays are not to be changed.
 */
record Layout(long[] sizes, long[] strides, int offset) {

    /** Without elements there is no place where they begin: a view of none may begin behind its storage. */
    Layout {
        if (offset > 0 && Sizes.elements(sizes) == 0) {
            offset = 0;
        }
    }

    static Layout contiguous(long... sizes) {
        return new Layout(sizes, Strides.contiguous(sizes), 0);
    }

    int rank() {
        return sizes.length;
    }

    long count() {
        return Sizes.elements(sizes);
    }

    boolean isContiguous() {
        return Strides.isContiguous(sizes, strides);
    }

    Layout permuted(int... order) {
        long[] newSizes = new long[order.length];
        long[] newStrides = new long[order.length];
        for (int d = 0; d < order.length; d++) {
            newSizes[d] = sizes[order[d]];
            newStrides[d] = strides[order[d]];
        }
        return new Layout(newSizes, newStrides, offset);
    }

    Layout swapped(int dim0, int dim1) {
        if (rank() == 0) {
            return this;
        }
        long[] newSizes = sizes.clone();
        long[] newStrides = strides.clone();
        newSizes[dim0] = sizes[dim1];
        newSizes[dim1] = sizes[dim0];
        newStrides[dim0] = strides[dim1];
        newStrides[dim1] = strides[dim0];
        return new Layout(newSizes, newStrides, offset);
    }

    Layout unsqueezed(int dim) {
        long stride = dim < rank() ? sizes[dim] * strides[dim] : 1;
        return new Layout(inserted(sizes, dim, 1), inserted(strides, dim, stride), offset);
    }

    Layout without(boolean... dropped) {
        int kept = 0;
        long[] newSizes = new long[rank()];
        long[] newStrides = new long[rank()];
        for (int d = 0; d < rank(); d++) {
            if (!dropped[d]) {
                newSizes[kept] = sizes[d];
                newStrides[kept++] = strides[d];
            }
        }
        return new Layout(Arrays.copyOf(newSizes, kept), Arrays.copyOf(newStrides, kept), offset);
    }

    /** The elements {@code from, from + step, ...} before {@code to} along a dimension. */
    Layout sliced(int dim, long from, long to, long step) {
        long[] newSizes = sizes.clone();
        long[] newStrides = strides.clone();
        newSizes[dim] = Math.max(0, (to - from + step - 1) / step);
        newStrides[dim] = strides[dim] * step;
        // past the last element there is nothing to point at
        return new Layout(newSizes, newStrides, (int) (offset + (from < sizes[dim] ? from * strides[dim] : 0)));
    }

    /** One element of a dimension, which is dropped. */
    Layout selected(int dim, long index) {
        boolean[] dropped = new boolean[rank()];
        dropped[dim] = true;
        return sliced(dim, index, index + 1, 1).without(dropped);
    }

    Layout expanded(long... newSizes) {
        int added = newSizes.length - rank();
        long[] newStrides = new long[newSizes.length];
        if (rank() == 0) {
            return new Layout(newSizes, newStrides, offset);
        }
        for (int d = added; d < newSizes.length; d++) {
            newStrides[d] = sizes[d - added] == newSizes[d] ? strides[d - added] : 0;
        }
        // as in torch: an added dimension of size 1 has the stride that unsqueeze would give
        for (int d = added - 1; d >= 0; d--) {
            newStrides[d] = newSizes[d] == 1 ? newSizes[d + 1] * newStrides[d + 1] : 0;
        }
        return new Layout(newSizes, newStrides, offset);
    }

    /** The same elements with other sizes, or null where that takes a copy. */
    Layout viewed(long... newSizes) {
        long[] newStrides = Strides.view(sizes, strides, newSizes);
        return newStrides == null ? null : new Layout(newSizes, newStrides, offset);
    }

    /** The diagonals of the matrices that two dimensions span, as a last dimension in place of both. */
    Layout diagonal(int shift, int dim0, int dim1) {
        Layout from = shift >= 0
                ? sliced(dim1, Math.min(shift, sizes[dim1]), sizes[dim1], 1)
                : sliced(dim0, Math.min(-shift, sizes[dim0]), sizes[dim0], 1);
        boolean[] dropped = new boolean[rank()];
        dropped[dim0] = true;
        dropped[dim1] = true;
        Layout rest = from.without(dropped);
        long[] newSizes = Arrays.copyOf(rest.sizes, rest.rank() + 1);
        long[] newStrides = Arrays.copyOf(rest.strides, rest.rank() + 1);
        newSizes[rest.rank()] = Math.min(from.sizes[dim0], from.sizes[dim1]);
        newStrides[rest.rank()] = strides[dim0] + strides[dim1];
        return new Layout(newSizes, newStrides, from.offset);
    }

    /** Strides and offset in units of a part where each element has so many. */
    Layout ofParts(int parts, int part) {
        long[] newStrides = strides.clone();
        for (int d = 0; d < newStrides.length; d++) {
            newStrides[d] *= parts;
        }
        return new Layout(sizes, newStrides, parts * offset + part);
    }

    /** The same elements in the same order with as few dimensions as can be. */
    Layout merged() {
        long[] newSizes = new long[rank()];
        long[] newStrides = new long[rank()];
        int n = 0;
        for (int d = 0; d < rank(); d++) {
            if (sizes[d] == 1) {
                continue;
            }
            if (n > 0 && newStrides[n - 1] == strides[d] * sizes[d]) {
                newSizes[n - 1] *= sizes[d];
                newStrides[n - 1] = strides[d];
            } else {
                newSizes[n] = sizes[d];
                newStrides[n++] = strides[d];
            }
        }
        return new Layout(Arrays.copyOf(newSizes, n), Arrays.copyOf(newStrides, n), offset);
    }

    /** Is shown a stretch of elements: {@code count} from {@code offset} on, {@code stride} apart; the first is the {@code from}-th in row-major order. */
    @FunctionalInterface
    interface Row {
        void accept(int from, int offset, int stride, int count);
    }

    /** Calls for each stretch of elements that one stride describes, in row-major order. */
    void forEachRow(Row row) {
        if (count() == 0) {
            return;
        }
        Layout m = merged();
        int outer = Math.max(0, m.rank() - 1);
        int count = m.rank() == 0 ? 1 : (int) m.sizes[outer];
        int stride = m.rank() == 0 ? 1 : (int) m.strides[outer];
        long[] index = new long[outer];
        int at = offset;
        int from = 0;
        while (true) {
            row.accept(from, at, stride, count);
            from += count;
            int d = outer - 1;
            for (; d >= 0; d--) {
                at += (int) m.strides[d];
                if (++index[d] < m.sizes[d]) {
                    break;
                }
                at -= (int) (index[d] * m.strides[d]);
                index[d] = 0;
            }
            if (d < 0) {
                return;
            }
        }
    }

    private static long[] inserted(long[] values, int at, long value) {
        long[] more = new long[values.length + 1];
        System.arraycopy(values, 0, more, 0, at);
        more[at] = value;
        System.arraycopy(values, at, more, at + 1, values.length - at);
        return more;
    }
}
