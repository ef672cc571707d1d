package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;

/**
 * softmax of lines of floats, and derived from that doubles, that follow each other: as many lines at a time as a piece has room for, so
 * that short ones too are exponentiated together, and the lines stay in the cache from their greatest element to their sum.
 */
final class FloatSoftmax {

    private final int length;
    private final boolean isLog;
    private final Fold max;
    private final Fold sum;
    private final float[] exponentials;
    private final float[] numbers;
    private final float[] one = new float[1];

    FloatSoftmax(int length, boolean isLog) {
        this.length = length;
        this.isLog = isLog;
        max = new Fold(BinaryOp.MAXIMUM, Dtype.FLOAT32, length);
        sum = new Fold(BinaryOp.ADD, Dtype.FLOAT32, length);
        exponentials = new float[isLog ? Math.max(length, Fold.PIECE) : 0];
        numbers = new float[Math.min(length, Fold.PIECE)];
    }

    /** Lines {@code from} to before {@code to} of a, of which the first is at {@code offset}, to c. */
    void lines(float[] a, int offset, float[] c, int from, int to) {
        int together = Math.max(1, Fold.PIECE / length);
        for (int first = from; first < to; first += together) {
            int count = Math.min(together, to - first);
            int at = first * length;
            for (int i = 0; i < count; i++) {
                int line = at + i * length;
                apply(BinaryOp.SUB, a, offset + line, folded(max, a, offset + line), c, line);
            }
            float[] e = isLog ? exponentials : c;
            int start = isLog ? 0 : at;
            FloatFunctions.apply(UnaryOp.EXP, 0, c, at, e, start, count * length);
            for (int i = 0; i < count; i++) {
                int line = at + i * length;
                float total = folded(sum, e, start + i * length);
                if (isLog) {
                    apply(BinaryOp.SUB, c, line, (float) Math.log(total), c, line);
                } else {
                    apply(BinaryOp.MUL, c, line, 1 / total, c, line);
                }
            }
        }
    }

    /** A line and a number. */
    private void apply(BinaryOp op, float[] a, int p, float number, float[] c, int r) {
        Arrays.fill(numbers, number);
        for (int i = 0; i < length; i += Fold.PIECE) {
            FloatArithmetic.apply(op, a, p + i, numbers, 0, c, r + i, Math.min(Fold.PIECE, length - i));
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
