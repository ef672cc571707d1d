package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;

/** softmax and its logarithm along a dimension. */
final class Softmax {

    private Softmax() {}

    static Operand of(Recycler recycler, Operand a, int dim, boolean isLog) {
        Dtype dtype = a.dtype();
        ReductionRules.softmax(a, dim, null, isLog);
        Lines lines = Lines.of(recycler, a, dim, dtype.isFloatingPoint() ? Promotion.wide(dtype) : dtype);
        if (lines.storage.data instanceof float[] floats) {
            Fold max = new Fold(BinaryOp.MAXIMUM, Dtype.FLOAT32, lines.length);
            Fold sum = new Fold(BinaryOp.ADD, Dtype.FLOAT32, lines.length);
            float[] exponentials = new float[Math.min(Reader.PIECE, lines.length)];
            for (int i = 0; i < lines.count; i++) {
                line(floats, i * lines.length, lines.length, isLog, max, sum, exponentials);
            }
        } else if (lines.storage.data instanceof double[] doubles) {
            for (int i = 0; i < lines.count; i++) {
                line(doubles, i * lines.length, lines.length, isLog);
            }
        }
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    private static void line(float[] x, int at, int n, boolean isLog, Fold max, Fold sum, float[] exponentials) {
        float greatest = folded(max, x, at, n);
        for (int i = at; i < at + n; i++) {
            x[i] -= greatest;
        }
        for (int from = 0; from < n; from += Reader.PIECE) {
            int piece = Math.min(Reader.PIECE, n - from);
            Exponential.of(x, at + from, exponentials, 0, piece);
            sum.add(exponentials, 0, piece);
            if (!isLog) {
                System.arraycopy(exponentials, 0, x, at + from, piece);
            }
        }
        float[] total = new float[1];
        sum.end(total, 0);
        if (isLog) {
            float log = (float) Math.log(total[0]);
            for (int i = at; i < at + n; i++) {
                x[i] -= log;
            }
        } else {
            float scale = 1 / total[0];
            for (int i = at; i < at + n; i++) {
                x[i] *= scale;
            }
        }
    }

    private static float folded(Fold fold, float[] x, int at, int n) {
        for (int from = 0; from < n; from += Reader.PIECE) {
            fold.add(x, at + from, Math.min(Reader.PIECE, n - from));
        }
        float[] result = new float[1];
        fold.end(result, 0);
        return result[0];
    }

    private static void line(double[] x, int at, int n, boolean isLog) {
        double max = x[at];
        for (int i = at + 1; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            double e = Math.exp(x[i] - max);
            sum += e;
            x[i] = isLog ? x[i] - max : e;
        }
        double log = Math.log(sum);
        for (int i = at; i < at + n; i++) {
            x[i] = isLog ? x[i] - log : x[i] / sum;
        }
    }
}
