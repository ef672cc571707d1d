package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.MemoryOrder;
import org.torchmm.rules.MemoryOrder.Form;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.Strides;

/**
 * A new array in libtorch's memory order, and the order in which its elements, and those that they are computed of, are gone through:
 * that of the new memory, so that it is written from its first element to its last.
 *
 * @param sizes of the new array
 * @param strides of the new array
 * @param order its dimensions, the outermost first; null where they are in order
 * @param out the array, where it is one that is given; null for a new one
 */
record Sweep(long[] sizes, long[] strides, int[] order, Operand out) {

    /** Of what is computed of operands that meet in a dtype: others are converted first. */
    static Sweep of(long[] sizes, Dtype common, Operand... operands) {
        Form[] forms = new Form[operands.length];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form(operands[i], common == null ? operands[i].dtype() : common);
        }
        return of(sizes, forms);
    }

    static Sweep of(long[] sizes, Form... forms) {
        return of(sizes, MemoryOrder.ofResult(sizes, forms), null);
    }

    /** What an operand says of the order, converted to a dtype. */
    static Form form(Operand a, Dtype dtype) {
        return a.dtype() == dtype ? Form.of(a) : Form.of(a).copied();
    }

    /** Row-major. */
    static Sweep inOrder(long... sizes) {
        return new Sweep(sizes, Strides.contiguous(sizes), null, null);
    }

    /** That of an array that is given, where it has the dtype of what is computed, and its elements follow each other; else this one. */
    Sweep into(Operand given, Dtype dtype) {
        if (given == null || given.dtype() != dtype || Sizes.elements(sizes) == 0) {
            return this;
        }
        Sweep sweep = of(given.sizes(), given.strides(), given);
        return sweep.through(given.storage()).layout().isContiguous() ? sweep : this;
    }

    /** Of a copy. */
    static Sweep ofCopy(Operand a) {
        return of(a.sizes(), MemoryOrder.ofCopy(a.sizes(), a.strides()), null);
    }

    private static Sweep of(long[] sizes, long[] strides, Operand out) {
        boolean isInOrder = Strides.isContiguous(sizes, strides);
        return new Sweep(sizes, strides, isInOrder ? null : outermostFirst(sizes, strides), out);
    }

    private static int[] outermostFirst(long[] sizes, long[] strides) {
        int[] order = new int[sizes.length];
        for (int d = 0; d < order.length; d++) {
            int at = d;
            for (; at > 0 && isInside(sizes, strides, order[at - 1], d); at--) {
                order[at] = order[at - 1];
            }
            order[at] = d;
        }
        return order;
    }

    private static boolean isInside(long[] sizes, long[] strides, int dim, int other) {
        return strides[dim] < strides[other] || strides[dim] == strides[other] && sizes[dim] > sizes[other];
    }

    /** Memory for it. */
    Storage allocate(Recycler recycler, Dtype dtype) {
        return out == null ? Storage.allocate(recycler, dtype, Creation.count(sizes)) : out.storage();
    }

    /** An operand's elements, broadcast, as they are gone through. */
    Operand of(Operand operand) {
        Layout all = operand.layout().expanded(sizes);
        return new Operand(operand.storage(), order == null ? all : all.permuted(order));
    }

    /** The new elements as they are gone through: one after another. */
    Operand through(Storage result) {
        if (out != null) {
            return new Operand(
                    result, order == null ? out.layout() : out.layout().permuted(order));
        }
        long[] inOrder = sizes;
        if (order != null) {
            inOrder = new long[sizes.length];
            for (int d = 0; d < order.length; d++) {
                inOrder[d] = sizes[order[d]];
            }
        }
        return new Operand(result, Layout.contiguous(inOrder));
    }

    /** The new array. */
    Operand array(Storage result) {
        return out == null ? new Operand(result, new Layout(sizes, strides, 0)) : out;
    }
}
