package org.torchmm.comparisons.peers;

import java.lang.reflect.Array;
import org.torchmm.comparisons.Matrices;

/** The one place where elements are moved because a peer cannot read or write them where they lie. */
final class DenseCopies {

    private DenseCopies() {}

    /** {@code x} itself if it is dense, otherwise a dense copy. */
    static <A> Matrices<A> of(Matrices<A> x) {
        Matrices<A> copy = x.isDense() ? x : emptyLike(x);
        copy(x, copy);
        return copy;
    }

    /** New zeros of the shape and element type of {@code x}. */
    @SuppressWarnings("unchecked")
    static <A> Matrices<A> emptyLike(Matrices<A> x) {
        A data = (A) Array.newInstance(x.data().getClass().getComponentType(), x.size());
        return Matrices.dense(data, x);
    }

    /** A dense copy with a matrix of its own for the whole batch. */
    @SuppressWarnings("unchecked")
    static <A> Matrices<A> repeated(Matrices<A> x) {
        int size = x.rows() * x.columns();
        A data = (A) Array.newInstance(x.data().getClass().getComponentType(), Math.multiplyExact(x.batch(), size));
        Matrices<A> copy = new Matrices<>(data, 0, x.batch(), x.rows(), x.columns(), size, x.columns(), 1);
        copy(x, copy);
        return copy;
    }

    /** Each in its own layout, of the same elements; nothing to do where both are the same. */
    static <A> void copy(Matrices<A> from, Matrices<A> to) {
        if (from.equals(to)) {
            return;
        }
        for (int q = 0; q < to.distinct(); q++) {
            Matrices<A> x = from.matrix(q);
            Matrices<A> y = to.matrix(q);
            for (int i = 0; i < to.rows(); i++) {
                row(x, x.offset() + i * x.rowStride(), y, y.offset() + i * y.rowStride());
            }
        }
    }

    private static void row(Matrices<?> from, int i, Matrices<?> to, int j) {
        int n = to.columns();
        int p = from.columnStride();
        int q = to.columnStride();
        if (p == 1 && q == 1) {
            System.arraycopy(from.data(), i, to.data(), j, n);
        } else if (from.data() instanceof float[] x) {
            float[] y = (float[]) to.data();
            for (int k = 0; k < n; k++) {
                y[j + k * q] = x[i + k * p];
            }
        } else if (from.data() instanceof double[] x) {
            double[] y = (double[]) to.data();
            for (int k = 0; k < n; k++) {
                y[j + k * q] = x[i + k * p];
            }
        } else if (from.data() instanceof int[] x) {
            int[] y = (int[]) to.data();
            for (int k = 0; k < n; k++) {
                y[j + k * q] = x[i + k * p];
            }
        } else {
            long[] x = (long[]) from.data();
            long[] y = (long[]) to.data();
            for (int k = 0; k < n; k++) {
                y[j + k * q] = x[i + k * p];
            }
        }
    }
}
