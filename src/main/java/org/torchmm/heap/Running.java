package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Running sums and products along a dimension: of floats and complex numbers in doubles, of whole numbers in int64. */
final class Running {

    private Running() {}

    static Operand of(Recycler recycler, BinaryOp op, Operand a, int dim, Dtype dtype) {
        Dtype wide = switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16, FLOAT64 -> Dtype.FLOAT64;
            case COMPLEX64 -> Dtype.COMPLEX64;
            default -> Dtype.INT64;
        };
        Operand input = a.as(dtype); // as libtorch converts it first
        Lines lines = Lines.of(recycler, input, dim, wide);
        for (int i = 0; i < lines.count; i++) {
            int at = i * lines.length;
            if (lines.storage.data instanceof double[] x) {
                line(op, x, at, lines.length);
            } else if (lines.storage.data instanceof long[] x) {
                line(op, x, at, lines.length);
            } else {
                line(op, (float[]) lines.storage.data, at, lines.length);
            }
        }
        return lines.array(recycler, lines.storage, lines.length, dtype);
    }

    private static void line(BinaryOp op, double[] x, int at, int n) {
        for (int i = at + 1; i < at + n; i++) {
            x[i] = op == BinaryOp.ADD ? x[i - 1] + x[i] : x[i - 1] * x[i];
        }
    }

    private static void line(BinaryOp op, long[] x, int at, int n) {
        for (int i = at + 1; i < at + n; i++) {
            x[i] = op == BinaryOp.ADD ? x[i - 1] + x[i] : x[i - 1] * x[i];
        }
    }

    /** Of complex numbers, too, in doubles. */
    private static void line(BinaryOp op, float[] x, int at, int n) {
        double real = x[2 * at];
        double imaginary = x[2 * at + 1];
        for (int i = 2 * (at + 1); i < 2 * (at + n); i += 2) {
            double re = x[i];
            double im = x[i + 1];
            double before = real;
            real = op == BinaryOp.ADD ? real + re : real * re - imaginary * im;
            imaginary = op == BinaryOp.ADD ? imaginary + im : before * im + imaginary * re;
            x[i] = (float) real;
            x[i + 1] = (float) imaginary;
        }
    }
}
