package org.torchmm.heap;

/** Operations on pieces of floats, a loop each. */
final class FloatArithmetic {

    private FloatArithmetic() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
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

    private static void add(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] + b[q + i];
        }
    }

    private static void sub(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] - b[q + i];
        }
    }

    private static void mul(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * b[q + i];
        }
    }

    private static void div(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] / b[q + i];
        }
    }

    private static void maximum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.max(a[p + i], b[q + i]);
        }
    }

    private static void minimum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.min(a[p + i], b[q + i]);
        }
    }

    private static void mod(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = remainder(a[p + i], b[q + i]);
        }
    }

    private static void other(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) DoubleArithmetic.value(op, a[p + i], b[q + i]);
        }
    }

    /** Python's: of the divisor's sign. */
    private static float remainder(float a, float b) {
        float rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    static void compare(BinaryOp op, float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        switch (op) {
            case EQ -> eq(a, p, b, q, c, r, count);
            case NEQ -> neq(a, p, b, q, c, r, count);
            case GT -> gt(a, p, b, q, c, r, count);
            case GTE -> gte(a, p, b, q, c, r, count);
            case LT -> lt(a, p, b, q, c, r, count);
            default -> lte(a, p, b, q, c, r, count);
        }
    }

    private static void eq(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] == b[q + i] ? 1 : 0);
        }
    }

    private static void neq(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] != b[q + i] ? 1 : 0);
        }
    }

    private static void gt(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] > b[q + i] ? 1 : 0);
        }
    }

    private static void gte(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] >= b[q + i] ? 1 : 0);
        }
    }

    private static void lt(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] < b[q + i] ? 1 : 0);
        }
    }

    private static void lte(float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] <= b[q + i] ? 1 : 0);
        }
    }
}
