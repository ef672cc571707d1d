package org.torchmm.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/**
 * An index as torch reads it (ATen/TensorIndexing.h): numbers, slices and new dimensions make a view; arrays among them then pick
 * elements of it.
 */
final class Selection {

    private Layout layout;
    private int dim;

    /** For each dimension of the view, by which array its places are picked; null by none. */
    private final List<Operand> picks = new ArrayList<>();

    Selection(Layout layout) {
        this.layout = layout;
    }

    Layout layout() {
        return layout;
    }

    boolean hasArrays() {
        return !picks.isEmpty();
    }

    /** At a place among the index's elements, which libtorch calls the dimension. */
    void number(long index, int place) {
        if (layout.rank() == 0 && index == 0) {
            throw Sentences.indexError("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or"
                    + " `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number");
        }
        long size = layout.rank() == 0 ? 0 : layout.sizes()[dim];
        if (index < -size || index >= size) {
            throw Sentences.indexError(
                    "index " + index + " is out of bounds for dimension " + place + " with size " + size);
        }
        layout = layout.selected(dim, index < 0 ? index + size : index);
    }

    /** Null for what is not given. */
    void slice(Long min, Long max, Long by) {
        long step = by == null ? 1 : by;
        if (step <= 0) {
            throw Sentences.runtimeError("step must be greater than zero");
        }
        if (layout.rank() == 0) {
            throw Sentences.indexError("slice() cannot be applied to a 0-dim tensor.");
        }
        long size = layout.sizes()[dim];
        long from = clamped(min == null ? 0 : min, size);
        long to = Math.max(from, clamped(max == null ? size : max, size));
        layout = layout.sliced(dim++, from, to, step);
    }

    private static long clamped(long index, long size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    void skip(int dims) {
        dim += dims;
    }

    void newDimension() {
        layout = layout.unsqueezed(dim++);
    }

    /** Of int64, or of bool. */
    void array(Operand index) {
        if (index.dtype() != Dtype.BOOL) {
            pick(dim++, index);
            return;
        }
        if (index.rank() == 0) { // one place, or none, of a new dimension
            layout = layout.unsqueezed(dim);
            long count = index.storage().getLong(index.layout().offset());
            pick(dim++, new Operand(Storage.zeros(Recycler.NONE, Dtype.INT64, count), Layout.contiguous(count)));
        }
        for (int d = 0; d < index.rank(); d++) {
            if (index.sizes()[d] != layout.sizes()[dim + d]) {
                throw Sentences.indexError("The shape of the mask " + Arrays.toString(index.sizes()) + " at index " + d
                        + " does not match the shape of the indexed tensor " + Arrays.toString(layout.sizes())
                        + " at index " + (dim + d));
            }
        }
        Operand places = Tiling.nonzero(Recycler.NONE, index);
        for (int d = 0; d < index.rank(); d++) {
            pick(dim++, new Operand(places.storage(), places.layout().selected(1, d)));
        }
    }

    private void pick(int d, Operand index) {
        while (picks.size() <= d) {
            picks.add(null);
        }
        picks.set(d, index);
    }

    /** The places that the arrays pick. */
    Picked picked() {
        while (picks.size() < layout.rank()) {
            picks.add(null);
        }
        return Picked.of(layout, picks);
    }
}
