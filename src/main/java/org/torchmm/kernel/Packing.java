package org.torchmm.kernel;

/** Copies between operands and workspaces; {@link FloatPacking} is the source of all four implementations. */
interface Packing<A> {

    A newArray(int length);

    int length(A array);

    /** Operands for tiles that are run only to be compiled: a, b and c all in one array, rows {@code lanes} apart. */
    TileOperands<A> practice(A array, int lanes);

    /**
     * k rows of b's columns j to j + n as a panel: target row kk, column jj at {@code to + kk * toRow + jj}, columns n to
     * toRow as they are: their products are dropped.
     */
    void panel(Matrices<A> b, int q, int k0, int k, int j, int n, A target, int to, int toRow);

    /** m rows of k elements of a, the first of them at {@code from}, row by row {@code toRow} apart. */
    void rows(Matrices<A> a, int from, int m, int k, A target, int toRow);

    /** m rows of n elements from one row-major place to another. */
    void copy(A from, int fromAt, int fromRow, int m, int n, A to, int toAt, int toRow);

    /** n elements added to others. */
    void add(A from, int fromAt, int n, A to, int toAt);
}
