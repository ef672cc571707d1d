package org.torchmm.heap;

/** Operations on pieces of doubles, a loop each. */
final class DoubleArithmetic {

    private DoubleArithmetic() {}

    static void apply(BinaryOp op, double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        switch (op) {
            case ADD -> add(a, p, b, q, c, r, count);
            case SUB -> sub(a, p, b, q, c, r, count);
            case MUL -> mul(a, p, b, q, c, r, count);
            case DIV -> div(a, p, b, q, c, r, count);
            case MAXIMUM -> maximum(a, p, b, q, c, r, count);
            case MINIMUM -> minimum(a, p, b, q, c, r, count);
            case MOD -> mod(a, p, b, q, c, r, count);
            default -> other(op, a, p, b, q, c, r, count);
        }
    }

    private static void add(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] + b[q + i];
        }
    }

    private static void sub(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] - b[q + i];
        }
    }

    private static void mul(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * b[q + i];
        }
    }

    private static void div(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] / b[q + i];
        }
    }

    private static void maximum(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.max(a[p + i], b[q + i]);
        }
    }

    private static void minimum(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.min(a[p + i], b[q + i]);
        }
    }

    private static void mod(double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = remainder(a[p + i], b[q + i]);
        }
    }

    private static void other(BinaryOp op, double[] a, int p, double[] b, int q, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = value(op, a[p + i], b[q + i]);
        }
    }

    /** Python's: of the divisor's sign. */
    private static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    static double value(BinaryOp op, double a, double b) {
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

    static void compare(BinaryOp op, double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        switch (op) {
            case EQ -> eq(a, p, b, q, c, r, count);
            case NEQ -> neq(a, p, b, q, c, r, count);
            case GT -> gt(a, p, b, q, c, r, count);
            case GTE -> gte(a, p, b, q, c, r, count);
            case LT -> lt(a, p, b, q, c, r, count);
            default -> lte(a, p, b, q, c, r, count);
        }
    }

    private static void eq(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] == b[q + i] ? 1 : 0);
        }
    }

    private static void neq(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] != b[q + i] ? 1 : 0);
        }
    }

    private static void gt(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] > b[q + i] ? 1 : 0);
        }
    }

    private static void gte(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] >= b[q + i] ? 1 : 0);
        }
    }

    private static void lt(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] < b[q + i] ? 1 : 0);
        }
    }

    private static void lte(double[] a, int p, double[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] <= b[q + i] ? 1 : 0);
        }
    }
}
