package org.torchmm.heap;

/**
 * Internal: the first of many operations on two floats, and derived from that doubles, in whole vectors, where the JVM has the Vector
 * API. The bits are those of the plain loops, of which C2 makes no vectors where the three arrays begin at different places.
 */
@FunctionalInterface
public interface FloatPairs {

    /** Those of this JVM. */
    FloatPairs BEST = Pieces.best("FloatVectorPairs", (op, a, p, b, q, c, r, count) -> 0, FloatPairs.class);

    /**
     * {@code c[r + i] = a[p + i] op b[q + i]}; c may be a or b from the same place on.
     *
     * @return of how many i, from 0 on, that was done
     */
    int apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count);
}
