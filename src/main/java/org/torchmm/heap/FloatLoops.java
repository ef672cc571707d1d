package org.torchmm.heap;

/** What every element type adds, multiplies and compares by, a loop each; the others' loops are derived from these. */
final class FloatLoops {

    private FloatLoops() {}

    static void add(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] + b[q + i];
        }
    }

    static void sub(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] - b[q + i];
        }
    }

    static void mul(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * b[q + i];
        }
    }

    /** c = x * beta + a * alpha, each operation rounded by itself. */
    static void scaledSum(float[] x, int q, float beta, float[] a, int p, float alpha, float[] c, int r, int count) {
        if (beta == 1 && alpha == 1) {
            add(x, q, a, p, c, r, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            c[r + i] = x[q + i] * beta + a[p + i] * alpha;
        }
    }

    /** c = a * alpha. */
    static void scaled(float[] a, int p, float alpha, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * alpha;
        }
    }

    static void maximum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.max(a[p + i], b[q + i]);
        }
    }

    static void minimum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.min(a[p + i], b[q + i]);
        }
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
