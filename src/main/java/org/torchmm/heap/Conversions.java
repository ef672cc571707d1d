package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.MemoryOrder;
import org.torchmm.rules.Operation;

/** Copies that have the order of their source in memory, of its dtype or another. */
final class Conversions {

    private Conversions() {}

    static NDList run(Operation operation, Object[] arguments, HeapManager manager) {
        HeapArray input = HeapArray.of((NDArray) arguments[0]);
        Dtype dtype = operation == Operation.TO ? (Dtype) arguments[1] : input.dtype();
        if (operation == Operation.TO && dtype == input.dtype()) {
            return new NDList(new HeapArray(manager, input.storage().share(), input.layout()));
        }
        Operand copy = ordered(manager.recycler(), input.elements(), dtype);
        return new NDList(new HeapArray(manager, copy.storage(), copy.layout()));
    }

    /** In memory as the source is, from its first element on. */
    static Operand ordered(Recycler recycler, Operand source, Dtype dtype) {
        Layout layout = source.layout();
        long[] strides = MemoryOrder.ofCopy(layout.sizes(), layout.strides());
        int[] order = IntStream.range(0, strides.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer dim) -> -strides[dim])
                        .thenComparingLong(dim -> layout.sizes()[dim]))
                .mapToInt(dim -> dim)
                .toArray();
        Storage storage = Copies.dense(recycler, source.storage(), permuted(layout, order), dtype);
        return new Operand(storage, new Layout(layout.sizes(), strides, 0));
    }

    private static Layout permuted(Layout layout, int[] order) {
        long[] sizes = new long[order.length];
        long[] strides = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            sizes[i] = layout.sizes()[order[i]];
            strides[i] = layout.strides()[order[i]];
        }
        return new Layout(sizes, strides, layout.offset());
    }
}
