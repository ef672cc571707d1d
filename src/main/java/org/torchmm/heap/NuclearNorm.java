package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Strides;
import org.torchmm.rules.ViewRules;

/**
 * The sums of the singular values of matrices, by one-sided Jacobi rotations in double: relative to the sum within 2^-52 times the greater
 * side, before it is rounded to the dtype.
 */
final class NuclearNorm {

    /** Columns whose cosine is less are orthogonal. */
    private static final double ORTHOGONAL = 0x1p-52;

    /** Far more than a matrix of doubles takes. */
    private static final int SWEEPS = 60;

    private NuclearNorm() {}

    /** Over two dimensions, in a dtype. */
    static Operand of(Recycler recycler, Operand a, long[] dims, boolean keepDims, Dtype dtype) {
        int rank = a.rank();
        boolean[] reduced = new boolean[rank];
        for (long dim : dims) {
            reduced[ViewRules.dimension(dim, rank)] = true;
        }
        Operand matrices = new Operand(a.storage(), a.layout().permuted(Dims.last(reduced)))
                .as(dtype)
                .contiguous(Recycler.NONE);
        int rows = (int) matrices.sizes()[rank - 2];
        int columns = (int) matrices.sizes()[rank - 1];
        Layout kept = Layout.contiguous(Dims.kept(a.sizes(), reduced));
        int count = (int) kept.count();
        Dtype real = dtype == Dtype.COMPLEX64 ? Dtype.FLOAT32 : dtype;
        Storage result = Storage.zeros(recycler, real, count);
        for (int i = 0; i < count && rows * columns > 0; i++) {
            double norm = norm(matrices, i * rows * columns, rows, columns);
            if (Double.isNaN(norm) && hasNaN(matrices, i * rows * columns, rows * columns)) {
                result.letGo();
                throw Sentences.runtimeError("linalg.svd: " + (rank > 2 ? "(Batch element " + i + "): " : "")
                        + "The algorithm failed to converge because the input matrix contained non-finite values.");
            }
            result.setDouble(i, norm);
        }
        return new Operand(result, keepDims ? places(kept, reduced) : kept.without(reduced));
    }

    /** Where libtorch has dimensions that it puts back at the end. */
    private static Layout places(Layout kept, boolean... reduced) {
        long[] strides = Strides.contiguous(kept.sizes()).clone();
        for (int d = 0; d < reduced.length; d++) {
            strides[d] = reduced[d] ? 1 : strides[d];
        }
        return new Layout(kept.sizes(), strides, 0);
    }

    private static double number(Operand matrices, int at, int part) {
        int from = matrices.layout().offset() + at;
        return matrices.dtype() == Dtype.COMPLEX64
                ? ((float[]) matrices.storage().data)[2 * from + part]
                : matrices.storage().getDouble(from);
    }

    private static boolean hasNaN(Operand matrices, int at, int count) {
        boolean isComplex = matrices.dtype() == Dtype.COMPLEX64;
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(number(matrices, at + i, 0)) || isComplex && Double.isNaN(number(matrices, at + i, 1))) {
                return true;
            }
        }
        return false;
    }

    /** Complex ones as real ones of twice the sides, which have each singular value twice. */
    private static double norm(Operand matrices, int at, int rows, int columns) {
        boolean isComplex = matrices.dtype() == Dtype.COMPLEX64;
        int parts = isComplex ? 2 : 1;
        boolean isWide = columns > rows;
        int length = parts * (isWide ? columns : rows);
        double[][] vectors = new double[parts * (isWide ? rows : columns)][length];
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int part = 0; part < parts; part++) {
                    double value = number(matrices, at + i * columns + j, part);
                    if (!Double.isFinite(value)) {
                        return Double.NaN;
                    }
                    largest = Math.max(largest, Math.abs(value));
                    place(vectors, isWide ? i : j, isWide ? j : i, part, parts, value);
                }
            }
        }
        if (largest == 0) {
            return 0;
        }
        int exponent = Math.getExponent(largest);
        for (double[] vector : vectors) {
            for (int k = 0; k < length; k++) {
                vector[k] = Math.scalb(vector[k], -exponent); // no square is out of reach
            }
        }
        return Math.scalb(sizes(vectors) / parts, exponent);
    }

    /** An element of a matrix, or what [[re, -im], [im, re]] has of it. */
    private static void place(double[][] vectors, int vector, int element, int part, int parts, double value) {
        if (part == 0) {
            for (int copy = 0; copy < parts; copy++) {
                vectors[vector * parts + copy][element * parts + copy] = value;
            }
        } else {
            vectors[vector * 2][element * 2 + 1] = value;
            vectors[vector * 2 + 1][element * 2] = -value;
        }
    }

    /** The sum of the lengths that vectors have once they are rotated, two by two, until all are orthogonal. */
    private static double sizes(double[]... vectors) {
        boolean isRotated = true;
        for (int sweep = 0; isRotated && sweep < SWEEPS; sweep++) {
            isRotated = false;
            for (int p = 0; p < vectors.length; p++) {
                for (int q = p + 1; q < vectors.length; q++) {
                    isRotated |= rotate(vectors[p], vectors[q]);
                }
            }
        }
        double sum = 0;
        for (double[] vector : vectors) {
            sum += Math.sqrt(dot(vector, vector));
        }
        return sum;
    }

    private static boolean rotate(double[] x, double[] y) {
        double a = dot(x, x);
        double b = dot(y, y);
        double c = dot(x, y);
        if (Math.abs(c) <= ORTHOGONAL * Math.sqrt(a) * Math.sqrt(b) || c == 0) {
            return false;
        }
        double zeta = (b - a) / (2 * c);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cosine = 1 / Math.hypot(1, t);
        double sine = cosine * t;
        for (int k = 0; k < x.length; k++) {
            double u = x[k];
            double v = y[k];
            x[k] = cosine * u - sine * v;
            y[k] = sine * u + cosine * v;
        }
        return true;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
