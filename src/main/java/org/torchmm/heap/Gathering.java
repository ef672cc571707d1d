package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.MemoryOrder;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.ViewRules;

/** Elements by an array of indices: torch.gather, torch.take, torch.masked_select and torch.where. */
final class Gathering {

    private Gathering() {}

    /** Along a dimension, at each place the element that the index names there. */
    static Operand gather(Recycler recycler, Operand a, Operand index, int axis) {
        int dim = ViewRules.dimension(axis, a.rank());
        checkIndex(a, index, dim);
        Storage result = Storage.allocate(recycler, a.dtype(), index.layout().count());
        Layout layout = index.layout();
        int rank = index.rank();
        long size = a.rank() == 0 ? 1 : a.sizes()[dim];
        for (int i = 0; i < layout.count(); i++) {
            int left = i;
            int from = a.layout().offset();
            int at = layout.offset();
            for (int d = rank - 1; d >= 0; d--) {
                int place = left % (int) layout.sizes()[d];
                left /= (int) layout.sizes()[d];
                at += place * (int) layout.strides()[d];
                from += d == dim || a.rank() == 0 ? 0 : place * (int) a.strides()[d];
            }
            long chosen = index.storage().getLong(at);
            if (chosen < 0 || chosen >= size) {
                throw Sentences.runtimeError(
                        "index " + chosen + " is out of bounds for dimension " + dim + " with size " + size);
            }
            Picked.move(a.storage(), from + (a.rank() == 0 ? 0 : (int) (chosen * a.strides()[dim])), result, i);
        }
        return new Operand(result, Layout.contiguous(layout.sizes()));
    }

    private static void checkIndex(Operand a, Operand index, int dim) {
        if (index.layout().count() == 0) {
            return;
        }
        if (Math.max(1, a.rank()) != Math.max(1, index.rank())) {
            throw Sentences.runtimeError("Index tensor must have the same number of dimensions as input tensor");
        }
        for (int d = 0; d < Math.min(a.rank(), index.rank()); d++) {
            if (d != dim && index.sizes()[d] > a.sizes()[d]) {
                throw Sentences.runtimeError("Size does not match at dimension " + d + " expected index "
                        + Arrays.toString(index.sizes()) + " to be no larger than self " + Arrays.toString(a.sizes())
                        + " apart from dimension " + dim);
            }
        }
    }

    /** Of all elements in row-major order those that the index names. */
    static Operand take(Recycler recycler, Operand a, Operand index) {
        long size = a.layout().count();
        if (size == 0 && index.layout().count() > 0) {
            throw Sentences.indexError("take(): tried to take from an empty tensor");
        }
        Storage dense =
                a.layout().isContiguous() ? null : Copies.dense(Recycler.NONE, a.storage(), a.layout(), a.dtype());
        Storage source = dense == null ? a.storage() : dense;
        int first = dense == null ? a.layout().offset() : 0;
        Storage result = Storage.allocate(recycler, a.dtype(), index.layout().count());
        index.layout().forEachRow((from, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                long at = index.storage().getLong(offset + i * stride);
                if (at < -size || at >= size) {
                    throw Sentences.indexError(
                            "out of range: tried to access index " + at + " on a tensor of " + size + " elements.");
                }
                Picked.move(source, first + (int) (at < 0 ? at + size : at), result, from + i);
            }
        });
        return new Operand(result, Layout.contiguous(index.sizes()));
    }

    /** Those where the mask, broadcast, is true; one dimension. */
    static Operand select(Recycler recycler, Operand a, Operand mask) {
        if (mask.dtype() != Dtype.BOOL) {
            throw Sentences.runtimeError("masked_select: expected BoolTensor for mask");
        }
        long[] sizes = Sizes.broadcast(a.sizes(), mask.sizes());
        Operand places = Tiling.nonzero(
                Recycler.NONE, new Operand(mask.storage(), mask.layout().expanded(sizes)));
        Layout from = a.layout().expanded(sizes);
        long[] indices = (long[]) places.storage().data;
        int rank = sizes.length;
        int count = (int) places.sizes()[0];
        Storage result = Storage.allocate(recycler, a.dtype(), count);
        for (int i = 0; i < count; i++) {
            int at = from.offset();
            for (int d = 0; d < rank; d++) {
                at += (int) (indices[i * rank + d] * from.strides()[d]);
            }
            Picked.move(a.storage(), at, result, i);
        }
        return new Operand(result, Layout.contiguous(count));
    }

    /** Where the condition holds, of the one, else of the other. */
    static Operand where(Recycler recycler, Operand condition, Operand a, Operand b) {
        return where(recycler, condition, a, b, ResultType.of(a, b), null);
    }

    /** libtorch takes one of uint8 as a copy of it in bool. */
    private static Operand ordered(Operand condition) {
        if (condition.dtype() == Dtype.BOOL) {
            return condition;
        }
        long[] strides = MemoryOrder.ofCopy(condition.sizes(), condition.strides());
        return new Operand(condition.storage(), new Layout(condition.sizes(), strides, 0));
    }

    /** In a dtype; written at once into an array that is given where it can be, null for none. */
    static Operand where(Recycler recycler, Operand condition, Operand a, Operand b, Dtype dtype, Operand out) {
        Sentences.refuse(ElementwiseRules.condition(condition.dtype()));
        long[] sizes = Sizes.broadcast(Sizes.broadcast(condition.sizes(), a.sizes()), b.sizes());
        Sweep sweep = Sweep.of(
                        sizes,
                        Sweep.form(ordered(condition), condition.dtype()),
                        Sweep.form(a, dtype),
                        Sweep.form(b, dtype))
                .into(out, dtype);
        Storage result = sweep.allocate(recycler, dtype);
        int first = sweep.through(result).layout().offset();
        Operand truths = sweep.of(condition);
        Storage other = Copies.dense(Recycler.NONE, b.storage(), sweep.of(b).layout(), dtype);
        Copies.copy(a.storage(), sweep.of(a).layout(), result, first);
        truths.layout().forEachRow((from, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                if (!Convert.isTrue(truths.storage(), offset + i * stride)) {
                    Picked.move(other, from + i, result, first + from + i);
                }
            }
        });
        return sweep.array(result);
    }
}
