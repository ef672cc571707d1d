package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;

/** The one place where elements are moved because a peer cannot read or write them where they lie. */
final class DenseCopies {

    private DenseCopies() {}

    /** {@code x} itself if it is dense, otherwise a dense copy. */
    static <A> Matrices<A> of(Matrices<A> x) {
        Matrices<A> copy = Storage.isDense(x) ? x : emptyLike(x);
        copy(x, copy);
        return copy;
    }

    /** New zeros of the shape and element type of {@code x}. */
    static <A> Matrices<A> emptyLike(Matrices<A> x) {
        return Storage.dense(newArray(x, Storage.size(x)), x);
    }

    /** A dense copy with a matrix of its own for the whole batch. */
    static <A> Matrices<A> repeated(Matrices<A> x) {
        int length = Math.multiplyExact(x.batch(), x.rows() * x.columns());
        Matrices<A> copy = Storage.denseBatch(newArray(x, length), x);
        copy(x, copy);
        return copy;
    }

    @SuppressWarnings("unchecked") // an element type has one type of arrays
    private static <A> A newArray(Matrices<A> like, int length) {
        return (A) like.element().newArray(length);
    }

    /** Makes all elements of {@code x} zeros. */
    static <A> void zero(Matrices<A> x) {
        copy(emptyLike(x), x);
    }

    /** Each in its own layout, of the same elements; nothing to do where both are the same. */
    static <A> void copy(Matrices<A> from, Matrices<A> to) {
        if (from.equals(to)) {
            return;
        }
        for (int q = 0; q < Storage.distinct(to); q++) {
            for (int i = 0; i < to.rows(); i++) {
                row(from, Storage.index(from, q, i, 0), to, Storage.index(to, q, i, 0));
            }
        }
    }

    private static void row(Matrices<?> from, int i, Matrices<?> to, int j) {
        int n = to.columns();
        int p = from.columnStride();
        int q = to.columnStride();
        if (p == 1 && q == 1) {
            System.arraycopy(from.data(), i, to.data(), j, n);
            return;
        }
        ElementType type = ElementType.of(to);
        for (int k = 0; k < n; k++) {
            type.setRawBits(to.data(), j + k * q, type.rawBits(from.data(), i + k * p));
        }
    }
}
