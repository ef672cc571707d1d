package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/**
 * The lines of an array along one dimension, next to each other in memory of their own, for what reads a line more than once:
 * softmax, running sums, sorting, places of greatest elements.
 */
final class Lines {

    /** The elements, line after line. */
    final Storage storage;

    final int count;
    final int length;

    private final long[] sizes;
    private final int[] order;

    private Lines(Storage storage, long[] sizes, int[] order, int length) {
        this.storage = storage;
        this.sizes = sizes;
        this.order = order;
        this.length = length;
        count = length == 0 ? 0 : (int) (Layout.contiguous(sizes).count() / length);
    }

    /** Copied in a dtype. */
    static Lines of(Recycler recycler, Operand a, int dim, Dtype dtype) {
        Layout layout = a.layout();
        boolean[] chosen = new boolean[layout.rank()];
        if (layout.rank() > 0) {
            chosen[dim] = true;
        }
        int[] order = Dims.last(chosen);
        Layout last = layout.permuted(order);
        Storage lines = Copies.dense(recycler, a.storage(), last, dtype);
        return new Lines(lines, last.sizes(), order, layout.rank() == 0 ? 1 : (int) layout.sizes()[dim]);
    }

    /** Other elements in the same lines, of as many elements each, as an array of the first one's order of dimensions. */
    Operand array(Recycler recycler, Storage elements, int newLength, Dtype dtype) {
        long[] newSizes = sizes.clone();
        int[] back = new int[order.length];
        boolean isInOrder = true;
        for (int d = 0; d < order.length; d++) {
            back[order[d]] = d;
            isInOrder &= order[d] == d;
        }
        if (order.length > 0) {
            newSizes[order.length - 1] = newLength;
        }
        Layout lines = Layout.contiguous(newSizes);
        if (isInOrder && elements.dtype == dtype) {
            return new Operand(elements, lines);
        }
        Layout layout = lines.permuted(back);
        Storage dense = Copies.dense(recycler, elements, layout, dtype);
        elements.letGo();
        return new Operand(dense, Layout.contiguous(layout.sizes()));
    }
}
