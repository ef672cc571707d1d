package org.torchmm.heap;

import org.torchmm.rules.Contraction;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.MatrixGroups;

/** Two operands whose dimensions are aligned to one: by a kernel where something is summed, else element by element. */
final class PairContraction {

    private final KernelProducts products;
    private final Recycler recycler;

    PairContraction(KernelProducts products, Recycler recycler) {
        this.products = products;
        this.recycler = recycler;
    }

    /** With the dimensions that are summed over of size 1; a dtype of whole numbers is summed first in int64. */
    Operand of(Operand a, Operand b, Contraction step) {
        Operand x = step.sumsA() ? Statistics.sum(recycler, a, step.summedA(), true, null) : a;
        Operand y = step.sumsB() ? Statistics.sum(recycler, b, step.summedB(), true, null) : b;
        try {
            step.check(x, y);
            return step.isElementwise() && !isOuter(x, y, step) ? elementwise(x, y) : contracted(x, y, step);
        } finally {
            letGo(x, a);
            letGo(y, b);
        }
    }

    /** Each element with each, which a kernel multiplies faster, summing over one. */
    private static boolean isOuter(Operand a, Operand b, Contraction step) {
        return a.dtype() == b.dtype() && a.dtype() != Dtype.BOOL && step.rows().length > 0 && step.columns().length > 0;
    }

    private static void letGo(Operand made, Operand given) {
        if (made != given) {
            made.storage().letGo();
        }
    }

    /** mul, in libtorch's order of elements. */
    Operand elementwise(Operand a, Operand b) {
        return Pairs.of(recycler, BinaryOp.MUL, a, b);
    }

    private Operand contracted(Operand a, Operand b, Contraction step) {
        long[] sizes = step.sizes(a.sizes(), b.sizes());
        Dtype dtype = b.dtype();
        Dtype wide = Promotion.wide(dtype);
        if (wide == dtype || a.layout().count() == 0 || b.layout().count() == 0) {
            return multiplied(a, b, step, sizes);
        }
        Operand x = a.widened(recycler, wide);
        Operand y = b.widened(recycler, wide);
        Operand c = multiplied(x, y, step, sizes);
        x.storage().letGo();
        y.storage().letGo();
        Layout all = Layout.contiguous(c.layout().count());
        Operand narrowed = new Operand(Copies.dense(recycler, c.storage(), all, dtype), c.layout());
        c.storage().letGo();
        return narrowed;
    }

    private Operand multiplied(Operand a, Operand b, Contraction step, long... sizes) {
        MatrixGroups groups = MatrixGroups.of(step, a, b);
        Operand x = groups.hasInner(a) ? a : packed(a, groups.innerLast(a.rank()));
        Operand y = groups.hasInner(b) ? b : packed(b, groups.innerLast(b.rank()));
        MatrixGroups packed = x == a && y == b ? groups : MatrixGroups.of(step, x, y);
        Operand c = products.product(packed::product, x, y, b.dtype(), recycler);
        letGo(x, a);
        letGo(y, b);
        return new Operand(c.storage(), new Layout(sizes, packed.resultStrides(sizes), 0));
    }

    /** A copy whose elements follow each other in that order of dimensions. */
    private Operand packed(Operand operand, int... order) {
        Layout from = operand.layout().permuted(order);
        Storage copy = Copies.dense(recycler, operand.storage(), from, operand.dtype());
        return new Operand(copy, Layout.contiguous(from.sizes()).permuted(Orders.inverse(order)));
    }
}
