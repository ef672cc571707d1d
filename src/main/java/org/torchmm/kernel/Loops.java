package org.torchmm.kernel;

/**
 * Internal: the arithmetic of {@link ScalarKernel}, one method for each {@link Summation}; {@code A} is the array type.
 *
 * <p>{@link FloatLoops} is the source of all four implementations: KernelGenerator derives the other three at build time.
 */
public interface Loops<A> {

    /** Matrices {@code from} to {@code to} of the batch, summed {@link Summation#SEPARATE}. */
    void separate(Product<A> p, int from, int to);

    /** Rows {@code i0} to {@code i1} of matrix {@code q}, summed {@link Summation#BLOCKED}. */
    void blocked(Product<A> p, int q, int i0, int i1);

    /** Columns {@code j0} to {@code j1} of matrix {@code q}, in {@link Summation#LANES}. */
    void lanes(Product<A> p, int q, int j0, int j1);

    /** The largest square b by which products are spelled out. */
    int SPELLED_OUT = FloatTiny.MOST;

    static boolean isSpelledOut(Matrices<?> b) {
        return b.rows() == b.columns() && b.rows() >= 1 && b.rows() <= SPELLED_OUT;
    }
}
