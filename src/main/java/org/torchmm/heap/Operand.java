package org.torchmm.heap;

import org.torchmm.rules.Build;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;

/** Elements in a storage, and where they are in it: what rules, plans of products and loops know of an array. */
record Operand(Storage storage, Layout layout) implements Facts {

    /** Of libtorch on this kind of machine. */
    private static final Build BUILD = new Build(System.getProperty("os.arch").equals("amd64"), false);

    static Operand of(HeapArray array) {
        return array.elements();
    }

    /** Itself if its elements follow each other, or a copy in which they do. */
    Operand contiguous(Recycler recycler) {
        return layout.isContiguous()
                ? this
                : new Operand(Copies.dense(recycler, storage, layout, dtype()), Layout.contiguous(sizes()));
    }

    /** In another dtype; of the same, itself. */
    Operand as(Dtype other) {
        return other == dtype()
                ? this
                : new Operand(Copies.dense(Recycler.NONE, storage, layout, other), Layout.contiguous(sizes()));
    }

    /** In a wider dtype, in memory as it is here; of elements that the layout shows again and again one copy. */
    Operand widened(Recycler recycler, Dtype wide) {
        long[] once = layout.sizes().clone();
        for (int d = 0; d < once.length; d++) {
            if (layout.strides()[d] == 0 && once[d] > 1) {
                once[d] = 1;
            }
        }
        Layout shown = new Layout(once, layout.strides(), layout.offset());
        Operand copy = Conversions.ordered(recycler, new Operand(storage, shown), wide);
        return new Operand(copy.storage(), copy.layout().expanded(layout.sizes()));
    }

    /** The real or the imaginary parts of complex numbers, where they are. */
    Operand part(int part) {
        return new Operand(storage.as(Dtype.FLOAT32), layout.ofParts(2, part));
    }

    @Override
    public long[] sizes() {
        return layout.sizes();
    }

    @Override
    public Dtype dtype() {
        return storage.dtype;
    }

    @Override
    public long[] strides() {
        return layout.strides();
    }

    @Override
    public boolean requiresGrad() {
        return false;
    }

    @Override
    public Build build() {
        return BUILD;
    }
}
