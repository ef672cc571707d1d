package org.torchmm.comparisons.peers;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.IntStream;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;

/** One product of two dense matrices after the other, for libraries that have neither batches nor offsets into an array. */
final class MatrixLoop {

    /** All of {@code data}, row by row: the matrix, {@code rows} x {@code columns}, or its transpose. */
    record Matrix<A>(A data, int rows, int columns, boolean isTransposed) {

        /** In the array where it lies if nothing else is there, otherwise in a copy. */
        private static <A> Matrix<A> of(Matrices<A> x) {
            boolean isTransposed = !Storage.isDense(x) && Storage.isDense(x.transposed());
            Matrices<A> stored = isTransposed ? x.transposed() : x;
            Matrices<A> whole = isWhole(stored) ? stored : DenseCopies.emptyLike(stored);
            DenseCopies.copy(stored, whole);
            return new Matrix<>(whole.data(), x.rows(), x.columns(), isTransposed);
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

    static <A> PreparedProduct prepare(Matrices<A> a, Matrices<A> b, Matrices<A> c, Multiply<A> multiply) {
        List<Matrix<A>> x = matrices(a);
        List<Matrix<A>> y = matrices(b);
        List<Matrices<A>> results = IntStream.range(0, c.batch())
                .mapToObj(q -> Storage.matrix(c, q))
                .map(z -> isWhole(z) ? z : DenseCopies.emptyLike(z))
                .toList();
        List<Matrix<A>> z = results.stream().map(Matrix::of).toList();
        return new PreparedProduct() {
            @Override
            public void run() {
                for (int q = 0; q < z.size(); q++) {
                    multiply.run(x.get(q % x.size()), y.get(q % y.size()), z.get(q));
                }
            }

            @Override
            public void read() {
                for (int q = 0; q < z.size(); q++) {
                    DenseCopies.copy(results.get(q), Storage.matrix(c, q));
                }
            }
        };
    }

    /** One for the whole batch, or one each. */
    private static <A> List<Matrix<A>> matrices(Matrices<A> x) {
        return IntStream.range(0, Storage.distinct(x))
                .mapToObj(q -> Storage.matrix(x, q))
                .map(Matrix::of)
                .toList();
    }

    private static boolean isWhole(Matrices<?> x) {
        return Storage.isDense(x) && x.offset() == 0 && Array.getLength(x.data()) == Storage.size(x);
    }
}
