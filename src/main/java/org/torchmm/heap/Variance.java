package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Variances and standard deviations: sums of squared deviations of pieces, in doubles, put together (Chan, Golub and LeVeque, 1979). */
final class Variance {

    private int count;
    private double mean;

    /** The sum of the squares of what elements differ from their mean by. */
    private double squares;

    private Variance() {}

    static Operand of(
            Recycler recycler,
            Operand a,
            boolean[] reduced,
            double correction,
            boolean keepDims,
            boolean isRoot,
            Dtype dtype) {
        Layout layout = a.layout();
        Layout kept = Layout.contiguous(Dims.kept(layout.sizes(), reduced));
        boolean isComplex = a.dtype() == Dtype.COMPLEX64;
        Storage result = Storage.zeros(recycler, dtype, kept.count());
        int n = (int) Reduction.folded(layout.sizes(), reduced);
        Layout lines = layout.permuted(Dims.last(reduced));
        for (int part = 0; part < Storage.parts(a.dtype()); part++) {
            Operand ordered = new Operand(a.storage(), lines);
            Reader reader = n == 0 ? null : new Reader(isComplex ? ordered.part(part) : ordered, Dtype.FLOAT64);
            for (int i = 0; i < kept.count(); i++) {
                Variance line = new Variance();
                for (int from = 0; from < n; from += Reader.PIECE) {
                    int piece = Math.min(Reader.PIECE, n - from);
                    reader.read(i * n + from, piece);
                    line.add((double[]) reader.array, reader.at, piece);
                }
                double variance = n == 0 ? Double.NaN : line.squares / Math.max(0, n - correction);
                result.setDouble(i, isRoot && !isComplex ? Math.sqrt(variance) : variance + result.getDouble(i));
            }
        }
        for (int i = 0; i < kept.count() && isRoot && isComplex; i++) {
            result.setDouble(i, Math.sqrt(result.getDouble(i)));
        }
        return new Operand(result, keepDims ? kept : kept.without(reduced));
    }

    private void add(double[] x, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += x[i];
        }
        double center = sum / n;
        double own = 0;
        for (int i = at; i < at + n; i++) {
            double deviation = x[i] - center;
            own += deviation * deviation;
        }
        double distance = center - mean;
        int all = count + n;
        squares += own + (count == 0 ? 0 : distance * distance * count / all * n);
        mean = count == 0 ? center : mean + distance * n / all;
        count = all;
    }
}
