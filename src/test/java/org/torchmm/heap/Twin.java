package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Dtype;

/** One array twice: in libtorch's memory, and with the same elements, sizes and strides in Java's. */
record Twin(NDArray torch, HeapArray heap) {

    /** How the elements lie. */
    enum Form {
        CONTIGUOUS,
        TRANSPOSED,
        STEPPED,
        EXPANDED
    }

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        1.5,
        -2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        100,
        -88,
        1e-30
    };

    static Twin random(Random random, NDManager torch, HeapManager heap, Dtype dtype, Form form, long... sizes) {
        long[] base = sizes.clone();
        int rank = sizes.length;
        if (form == Form.TRANSPOSED && rank > 1) {
            base[0] = sizes[rank - 1];
            base[rank - 1] = sizes[0];
        } else if (form == Form.STEPPED && rank > 0) {
            base[rank - 1] = 2 * sizes[rank - 1];
        } else if (form == Form.EXPANDED && rank > 0) {
            base[0] = 1;
        }
        Twin dense = of(torch, heap, dtype, elements(random, dtype, new Shape(base).size()), base);
        if (form == Form.TRANSPOSED && rank > 1) {
            return new Twin(dense.torch.swapAxes(0, rank - 1), dense.heap.swapAxes(0, rank - 1));
        } else if (form == Form.STEPPED && rank > 0) {
            return new Twin(
                    dense.torch.get(new ai.djl.ndarray.index.NDIndex("..., ::2")),
                    dense.heap.view(layout -> layout.sliced(rank - 1, 0, base[rank - 1], 2)));
        } else if (form == Form.EXPANDED && rank > 0) {
            return new Twin(dense.torch.broadcast(new Shape(sizes)), dense.heap.broadcast(new Shape(sizes)));
        }
        return dense;
    }

    /** The same with the dimensions stored in any order. */
    static Twin permuted(Random random, NDManager torch, HeapManager heap, Dtype dtype, Form form, long... sizes) {
        int rank = sizes.length;
        if (rank < 2 || random.nextInt(3) == 0) {
            return random(random, torch, heap, dtype, form, sizes);
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        long[] stored = new long[rank];
        int[] back = new int[rank];
        for (int d = 0; d < rank; d++) {
            stored[d] = sizes[order.get(d)];
            back[order.get(d)] = d;
        }
        Twin twin = random(random, torch, heap, dtype, form, stored);
        return new Twin(twin.torch.transpose(back), twin.heap.view(layout -> layout.permuted(back)));
    }

    static Twin of(NDManager torch, HeapManager heap, Dtype dtype, double[] elements, long... sizes) {
        int count = (int) new Shape(sizes).size();
        Storage storage = Storage.zeros(Recycler.NONE, dtype, count);
        for (int i = 0; i < count; i++) {
            if (dtype == Dtype.COMPLEX64) {
                ((float[]) storage.data)[2 * i] = (float) elements[2 * i];
                ((float[]) storage.data)[2 * i + 1] = (float) elements[2 * i + 1];
            } else {
                storage.setDouble(i, elements[i]);
            }
        }
        HeapArray mine = new HeapArray(heap, storage, Layout.contiguous(sizes.clone()));
        if (dtype == Dtype.COMPLEX64) {
            float[] parts = Arrays.copyOf((float[]) storage.data, 2 * count);
            return new Twin(torch.create(parts, new Shape(sizes).add(2)).complex(), mine);
        }
        if (dtype == Dtype.BFLOAT16 || dtype == Dtype.INT16) { // DJL makes none
            Dtype wide = dtype == Dtype.INT16 ? Dtype.INT32 : Dtype.FLOAT32;
            ByteBuffer numbers = mine.toType(DataTypes.dataType(wide), false).toByteBuffer(false);
            NDArray array = torch.create(numbers, new Shape(sizes), DataTypes.dataType(wide));
            return new Twin(AtenCalls.to(array, dtype), mine);
        }
        ByteBuffer bytes = mine.toByteBuffer(false);
        return new Twin(torch.create(bytes, new Shape(sizes), DataTypes.dataType(dtype)), mine);
    }

    private static double[] elements(Random random, Dtype dtype, long count) {
        double[] elements = new double[(int) count * 2];
        for (int i = 0; i < elements.length; i++) {
            int kind = random.nextInt(8);
            if (dtype == Dtype.BOOL) {
                elements[i] = random.nextInt(2);
            } else if (dtype.isWhole()) {
                elements[i] = kind == 0
                        ? random.nextInt(300) - 150
                        : kind == 1 ? 1 << random.nextInt(31) : random.nextInt(9) - 4;
            } else {
                elements[i] = kind == 0 && dtype != Dtype.COMPLEX64
                        ? SPECIAL[random.nextInt(SPECIAL.length)]
                        : kind < 3 ? random.nextInt(9) - 4 : random.nextGaussian() * 3;
            }
        }
        return elements;
    }

    private String text() {
        Storage dense = Copies.dense(Recycler.NONE, heap.storage(), heap.layout(), heap.dtype());
        int count = Math.min(12, (int) heap.layout().count());
        return heap.dtype() == Dtype.COMPLEX64
                ? Arrays.toString(Arrays.copyOf((float[]) dense.data, 2 * count))
                : Arrays.toString(
                        IntStream.range(0, count).mapToDouble(dense::getDouble).toArray());
    }

    static boolean isReadable(DataType type) {
        return DataTypes.dtype(type) != null;
    }

    @Override
    public String toString() {
        Operand elements = heap.elements();
        return elements.dtype() + " " + Arrays.toString(elements.sizes()) + " strides "
                + Arrays.toString(elements.strides()) + " " + text();
    }
}
