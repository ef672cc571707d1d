package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;

/** softmax and its logarithm along a dimension. */
final class Softmax {

    /** Columns are gone down together from so many on. */
    private static final int LEAST_WIDTH = 16;

    private Softmax() {}

    static Operand of(Recycler recycler, Operand a, int dim, boolean isLog) {
        return of(recycler, a, dim, isLog, null);
    }

    /** The same, written at once into an array that is given where it can be; null for none. */
    static Operand of(Recycler recycler, Operand a, int dim, boolean isLog, Operand out) {
        Dtype dtype = a.dtype();
        ReductionRules.softmax(a, dim, null, isLog);
        boolean isDirect = a.rank() > 0 && a.layout().isContiguous();
        if (isDirect && (dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64)) {
            int length = (int) a.sizes()[dim];
            int width = 1;
            for (int d = dim + 1; d < a.rank(); d++) {
                width *= (int) a.sizes()[d];
            }
            if (width == 1 || width >= LEAST_WIDTH && length <= FloatColumnSoftmax.LONGEST) {
                boolean isGiven = out != null
                        && out.dtype() == dtype
                        && out.layout().isContiguous()
                        && out.layout().offset() == 0;
                Storage result = isGiven
                        ? out.storage()
                        : Storage.allocate(recycler, dtype, a.layout().count());
                apply(a, result, length, width, isLog);
                return new Operand(result, Layout.contiguous(a.sizes()));
            }
        }
        Dtype wide = dtype.isFloatingPoint() ? Promotion.wide(dtype) : dtype;
        Lines lines = Lines.of(recycler, a, dim, wide);
        Operand elements = new Operand(lines.storage, Layout.contiguous(lines.count * lines.length));
        apply(elements, lines.storage, lines.length, 1, isLog);
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    /** Of matrices of {@code length} rows down their columns, which may be one. */
    private static void apply(Operand a, Storage result, int length, int width, boolean isLog) {
        if (a.layout().count() == 0) {
            return;
        }
        int count = (int) (a.layout().count() / length / width);
        int offset = a.layout().offset();
        boolean isFloat = a.dtype() == Dtype.FLOAT32;
        if (width > 1) {
            int strips = count * FloatColumnSoftmax.strips(width);
            long elements = a.layout().count() / strips;
            Parallel.run(strips, elements, 1, (from, to) -> {
                if (isFloat) {
                    new FloatColumnSoftmax(length, width, isLog)
                            .strips(floats(a.storage()), offset, floats(result), from, to);
                } else {
                    new DoubleColumnSoftmax(length, width, isLog)
                            .strips(doubles(a.storage()), offset, doubles(result), from, to);
                }
            });
            return;
        }
        Parallel.run(count, length, 1, (from, to) -> {
            if (isFloat) {
                new FloatSoftmax(length, isLog).lines(floats(a.storage()), offset, floats(result), from, to);
            } else {
                new DoubleSoftmax(length, isLog).lines(doubles(a.storage()), offset, doubles(result), from, to);
            }
        });
    }

    private static float[] floats(Storage storage) {
        return (float[]) storage.data;
    }

    private static double[] doubles(Storage storage) {
        return (double[]) storage.data;
    }
}
