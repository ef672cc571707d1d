package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/**
 * Many numbers made one by an operation of two, a piece at a time, then the results of the pieces, and so on: the same bits in
 * whatever order, and on whatever threads, pieces come. Floats and doubles by {@link FloatFolds}; others by halving a piece again and
 * again, whose halves meet in the loops of the operation. Either way a sum is as accurate as libtorch's cascade.
 */
final class Fold {

    /** Elements of a piece but the last. */
    static final int PIECE = 2048;

    private final BinaryOp op;
    private final Dtype wide;
    private final int parts;
    private final int count;

    /** The results of pieces. */
    private final Object partial;

    /** Of so many numbers. */
    Fold(BinaryOp op, Dtype wide, int length) {
        this.op = op;
        this.wide = wide;
        parts = Storage.parts(wide);
        count = (length + PIECE - 1) / PIECE;
        partial = Storage.newArray(wide, count);
    }

    /** Takes the {@code i}-th piece in. */
    void put(int i, Object piece, int at, int n) {
        fold(piece, at, n, i);
    }

    /** Puts what all pieces come to at an index, and begins anew. */
    void end(Object result, int at) {
        for (int left = count; left > 1; left = (left + PIECE - 1) / PIECE) {
            for (int i = 0; i * PIECE < left; i++) {
                fold(partial, i * PIECE, Math.min(PIECE, left - i * PIECE), i);
            }
        }
        System.arraycopy(partial, 0, result, parts * at, parts);
    }

    private void fold(Object piece, int at, int n, int to) {
        if (wide == Dtype.FLOAT32) {
            ((float[]) partial)[to] = FloatFolds.BEST.apply(op, (float[]) piece, at, n);
        } else if (wide == Dtype.FLOAT64) {
            ((double[]) partial)[to] = DoubleFolds.BEST.apply(op, (double[]) piece, at, n);
        } else {
            halve(piece, at, n, to);
        }
    }

    private void halve(Object piece, int at, int n, int to) {
        Object half = Storage.newArray(wide, n / 2 + 1);
        Object from = piece;
        int first = at;
        int left = n;
        while (left > 1) {
            int lower = left - left / 2;
            Pairs.apply(op, wide, from, first, from, first + lower, half, 0, left / 2);
            if (left % 2 == 1) {
                System.arraycopy(from, parts * (first + lower - 1), half, parts * (lower - 1), parts);
            }
            from = half;
            first = 0;
            left = lower;
        }
        System.arraycopy(from, parts * first, partial, parts * to, parts);
    }
}
