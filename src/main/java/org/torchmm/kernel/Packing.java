package org.torchmm.kernel;

/** Copies between operands and workspaces; {@link FloatPacking} is the source of all four implementations. */
interface Packing<A> {

    A newArray(int length);

    int length(A array);

    /**
     * k rows of b's columns j to j + n as a panel: target row kk, column jj at {@code to + kk * toRow + jj}, columns n to
     * toRow zero.
     */
    void panel(Tiles<A> tiles, Matrices<A> b, int q, int k0, int k, int j, int n, A target, int to, int toRow);

    /** m rows of k elements of a, the first of them at {@code from}, row by row {@code toRow} apart. */
    void rows(Tiles<A> tiles, Matrices<A> a, int from, int m, int k, A target, int toRow);

    /** m rows of n elements from a scratch tile into c, or added to it. */
    void unload(A scratch, int scratchRow, int m, int n, A c, int co, int cRow, boolean add);
}
