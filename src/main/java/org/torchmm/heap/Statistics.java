package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;
import org.torchmm.rules.ResultType;

/** Sums, means, products, greatest and least elements, with the dtypes and refusals of libtorch's. */
final class Statistics {

    private Statistics() {}

    /** Elements are converted to a dtype first; null for the one that libtorch chooses. */
    static Operand sum(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims, Dtype chosen) {
        return into(recycler, BinaryOp.ADD, a, reduced, keepDims, chosen, null);
    }

    /** Elements are converted to a dtype first; null for the one that libtorch chooses. */
    static Operand prod(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims, Dtype chosen) {
        return into(recycler, BinaryOp.MUL, a, reduced, keepDims, chosen, null);
    }

    /** A sum or a product, written at once into an array that is given where it can be; null for none. */
    static Operand into(
            Recycler recycler, BinaryOp op, Operand a, boolean[] reduced, boolean keepDims, Dtype chosen, Operand out) {
        Dtype dtype = chosen == null ? summed(a.dtype()) : chosen;
        return Reduction.into(recycler, op, a, reduced, keepDims, dtype, op == BinaryOp.MUL ? 1 : 0, out);
    }

    /** In what sums of a dtype are. */
    static Dtype summed(Dtype dtype) {
        return dtype.isWhole() ? Dtype.INT64 : dtype;
    }

    /** Of halves the quotient alone is rounded to one. */
    static Operand mean(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims, Dtype chosen) {
        return mean(recycler, a, reduced, keepDims, chosen, null);
    }

    /** The same, written at once into an array that is given where it can be; null for none. */
    static Operand mean(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims, Dtype chosen, Operand out) {
        Dtype dtype = chosen == null ? a.dtype() : chosen;
        Dtype wide = Promotion.wide(dtype);
        Operand sum = Reduction.of(recycler, BinaryOp.ADD, a, reduced, keepDims, wide, wide, 0);
        Operand count = Numbers.of((double) Reduction.folded(a.sizes(), reduced));
        Operand divisor = count.as(Dtype.FLOAT32);
        ResultType type = new ResultType().with(sum).with(divisor);
        Storage mean = Pairs.of(recycler, BinaryOp.DIV, sum, divisor, type, out).storage();
        sum.storage().letGo();
        if (wide == dtype) {
            return new Operand(mean, sum.layout());
        }
        Operand narrow = new Operand(Copies.dense(recycler, mean, sum.layout(), dtype), sum.layout());
        mean.letGo();
        return narrow;
    }

    /** The greatest, or least, of all; NaN if one is. */
    static Operand extreme(Recycler recycler, BinaryOp op, Operand a) {
        ReductionRules.greatest(name(op), a);
        return Reduction.of(recycler, op, a, Dims.of(a.rank()), false, a.dtype(), a.dtype(), 0);
    }

    /** Along dimensions. */
    static Operand extreme(Recycler recycler, BinaryOp op, Operand a, boolean[] reduced, boolean keepDims) {
        ReductionRules.greatest(name(op), a, reduced);
        return Reduction.of(recycler, op, a, reduced, keepDims, a.dtype(), a.dtype(), 0);
    }

    private static String name(BinaryOp op) {
        return op == BinaryOp.MAXIMUM ? "max" : "min";
    }

    /** Whether all, or any, are other than 0. */
    static Operand truths(Recycler recycler, BinaryOp op, Operand a, boolean[] reduced, boolean keepDims, Dtype dtype) {
        int identity = op == BinaryOp.AND ? 1 : 0;
        return Reduction.of(recycler, op, a, reduced, keepDims, Dtype.BOOL, dtype, identity);
    }
}
