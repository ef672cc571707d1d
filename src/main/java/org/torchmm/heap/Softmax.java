package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;

/** softmax and its logarithm along a dimension. */
final class Softmax {

    private Softmax() {}

    static Operand of(Recycler recycler, Operand a, int dim, boolean isLog) {
        Dtype dtype = a.dtype();
        ReductionRules.softmax(a, dim, null, isLog);
        boolean isLast = dim == Math.max(0, a.rank() - 1);
        if (isLast && a.rank() > 0 && dtype == Dtype.FLOAT32 && a.layout().isContiguous()) {
            Storage result = Storage.allocate(recycler, dtype, a.layout().count());
            int length = (int) a.sizes()[dim];
            int count = length == 0 ? 0 : (int) (a.layout().count() / length);
            lines((float[]) a.storage().data, a.layout().offset(), (float[]) result.data, count, length, isLog);
            return new Operand(result, Layout.contiguous(a.sizes()));
        }
        Lines lines = Lines.of(recycler, a, dim, dtype.isFloatingPoint() ? Promotion.wide(dtype) : dtype);
        if (lines.storage.data instanceof float[] floats) {
            lines(floats, 0, floats, lines.count, lines.length, isLog);
        } else if (lines.storage.data instanceof double[] doubles) {
            Parallel.run(lines.count, lines.length, 1, (from, to) -> {
                for (int i = from; i < to; i++) {
                    line(doubles, i * lines.length, lines.length, isLog);
                }
            });
        }
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    private static void lines(float[] a, int offset, float[] c, int count, int length, boolean isLog) {
        if (count == 0 || length == 0) {
            return;
        }
        Parallel.run(count, length, 1, (from, to) -> new FloatSoftmax(length, isLog).lines(a, offset, c, from, to));
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
