package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** Sums, means, products, greatest and least elements and norms, with the dtypes and refusals of libtorch's. */
final class Statistics {

    private Statistics() {}

    static Operand sum(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims) {
        Dtype dtype = a.dtype().isWhole() ? Dtype.INT64 : a.dtype();
        return Reduction.of(recycler, BinaryOp.ADD, a, reduced, keepDims, dtype, dtype, 0);
    }

    static Operand prod(Recycler recycler, Operand a, boolean[] reduced, boolean keepDims) {
        Dtype dtype = a.dtype().isWhole() ? Dtype.INT64 : a.dtype();
        return Reduction.of(recycler, BinaryOp.MUL, a, reduced, keepDims, dtype, dtype, 1);
    }

    /** Of halves the quotient alone is rounded to one. */
    static Operand mean(Recycler recycler, Operand a, int[] axes, boolean keepDims) {
        if (a.dtype().isWhole()) {
            throw Sentences.runtimeError("mean(): could not infer output dtype. Input dtype must be either a floating"
                    + " point or complex dtype. Got: " + a.dtype().scalarType);
        }
        boolean[] reduced = Dims.of(a.rank(), axes);
        Dtype wide = Promotion.wide(a.dtype());
        Operand sum = Reduction.of(recycler, BinaryOp.ADD, a, reduced, keepDims, wide, wide, 0);
        Operand mean = Pairs.of(
                recycler,
                BinaryOp.DIV,
                sum,
                Numbers.of((double) Reduction.folded(a.sizes(), reduced)).as(Dtype.FLOAT32));
        sum.storage().letGo();
        if (wide == a.dtype()) {
            return mean;
        }
        Operand narrow = new Operand(Copies.dense(recycler, mean.storage(), mean.layout(), a.dtype()), mean.layout());
        mean.storage().letGo();
        return narrow;
    }

    /** The greatest, or least, of all; NaN if one is. */
    static Operand extreme(Recycler recycler, BinaryOp op, Operand a) {
        String name = name(op);
        if (a.layout().count() == 0) {
            throw Sentences.runtimeError(name + "(): Expected reduction dim to be specified for input.numel() == 0."
                    + " Specify the reduction dim with the 'dim' argument.");
        }
        if (a.dtype() == Dtype.COMPLEX64) {
            throw Sentences.notImplemented(name + "_all", a.dtype());
        }
        return Reduction.of(recycler, op, a, Dims.of(a.rank()), false, a.dtype(), a.dtype(), 0);
    }

    /** Along dimensions. */
    static Operand extreme(Recycler recycler, BinaryOp op, Operand a, boolean[] reduced, boolean keepDims) {
        checkNotEmpty(name(op), a, reduced);
        if (a.dtype() == Dtype.COMPLEX64) {
            throw Sentences.runtimeError(name(op) + "(): does not support complex input");
        }
        return Reduction.of(recycler, op, a, reduced, keepDims, a.dtype(), a.dtype(), 0);
    }

    private static String name(BinaryOp op) {
        return op == BinaryOp.MAXIMUM ? "max" : "min";
    }

    static void checkNotEmpty(String name, Operand a, boolean... reduced) {
        for (int d = 0; d < reduced.length; d++) {
            if (reduced[d] && a.sizes()[d] == 0) {
                throw Sentences.runtimeError(name + "(): Expected reduction dim " + d + " to have non-zero size.");
            }
        }
    }

    /** Whether all, or any, are other than 0. */
    static Operand truths(Recycler recycler, BinaryOp op, Operand a) {
        return Reduction.of(
                recycler, op, a, Dims.of(a.rank()), false, Dtype.BOOL, Dtype.BOOL, op == BinaryOp.AND ? 1 : 0);
    }

    /** torch.linalg.vector_norm. */
    static Operand norm(Recycler recycler, int order, Operand a, int[] axes, boolean keepDims) {
        if (a.dtype().isWhole()) {
            throw Sentences.runtimeError("norm(): input dtype should be either floating point or complex. Got "
                    + a.dtype().scalarType + " instead.");
        }
        boolean[] reduced = Dims.of(a.rank(), axes);
        checkIdentity(order, a, reduced);
        Dtype real = a.dtype() == Dtype.COMPLEX64 ? Dtype.FLOAT32 : a.dtype();
        Operand sizes = a.dtype() == Dtype.COMPLEX64 ? Each.of(Recycler.NONE, UnaryOp.ABS, 0, a) : a;
        Operand sum = Reduction.powers(recycler, order, sizes, reduced, keepDims);
        double[] sums = (double[]) sum.storage().data;
        Storage norms = Storage.allocate(recycler, real, sum.layout().count());
        for (int i = 0; i < sum.layout().count(); i++) {
            norms.setDouble(i, order == 0 ? sums[i] : order == 2 ? Math.sqrt(sums[i]) : Math.pow(sums[i], 1.0 / order));
        }
        sum.storage().letGo();
        return new Operand(norms, sum.layout());
    }

    private static void checkIdentity(int order, Operand a, boolean... reduced) {
        for (int d = 0; d < reduced.length && order < 0; d++) {
            if (reduced[d] && a.sizes()[d] == 0) {
                throw Sentences.runtimeError("linalg.vector_norm cannot compute the " + order
                        + " norm on the dimension " + d + "because this dimension is empty and the operation does not"
                        + " have an identity");
            }
        }
    }
}
