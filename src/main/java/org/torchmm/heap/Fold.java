package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/**
 * Many numbers made one by an operation of two, halving a piece again and again: the halves meet in the vectorised loops of that
 * operation, and a sum of floats is as accurate as one by pairs, as libtorch's cascade is.
 */
final class Fold {

    private final BinaryOp op;
    private final Dtype wide;
    private final int parts;

    /** Elements of a piece where they need no buffer: two of a half fit into the cache. */
    static final int PIECE = 4096;

    /** The results of pieces, of which many are folded in turn. */
    private final Object partial;

    private final int capacity;
    private final Object half;
    private int count;

    Fold(BinaryOp op, Dtype wide, int length) {
        this.op = op;
        this.wide = wide;
        parts = Storage.parts(wide);
        capacity = Math.min(Reader.PIECE, length / Reader.PIECE + 2);
        partial = Storage.newArray(wide, capacity);
        half = Storage.newArray(wide, Math.min(PIECE, length) / 2 + 1);
    }

    /** Takes a piece in. */
    void add(Object piece, int at, int n) {
        if (count == capacity) {
            int all = count;
            count = 0;
            fold(partial, 0, all, 0);
            count = 1;
        }
        fold(piece, at, n, count++);
    }

    /** Puts what all pieces come to at an index, and begins anew. */
    void end(Object result, int at) {
        if (count > 1) {
            fold(partial, 0, count, 0);
        }
        System.arraycopy(partial, 0, result, parts * at, parts);
        count = 0;
    }

    private void fold(Object piece, int at, int n, int to) {
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
