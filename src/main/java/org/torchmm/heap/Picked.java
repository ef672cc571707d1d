package org.torchmm.heap;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/**
 * Elements that index arrays pick: for each place that these name together, the elements of the other dimensions. In memory they
 * come place by place; where the arrays' dimensions are next to each other, the result has the places there, else in front.
 */
final class Picked {

    /** Where each place begins. */
    private final int[] places;

    /** From there to each element of the other dimensions. */
    private final int[] others;

    /** Sizes place by place, and the order of dimensions that leads to the result's. */
    private final long[] sizes;

    private final int[] order;

    private Picked(int[] places, int[] others, long[] sizes, int[] order) {
        this.places = places;
        this.others = others;
        this.sizes = sizes;
        this.order = order;
    }

    static Picked of(Layout layout, List<Operand> indices) {
        long[] shape = shape(indices);
        boolean[] isPicked = new boolean[layout.rank()];
        int[] places = new int[(int) Creation.count(shape)];
        Arrays.fill(places, layout.offset());
        boolean isEmpty = layout.count() == 0; // where libtorch looks at no index
        int arrays = 0;
        for (int d = 0; d < layout.rank(); d++) {
            if (indices.get(d) != null) {
                isPicked[d] = true;
                addPlaces(places, indices.get(d), shape, d, arrays++, layout, isEmpty);
            }
        }
        Layout rest = layout.without(isPicked);
        int first = first(isPicked);
        int before = isAdjacent(isPicked) ? first : 0;
        return new Picked(places, offsets(rest), joined(shape, rest.sizes()), order(shape.length, rest.rank(), before));
    }

    private static long[] shape(List<Operand> indices) {
        long[] shape = {};
        try {
            for (Operand index : indices) {
                shape = index == null ? shape : Sizes.broadcast(shape, index.sizes());
            }
        } catch (IllegalArgumentException e) {
            throw Sentences.indexError("shape mismatch: indexing tensors could not be broadcast together with shapes "
                    + indices.stream()
                            .filter(index -> index != null)
                            .map(index -> Arrays.toString(index.sizes()))
                            .collect(Collectors.joining(", ")));
        }
        return shape;
    }

    /** The sentence counts arrays, not dimensions, as libtorch's does. */
    private static void addPlaces(
            int[] places, Operand index, long[] shape, int d, int number, Layout layout, boolean isEmpty) {
        long size = layout.sizes()[d];
        int stride = (int) layout.strides()[d];
        if (size == 0 && places.length > 0) {
            throw Sentences.indexError("index is out of bounds for dimension with size 0");
        }
        index.layout().expanded(shape).forEachRow((from, offset, step, count) -> {
            for (int i = 0; i < count; i++) {
                long at = index.storage().getLong(offset + i * step);
                if (!isEmpty && (at < -size || at >= size)) {
                    throw Sentences.indexError(
                            "index " + at + " is out of bounds for dimension " + number + " with size " + size);
                }
                places[from + i] += (int) (at < 0 ? at + size : at) * stride;
            }
        });
    }

    private static int[] offsets(Layout rest) {
        int[] offsets = new int[(int) rest.count()];
        new Layout(rest.sizes(), rest.strides(), 0).forEachRow((from, offset, step, count) -> {
            for (int i = 0; i < count; i++) {
                offsets[from + i] = offset + i * step;
            }
        });
        return offsets;
    }

    private static int first(boolean... isPicked) {
        int d = 0;
        while (!isPicked[d]) {
            d++;
        }
        return d;
    }

    private static boolean isAdjacent(boolean... isPicked) {
        int changes = 0;
        for (int d = 1; d < isPicked.length; d++) {
            changes += isPicked[d] && !isPicked[d - 1] ? 1 : 0;
        }
        return changes + (isPicked[0] ? 1 : 0) == 1;
    }

    private static long[] joined(long[] a, long[] b) {
        long[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static int[] order(int places, int others, int before) {
        int[] order = new int[places + others];
        for (int d = 0; d < order.length; d++) {
            order[d] = d < before ? places + d : d < before + places ? d - before : d;
        }
        return order;
    }

    Layout resultLayout() {
        return Layout.contiguous(sizes).permuted(order);
    }

    Operand read(Recycler recycler, Storage source) {
        Storage picked = Storage.allocate(recycler, source.dtype, (long) places.length * others.length);
        int to = 0;
        for (int place : places) {
            for (int other : others) {
                move(source, place + other, picked, to++);
            }
        }
        Layout layout = resultLayout();
        if (layout.isContiguous()) {
            return new Operand(picked, Layout.contiguous(layout.sizes()));
        }
        Storage dense = Copies.dense(recycler, picked, layout, source.dtype);
        picked.letGo();
        return new Operand(dense, Layout.contiguous(layout.sizes()));
    }

    void write(Storage target, Operand value) {
        Storage dense = Storage.allocate(Recycler.NONE, target.dtype, (long) places.length * others.length);
        if (places.length * others.length > 0) {
            Assignment.of(new Operand(dense, resultLayout()), value);
        }
        int from = 0;
        for (int place : places) {
            for (int other : others) {
                move(dense, from++, target, place + other);
            }
        }
    }

    static void move(Storage source, int from, Storage target, int to) {
        if (source.dtype == Dtype.COMPLEX64) {
            System.arraycopy(source.data, 2 * from, target.data, 2 * to, 2);
        } else if (source.data instanceof float[] a) {
            ((float[]) target.data)[to] = a[from];
        } else if (source.data instanceof double[] a) {
            ((double[]) target.data)[to] = a[from];
        } else if (source.data instanceof int[] a) {
            ((int[]) target.data)[to] = a[from];
        } else if (source.data instanceof long[] a) {
            ((long[]) target.data)[to] = a[from];
        } else if (source.data instanceof short[] a) {
            ((short[]) target.data)[to] = a[from];
        } else {
            ((byte[]) target.data)[to] = ((byte[]) source.data)[from];
        }
    }
}
