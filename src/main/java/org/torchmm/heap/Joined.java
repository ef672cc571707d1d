package org.torchmm.heap;

import java.util.List;
import java.util.stream.LongStream;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.JoiningRules;
import org.torchmm.rules.MemoryOrder;
import org.torchmm.rules.ResultType;

/** Arrays next to each other: torch.cat and torch.stack, in the dtype in which all meet. */
final class Joined {

    private Joined() {}

    /** Written into an array that is given, each part in that one's dtype at once; null for none. */
    static Operand cat(Recycler recycler, List<Operand> arrays, long axis, Operand out) {
        int dim = JoiningRules.cat(arrays, axis);
        if (out != null) {
            write(arrays, dim, out);
            return out;
        }
        Dtype dtype = dtype(arrays);
        List<Operand> parts = arrays.stream()
                .filter(array -> !JoiningRules.isNothing(array.sizes()))
                .toList();
        if (parts.isEmpty()) {
            return new Operand(Storage.allocate(recycler, dtype, 0), Layout.contiguous(0));
        }
        long[] sizes = parts.get(0).sizes().clone();
        sizes[dim] = parts.stream().mapToLong(part -> part.sizes()[dim]).sum();
        MemoryOrder.Form[] forms = arrays.stream().map(MemoryOrder.Form::of).toArray(MemoryOrder.Form[]::new);
        Layout all = new Layout(sizes, MemoryOrder.ofJoined(sizes, forms), 0);
        Operand joined = new Operand(Storage.allocate(recycler, dtype, Creation.count(sizes)), all);
        write(parts, dim, joined);
        return joined;
    }

    private static void write(List<Operand> parts, int dim, Operand joined) {
        long at = 0;
        for (Operand part : parts) {
            if (part.layout().count() > 0) {
                long end = at + part.sizes()[dim];
                Assignment.of(new Operand(joined.storage(), joined.layout().sliced(dim, at, end, 1)), part);
                at = end;
            }
        }
    }

    private static Dtype dtype(List<Operand> arrays) {
        Dtype dtype = arrays.get(0).dtype();
        for (Operand array : arrays) {
            dtype = ResultType.common(dtype, array.dtype());
        }
        return dtype;
    }

    /** Written into an array that is given; null for none. */
    static Operand stack(Recycler recycler, List<Operand> arrays, long axis, Operand out) {
        int dim = JoiningRules.stack(arrays, axis);
        long[] sizes = arrays.get(0).sizes();
        if (dim < sizes.length && out == null) {
            Operand joined = cat(recycler, arrays, dim, null);
            return new Operand(joined.storage(), joined.layout().viewed(inserted(sizes, dim, arrays.size())));
        }
        List<Operand> parts = arrays.stream()
                .map(array -> new Operand(array.storage(), array.layout().unsqueezed(dim)))
                .toList();
        return cat(recycler, parts, dim, out);
    }

    private static long[] inserted(long[] sizes, int dim, long size) {
        return LongStream.range(0, sizes.length + 1)
                .map(d -> d == dim ? size : sizes[(int) (d < dim ? d : d - 1)])
                .toArray();
    }
}
