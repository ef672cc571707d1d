package org.torchmm.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.ViewRules;

/** Arrays next to each other: torch.cat and torch.stack, in the dtype in which all meet. */
final class Joined {

    private Joined() {}

    static Operand cat(Recycler recycler, List<Operand> arrays, int axis) {
        List<Operand> parts = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            Operand array = arrays.get(i);
            if (array.rank() == 0) {
                throw Sentences.runtimeError("zero-dimensional tensor (at position " + i + ") cannot be concatenated");
            }
            if (!isNothing(array)) {
                parts.add(array);
            }
        }
        Dtype dtype = dtype(arrays);
        if (parts.isEmpty()) {
            return new Operand(Storage.allocate(recycler, dtype, 0), Layout.contiguous(0));
        }
        Operand first = parts.get(0);
        int dim = ViewRules.dimension(axis, first.rank());
        long[] sizes = first.sizes().clone();
        sizes[dim] = 0;
        for (Operand part : parts) {
            checkSizes(first, part, dim, arrays.indexOf(part));
            sizes[dim] += part.sizes()[dim];
        }
        Layout all = Layout.contiguous(sizes);
        Storage joined = Storage.allocate(recycler, dtype, Creation.count(sizes));
        long at = 0;
        for (Operand part : parts) {
            long size = part.sizes()[dim];
            if (part.layout().count() > 0) {
                Assignment.of(new Operand(joined, all.sliced(dim, at, at + size, 1)), part);
            }
            at += size;
        }
        return new Operand(joined, all);
    }

    /** Of size (0), which torch joins to anything. */
    private static boolean isNothing(Operand array) {
        return array.rank() == 1 && array.sizes()[0] == 0;
    }

    private static Dtype dtype(List<Operand> arrays) {
        Dtype dtype = arrays.get(0).dtype();
        for (Operand array : arrays) {
            dtype = ResultType.common(dtype, array.dtype());
        }
        return dtype;
    }

    private static void checkSizes(Operand first, Operand part, int dim, int number) {
        if (part.rank() != first.rank()) {
            throw Sentences.runtimeError(
                    "Tensors must have same number of dimensions: got " + first.rank() + " and " + part.rank());
        }
        for (int d = 0; d < first.rank(); d++) {
            long expected = first.sizes()[d];
            if (d != dim && part.sizes()[d] != expected) {
                throw Sentences.runtimeError("Sizes of tensors must match except in dimension " + dim
                        + ". Expected size " + expected + " but got size " + part.sizes()[d] + " for tensor number "
                        + number + " in the list.");
            }
        }
    }

    static Operand stack(Recycler recycler, List<Operand> arrays, int axis) {
        Operand first = arrays.get(0);
        int dim = ViewRules.dimension(axis, first.rank() + 1);
        List<Operand> parts = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            Operand array = arrays.get(i);
            if (!Arrays.equals(array.sizes(), first.sizes())) {
                throw Sentences.runtimeError("stack expects each tensor to be equal size, but got "
                        + Arrays.toString(first.sizes()) + " at entry 0 and " + Arrays.toString(array.sizes())
                        + " at entry " + i);
            }
            parts.add(new Operand(array.storage(), array.layout().unsqueezed(dim)));
        }
        return cat(recycler, parts, dim);
    }
}
