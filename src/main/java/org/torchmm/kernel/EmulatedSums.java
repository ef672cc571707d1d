package org.torchmm.kernel;

/** Loops without an instruction for fused multiply-add, over so many elements of c at once that they are long. */
abstract class EmulatedSums<A> implements Loops<A> {

    /** Elements side by side. */
    static final int WIDTH = 256;

    /** Elements side by side that are worth the loops over them. */
    static final int FEW = 4;

    /** Columns so few that rows are taken side by side where there are more of those. */
    private static final int NARROW = 32;

    @Override
    public final void blocked(Product<A> p, int q, int i0, int i1) {
        if (Math.max(p.n(), i1 - i0) < FEW) {
            few(p, q, i0, i1);
        } else if (p.n() < Math.min(NARROW, i1 - i0)) {
            blocked(p.transposed(), q, 0, p.n(), i0, i1);
        } else {
            blocked(p, q, i0, i1, 0, p.n());
        }
    }

    /** Rows i0 to i1 of few columns. */
    abstract void few(Product<A> p, int q, int i0, int i1);

    /** Rows i0 to i1 and columns j0 to j1. */
    abstract void blocked(Product<A> p, int q, int i0, int i1, int j0, int j1);
}
