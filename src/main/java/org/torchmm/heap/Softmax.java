package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** softmax and its logarithm along a dimension. */
final class Softmax {

    private Softmax() {}

    static Operand of(Recycler recycler, Operand a, int dim, boolean isLog) {
        Dtype dtype = a.dtype();
        if (!dtype.isFloatingPoint() && a.layout().count() > 0) {
            boolean isLast = dim == Math.max(0, a.rank() - 1);
            throw Sentences.notImplemented(
                    isLast
                            ? isLog ? "log_softmax_lastdim_kernel_impl" : "softmax_lastdim_kernel_impl"
                            : "softmax_kernel_impl",
                    dtype);
        }
        Lines lines = Lines.of(recycler, a, dim, dtype.isFloatingPoint() ? Promotion.wide(dtype) : dtype);
        for (int i = 0; i < lines.count; i++) {
            if (lines.storage.data instanceof float[] floats) {
                line(floats, i * lines.length, lines.length, isLog);
            } else {
                line((double[]) lines.storage.data, i * lines.length, lines.length, isLog);
            }
        }
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    private static void line(float[] x, int at, int n, boolean isLog) {
        float max = x[at];
        for (int i = at + 1; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        double sum = 0;
        if (isLog) {
            for (int i = at; i < at + n; i++) {
                sum += Exponential.of(x[i] - max);
            }
            float shift = (float) (max + Math.log(sum));
            for (int i = at; i < at + n; i++) {
                x[i] -= shift;
            }
            return;
        }
        for (int i = at; i < at + n; i++) {
            x[i] = Exponential.of(x[i] - max);
        }
        for (int i = at; i < at + n; i++) {
            sum += x[i];
        }
        float scale = (float) (1 / sum);
        for (int i = at; i < at + n; i++) {
            x[i] *= scale;
        }
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
