package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/**
 * softmax of lines of floats that follow each other: as many lines at a time as a piece has room for, so that short ones too are
 * exponentiated together, and the lines stay in the cache from their greatest element to their sum.
 */
final class FloatSoftmax {

    private final int length;
    private final boolean isLog;
    private final Fold max;
    private final Fold sum;
    private final float[] exponentials;
    private final float[] one = new float[1];

    FloatSoftmax(int length, boolean isLog) {
        this.length = length;
        this.isLog = isLog;
        max = new Fold(BinaryOp.MAXIMUM, Dtype.FLOAT32, length);
        sum = new Fold(BinaryOp.ADD, Dtype.FLOAT32, length);
        exponentials = new float[isLog ? Math.max(length, Fold.PIECE) : 0];
    }

    /** Lines {@code from} to before {@code to} of a, of which the first is at {@code offset}, to c. */
    void lines(float[] a, int offset, float[] c, int from, int to) {
        int together = Math.max(1, Fold.PIECE / length);
        for (int first = from; first < to; first += together) {
            int count = Math.min(together, to - first);
            int at = first * length;
            for (int i = 0; i < count; i++) {
                subtractGreatest(a, offset + at + i * length, c, at + i * length);
            }
            float[] e = isLog ? exponentials : c;
            int start = isLog ? 0 : at;
            Pieces.FLOATS.exp(c, at, e, start, count * length);
            for (int i = 0; i < count; i++) {
                float total = folded(sum, e, start + i * length);
                if (isLog) {
                    subtract(c, at + i * length, (float) Math.log(total), c, at + i * length, length);
                } else {
                    scale(c, at + i * length, 1 / total, length);
                }
            }
        }
    }

    private void subtractGreatest(float[] a, int p, float[] c, int r) {
        subtract(a, p, folded(max, a, p), c, r, length);
    }

    private static void subtract(float[] a, int p, float number, float[] c, int r, int n) {
        for (int i = 0; i < n; i++) {
            c[r + i] = a[p + i] - number;
        }
    }

    private static void scale(float[] c, int r, float factor, int n) {
        for (int i = 0; i < n; i++) {
            c[r + i] *= factor;
        }
    }

    private float folded(Fold fold, float[] a, int at) {
        for (int from = 0; from < length; from += Fold.PIECE) {
            fold.put(from / Fold.PIECE, a, at + from, Math.min(Fold.PIECE, length - from));
        }
        fold.end(one, 0);
        return one[0];
    }
}
