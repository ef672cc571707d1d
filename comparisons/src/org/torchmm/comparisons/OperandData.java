package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.torchmm.Torch;

/** The elements of an operand, in a Java array and, in the same layout, in the memory of whoever is asked. */
public final class OperandData {

    private final Operand operand;
    private final int[] stored;
    private final int[] strides;
    private final int offset;
    private final Object data;
    /** Of complex numbers both parts of each. */
    private final float[] parts;

    /** The first operand of a case, filled from its seed. */
    static OperandData first(Case asked) {
        return new OperandData(asked.a(), true, asked.values(), asked.seed());
    }

    /** The second operand of a case, filled from the same seed with other numbers. */
    static OperandData second(Case asked) {
        return new OperandData(asked.b(), false, asked.values(), asked.seed());
    }

    /** An operand that belongs to no case, filled from the seed as a first one. */
    public static OperandData of(Operand operand, Values values, long seed) {
        return new OperandData(operand, true, values, seed);
    }

    private OperandData(Operand operand, boolean isFirst, Values values, long seed) {
        this.operand = operand;
        int rank = operand.rank();
        Layout layout = operand.layout();
        stored = new int[rank];
        strides = new int[rank];
        int length = 1;
        int start = 0;
        List<Integer> order = layout.order(rank);
        for (int at = rank - 1; at >= 0; at--) {
            int d = order.get(at);
            stored[d] = layout.stored(d, operand.size().get(d));
            strides[d] = layout.expanded().contains(d) ? 0 : layout.stepped().contains(d) ? 2 * length : length;
            start += layout.offset().contains(d) ? length : 0;
            length *= stored[d];
        }
        offset = length == 0 ? 0 : start;
        ElementType type = ElementType.of(operand.dtype());
        data = type == null ? null : type.newArray(length);
        parts = operand.dtype() == DataType.COMPLEX64 ? new float[2 * length] : null;
        if (type != null || parts != null) {
            values.fill(type == null ? ElementType.FLOAT32 : type, type == null ? parts : data, isFirst, seed);
        }
    }

    Operand operand() {
        return operand;
    }

    /** The whole array, the elements between the operand's own included; null for a dtype that no kernel multiplies. */
    Object data() {
        return data;
    }

    int offset() {
        return offset;
    }

    /** Elements between neighbours along a dimension. */
    int stride(int dimension) {
        return strides[dimension];
    }

    /**
     * The operand as that Torch's own kind of array: the whole of it, and the views that lead to the operand; ones where its
     * dtype is none of those that kernels multiply.
     */
    public NDArray tensor(Torch torch) {
        int rank = operand.rank();
        List<Integer> order = operand.layout().order(rank);
        long[] memory = order.stream().mapToLong(d -> stored[d]).toArray();
        NDArray array = whole(torch, memory);
        if (!operand.layout().order().isEmpty()) {
            array = torch.permute(
                    array,
                    LongStream.range(0, rank).map(d -> order.indexOf((int) d)).toArray());
        }
        for (int d : operand.layout().stepped()) {
            array = torch.select(torch.view(array, halved(array, d)), d + 1, 0);
        }
        for (int d : operand.layout().offset()) {
            array = torch.narrow(array, d, 1, operand.size().get(d));
        }
        return operand.layout().expanded().isEmpty() ? array : torch.expand(array, operand.shape());
    }

    /** The array's size with a dimension as pairs, of which the first are every second slice. */
    private static long[] halved(NDArray array, int dimension) {
        List<Long> size = new ArrayList<>(
                LongStream.of(array.getShape().getShape()).boxed().toList());
        size.set(dimension, size.get(dimension) / 2);
        size.add(dimension + 1, 2L);
        return size.stream().mapToLong(s -> s).toArray();
    }

    /** Operands that only have to be refused hold ones. */
    private NDArray whole(Torch torch, long[] size) {
        if (parts != null) {
            return torch.manager().create(parts, new Shape(size).add(2)).complex();
        }
        if (data == null) {
            return torch.ones(operand.dtype(), size);
        }
        NDArray flat = ElementType.of(operand.dtype()).tensor(torch, data, size);
        return size.length == 0 ? torch.reshape(flat) : flat;
    }
}
