package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** torch.linalg.vector_norm: powers of sizes, summed, and the root of that. */
final class Norms {

    private final double p;
    private final BinaryOp fold;

    private Norms(double p) {
        this.p = p;
        fold = Double.isInfinite(p) ? p > 0 ? BinaryOp.MAXIMUM : BinaryOp.MINIMUM : BinaryOp.ADD;
    }

    /** DJL's, in the sentences of the operator that its PyTorch engine asks. */
    static Operand ofWhole(Recycler recycler, int order, Operand a, int[] axes, boolean keepDims) {
        if (a.dtype().isWhole()) {
            throw Sentences.runtimeError("norm(): input dtype should be either floating point or complex. Got "
                    + a.dtype().scalarType + " instead.");
        }
        boolean[] reduced = Dims.of(a.rank(), axes);
        for (int d = 0; d < reduced.length && order < 0; d++) {
            if (reduced[d] && a.sizes()[d] == 0) {
                throw Sentences.runtimeError("linalg.vector_norm cannot compute the " + order
                        + " norm on the dimension " + d + "because this dimension is empty and the operation does not"
                        + " have an identity");
            }
        }
        return of(recycler, order, a, reduced, keepDims, a.dtype());
    }

    /** Powers and sums are of the numbers in which the dtype is computed. */
    static Operand of(Recycler recycler, double p, Operand a, boolean[] reduced, boolean keepDims, Dtype dtype) {
        Dtype real = dtype == Dtype.COMPLEX64 ? Dtype.FLOAT32 : dtype;
        Dtype wide = Promotion.wide(real);
        Operand sizes = a.dtype() == Dtype.COMPLEX64 ? Each.of(Recycler.NONE, UnaryOp.ABS, 0, a) : a;
        boolean isOne = Reduction.folded(a.sizes(), reduced) == 1;
        Norms norms = new Norms(isOne && p != 0 ? 1 : p);
        Reader.Mapping powers = wide == Dtype.FLOAT32 ? norms::floats : norms::doubles;
        Operand sum = Reduction.of(recycler, norms.fold, powers, sizes, reduced, keepDims, wide, wide, 0, null);
        Storage roots = Storage.allocate(recycler, real, sum.layout().count());
        for (int i = 0; i < sum.layout().count(); i++) {
            roots.setDouble(i, norms.root(sum.storage().getDouble(i)));
        }
        sum.storage().letGo();
        return new Operand(roots, sum.layout());
    }

    private void floats(Object elements, int at, Object powers, int r, int count) {
        float[] a = (float[]) elements;
        float[] c = (float[]) powers;
        if (p == 2) {
            FloatArithmetic.apply(BinaryOp.MUL, a, at, a, at, c, r, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) power(Math.abs(a[at + i]));
        }
    }

    private void doubles(Object elements, int at, Object powers, int r, int count) {
        double[] a = (double[]) elements;
        double[] c = (double[]) powers;
        if (p == 2) {
            DoubleArithmetic.apply(BinaryOp.MUL, a, at, a, at, c, r, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            c[r + i] = power(Math.abs(a[at + i]));
        }
    }

    private double power(double size) {
        return p == 1 || Double.isInfinite(p) ? size : p == 0 ? size != 0 ? 1 : 0 : Math.pow(size, p);
    }

    private double root(double sum) {
        if (p == 2) {
            return Math.sqrt(sum);
        }
        return p == 0 || p == 1 || Double.isInfinite(p) ? sum : Math.pow(sum, 1 / p);
    }
}
