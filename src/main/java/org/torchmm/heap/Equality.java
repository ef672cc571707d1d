package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Whether arrays of one size hold the same elements, or near ones. */
final class Equality {

    private Equality() {}

    static boolean holds(Operand a, Operand b) {
        return all(Pairs.of(Recycler.NONE, BinaryOp.EQ, a, b));
    }

    /** Of an array without dimensions alone, as DJL's contentEquals(Number) asks for one size. */
    static boolean holdsOfAll(Operand a, Operand number) {
        return a.rank() == 0 && a.dtype() == number.dtype() && holds(a, number);
    }

    /** {@code |a - b| <= atol + rtol * |b|} of arrays of one size, as DJL computes it, in doubles; complex numbers by their sizes. */
    static boolean isNear(Operand a, Operand b, double rtol, double atol, boolean equalNan) {
        boolean isComplex = a.dtype() == Dtype.COMPLEX64 || b.dtype() == Dtype.COMPLEX64;
        Reader x = new Reader(a, isComplex ? Dtype.COMPLEX64 : Dtype.FLOAT64);
        Reader y = new Reader(b, isComplex ? Dtype.COMPLEX64 : Dtype.FLOAT64);
        int count = (int) a.layout().count();
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            x.read(from, n);
            y.read(from, n);
            for (int i = 0; i < n; i++) {
                double difference = isComplex ? difference(x, y, i) : Math.abs(real(x, i) - real(y, i));
                double size = isComplex ? size(y, i) : Math.abs(real(y, i));
                boolean isNaN = Double.isNaN(isComplex ? size(x, i) : real(x, i));
                if (equalNan && isNaN && Double.isNaN(size)) {
                    continue;
                }
                if (isNaN || Double.isNaN(size) || difference > atol + rtol * size) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double real(Reader reader, int i) {
        return ((double[]) reader.array)[reader.at + i];
    }

    private static double size(Reader reader, int i) {
        float[] pairs = (float[]) reader.array;
        int at = 2 * (reader.at + i);
        return Math.hypot(pairs[at], pairs[at + 1]);
    }

    private static double difference(Reader x, Reader y, int i) {
        float[] a = (float[]) x.array;
        float[] b = (float[]) y.array;
        int p = 2 * (x.at + i);
        int q = 2 * (y.at + i);
        return Math.hypot((double) a[p] - b[q], (double) a[p + 1] - b[q + 1]);
    }

    private static boolean all(Operand truths) {
        byte[] bytes = (byte[]) truths.storage().data;
        int count = (int) truths.layout().count();
        for (int i = 0; i < count; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
