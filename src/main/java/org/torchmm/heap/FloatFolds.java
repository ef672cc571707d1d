package org.torchmm.heap;

/** Internal: many floats, and derived from that doubles, made one, whose bits are those of {@link FloatLanes} whoever folds. */
@FunctionalInterface
public interface FloatFolds {

    /** Of this JVM. */
    FloatFolds BEST = Pieces.best("FloatVectorFolds", FloatLanes::fold, FloatFolds.class);

    /**
     * Of at least one number; NaN if one is.
     *
     * @param op ADD, MUL, MAXIMUM or MINIMUM
     */
    float apply(BinaryOp op, float[] a, int p, int count);
}
