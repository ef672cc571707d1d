package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;

/** Copies between operands and workspaces; {@link FloatPacking} is the source of all four implementations. */
interface Packing<A> {

    A newArray(int length);

    int length(A array);

    /** {@code batch} dense row-major matrices, from the start of {@code array}. */
    Matrices<A> matrices(A array, int batch, int rows, int columns);

    /**
     * k rows of n columns of b, the first element of them at {@code from}, as a panel: target row kk, column jj at
     * {@code to + kk * toRow + jj}, columns n to toRow as they are: their products are dropped.
     */
    void panel(Matrices<A> b, int from, int k, int n, A target, int to, int toRow);

    /** m rows of k elements of a, the first of them at {@code from}, row by row {@code toRow} apart from {@code to} on. */
    void rows(Matrices<A> a, int from, int m, int k, A target, int to, int toRow);

    /** m rows of n elements from one row-major place to another. */
    void copy(A from, int fromAt, int fromRow, int m, int n, A to, int toAt, int toRow);

    /** m rows of n elements: 0. */
    void clear(int m, int n, A to, int toAt, int toRow);

    /** m rows of n elements added to others. */
    void add(A from, int fromAt, int fromRow, int m, int n, A to, int toAt, int toRow);
}
