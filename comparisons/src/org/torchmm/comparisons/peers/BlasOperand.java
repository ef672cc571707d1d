package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;

/**
 * An operand as BLAS takes it: rows {@code leading} elements apart, of the matrix or of its transpose.
 *
 * @param <A> an array, or native memory
 * @param shape sizes and strides; its own data are of no account
 */
record BlasOperand<A>(A data, int offset, Matrices<?> shape, boolean isTransposed, int leading) {

    /** The operand where it lies, or a dense copy of one that BLAS cannot describe. */
    static <A> BlasOperand<A> of(Matrices<A> x) {
        if (hasRows(x)) {
            return new BlasOperand<>(x.data(), x.offset(), x, false, leading(x));
        }
        if (hasRows(x.transposed())) {
            return new BlasOperand<>(x.data(), x.offset(), x, true, leading(x.transposed()));
        }
        return of(DenseCopies.of(x));
    }

    /** Whether each row is without gaps and ends before the next begins. */
    static boolean hasRows(Matrices<?> x) {
        return (x.columns() == 1 || x.columnStride() == 1) && (x.rows() == 1 || x.rowStride() >= x.columns());
    }

    private static int leading(Matrices<?> x) {
        return x.rows() == 1 ? x.columns() : x.rowStride();
    }

    /** The same from the start of {@code memory}, which holds the {@link #span}. */
    <P> BlasOperand<P> in(P memory) {
        return new BlasOperand<>(memory, 0, shape, isTransposed, leading);
    }

    /** The elements from the first to the last, gaps included. */
    int span() {
        return Storage.span(shape);
    }

    /** Index of the first element of matrix {@code q}. */
    int at(int q) {
        return offset + q * shape.batchStride();
    }

    int batch() {
        return shape.batch();
    }

    int rows() {
        return shape.rows();
    }

    int columns() {
        return shape.columns();
    }
}
