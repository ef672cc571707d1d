package org.torchmm.comparisons.peers;

import java.lang.reflect.Array;

/** One product of two dense matrices after the other, for libraries that have neither batches nor offsets into an array. */
final class MatrixLoop {

    /** All of {@code data}, row by row: the matrix, {@code rows} x {@code columns}, or its transpose. */
    record Matrix<A>(A data, int rows, int columns, boolean isTransposed) {

        private static <A> Matrix<A> of(Operand<A> x) {
            boolean isTransposed = !x.isDense() && x.transposed().isDense();
            return new Matrix<>(array(isTransposed ? x.transposed() : x), x.rows(), x.columns(), isTransposed);
        }

        /** The rows that lie in {@code data}: those of the transpose if that is what lies there. */
        int storedRows() {
            return isTransposed ? columns : rows;
        }

        int storedColumns() {
            return isTransposed ? rows : columns;
        }
    }

    /** c = a x b; c is not transposed. */
    interface Multiply<A> {
        void run(Matrix<A> a, Matrix<A> b, Matrix<A> c);
    }

    private MatrixLoop() {}

    static <A> void run(Operand<A> a, Operand<A> b, Operand<A> c, Multiply<A> multiply) {
        Matrix<A> x = null;
        Matrix<A> y = null;
        for (int q = 0; q < c.batch(); q++) {
            x = x != null && a.isShared() ? x : Matrix.of(a.matrix(q));
            y = y != null && b.isShared() ? y : Matrix.of(b.matrix(q));
            Operand<A> z = c.matrix(q);
            Operand<A> result = isWhole(z) ? z : DenseCopies.emptyLike(z);
            multiply.run(x, y, new Matrix<>(result.data(), c.rows(), c.columns(), false));
            if (result != z) {
                DenseCopies.copy(result, z);
            }
        }
    }

    /** The array of {@code x} if there is nothing else in it, otherwise a copy. */
    private static <A> A array(Operand<A> x) {
        if (isWhole(x)) {
            return x.data();
        }
        Operand<A> copy = DenseCopies.emptyLike(x);
        DenseCopies.copy(x, copy);
        return copy.data();
    }

    private static boolean isWhole(Operand<?> x) {
        return x.isDense() && x.offset() == 0 && Array.getLength(x.data()) == x.size();
    }
}
