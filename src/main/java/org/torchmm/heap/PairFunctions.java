package org.torchmm.heap;

/** Functions of two numbers, computed in double. */
final class PairFunctions {

    private PairFunctions() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) value(op, a[p + i], b[q + i]);
        }
    }

    static void apply(BinaryOp op, double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = value(op, a[p + i], b[q + i]);
        }
    }

    private static double value(BinaryOp op, double a, double b) {
        return switch (op) {
            case POW -> power(a, b);
            case ATAN2 -> Math.atan2(a, b);
            case XLOGY -> a == 0 && !Double.isNaN(b) ? 0 : a * Math.log(b);
            default -> throw new AssertionError(op);
        };
    }

    /** C's: 1 to whatever power, and -1 to an infinite one, is 1. */
    private static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }
}
