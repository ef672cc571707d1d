package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.torchmm.rules.ViewRules;

/** DJL's views: other sizes and strides over the same memory. Each result belongs to the manager of its input. */
interface HeapViews extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    private int dim(int axis) {
        return ViewRules.dimension(axis, getShape().dimension());
    }

    @Override
    default HeapArray reshape(Shape newShape) {
        HeapArray array = self();
        array.hold();
        try {
            long[] sizes = ViewRules.reshape(array.layout().count(), newShape.getShape());
            Layout viewed = array.layout().viewed(sizes);
            return viewed != null
                    ? new HeapArray(array.getManager(), array.storage().share(), viewed)
                    : new HeapArray(
                            array.getManager(),
                            Copies.dense(array.recycler(), array.storage(), array.layout(), array.dtype()),
                            Layout.contiguous(sizes));
        } finally {
            array.release();
        }
    }

    @Override
    default HeapArray expandDims(int axis) {
        return self().view(layout -> layout.unsqueezed(ViewRules.dimension(axis, layout.rank() + 1)));
    }

    @Override
    default HeapArray squeeze(int axis) {
        return squeeze(new int[] {axis});
    }

    @Override
    default HeapArray squeeze(int[] axes) {
        return self().view(layout -> {
            boolean[] dropped = new boolean[layout.rank()];
            for (int axis : axes) {
                int d = ViewRules.dimension(axis, layout.rank());
                if (layout.rank() > 0) {
                    dropped[d] = layout.sizes()[d] == 1;
                }
            }
            return layout.without(dropped);
        });
    }

    @Override
    default HeapArray squeeze() {
        return self().view(layout -> {
            boolean[] dropped = new boolean[layout.rank()];
            for (int d = 0; d < dropped.length; d++) {
                dropped[d] = layout.sizes()[d] == 1;
            }
            return layout.without(dropped);
        });
    }

    @Override
    default HeapArray transpose() {
        return self().view(layout -> {
            int[] order = new int[layout.rank()];
            for (int d = 0; d < order.length; d++) {
                order[d] = order.length - 1 - d;
            }
            return layout.permuted(order);
        });
    }

    @Override
    default HeapArray transpose(int... axes) {
        return self().view(layout -> {
            long[] dims = new long[axes.length];
            for (int d = 0; d < dims.length; d++) {
                dims[d] = axes[d];
            }
            return layout.permuted(ViewRules.permute(dims, layout.rank()));
        });
    }

    @Override
    default HeapArray swapAxes(int axis1, int axis2) {
        return self().view(layout ->
                layout.swapped(ViewRules.dimension(axis1, layout.rank()), ViewRules.dimension(axis2, layout.rank())));
    }

    @Override
    default HeapArray broadcast(Shape target) {
        HeapArray array = self();
        return array.view(layout -> layout.expanded(ViewRules.expand(array.elements(), target.getShape())));
    }

    @Override
    default HeapArray flatten() {
        return reshape(new Shape(-1));
    }

    @Override
    default HeapArray flatten(int startDim, int endDim) {
        int from = dim(startDim);
        int to = dim(endDim);
        long[] sizes = getShape().getShape();
        if (sizes.length == 0) {
            return reshape(new Shape(1));
        }
        if (from > to) {
            throw new IllegalArgumentException("flatten() has invalid args: start_dim cannot come after end_dim");
        }
        long[] flat = new long[sizes.length - (to - from)];
        System.arraycopy(sizes, 0, flat, 0, from);
        flat[from] = 1;
        for (int d = from; d <= to; d++) {
            flat[from] *= sizes[d];
        }
        System.arraycopy(sizes, to + 1, flat, from + 1, sizes.length - to - 1);
        return reshape(new Shape(flat));
    }

    @Override
    default HeapArray diagonal() {
        return diagonal(0, 0, 1);
    }

    @Override
    default HeapArray diagonal(int offset) {
        return diagonal(offset, 0, 1);
    }

    @Override
    default HeapArray diagonal(int offset, int axis1, int axis2) {
        return self().view(layout -> {
            int dim0 = ViewRules.dimension(axis1, layout.rank());
            int dim1 = ViewRules.dimension(axis2, layout.rank());
            if (dim0 == dim1) {
                throw new IllegalArgumentException("diagonal dimensions cannot be identical " + axis1 + ", " + axis2);
            }
            return layout.diagonal(offset, dim0, dim1);
        });
    }

    /** Parts of {@code size / sections} elements, and of what is left; as DJL's PyTorch engine splits, more than asked for. */
    @Override
    default NDList split(long sections, int axis) {
        long size = getShape().get(splitDimension(axis));
        long length = sections <= 0 ? 0 : size / sections;
        if (length == 0 && size > 0) {
            throw new IllegalArgumentException(
                    "split() of " + size + " elements along axis " + axis + " into " + sections + " sections");
        }
        long[] indices = new long[size == 0 ? 0 : (int) ((size - 1) / length)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (i + 1) * length;
        }
        return split(indices, axis);
    }

    @Override
    default NDList split(long[] indices, int axis) {
        int d = splitDimension(axis);
        long[] sizes = new long[indices.length + 1];
        for (int i = 0; i <= indices.length; i++) {
            long end = i < indices.length ? indices[i] : getShape().get(d);
            sizes[i] = i == 0 ? end : end - indices[i - 1];
        }
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(
                    "split_with_sizes expects split_sizes have only non-negative entries, but" + " got split_sizes="
                            + Arrays.toString(sizes));
        }
        NDList parts = new NDList();
        long from = 0;
        for (long size : sizes) {
            long first = from;
            parts.add(self().view(layout -> layout.sliced(d, first, first + size, 1)));
            from += size;
        }
        return parts;
    }

    private int splitDimension(int axis) {
        if (isScalar()) {
            throw new IllegalArgumentException("split expects at least a 1-dimensional tensor");
        }
        return dim(axis);
    }

    /** A new array over the same memory, as nothing here has a gradient to stop. */
    @Override
    default HeapArray stopGradient() {
        return self().view(layout -> layout);
    }
}
