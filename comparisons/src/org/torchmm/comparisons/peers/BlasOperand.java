package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.Matrices;

/** An operand as BLAS takes it: rows {@code leading} elements apart, of the matrix or of its transpose. */
record BlasOperand<A>(Matrices<A> operand, boolean isTransposed, int leading) {

    /** The operand where it lies, or a dense copy of one that BLAS cannot describe. */
    static <A> BlasOperand<A> of(Matrices<A> x) {
        if (hasRows(x)) {
            return new BlasOperand<>(x, false, leading(x));
        }
        if (hasRows(x.transposed())) {
            return new BlasOperand<>(x, true, leading(x.transposed()));
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

    A data() {
        return operand.data();
    }

    /** Index of the first element of matrix {@code q}. */
    int at(int q) {
        return operand.offset() + q * operand.batchStride();
    }

    int rows() {
        return operand.rows();
    }

    int columns() {
        return operand.columns();
    }
}
