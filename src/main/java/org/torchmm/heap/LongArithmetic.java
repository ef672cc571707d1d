package org.torchmm.heap;

import org.torchmm.rules.Sentences;

/** Operations on pieces of longs, a loop each; they wrap around. */
final class LongArithmetic {

    private LongArithmetic() {}

    static void apply(BinaryOp op, long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        switch (op) {
            case ADD -> add(a, p, b, q, c, r, count);
            case SUB -> sub(a, p, b, q, c, r, count);
            case MUL -> mul(a, p, b, q, c, r, count);
            case MAXIMUM -> maximum(a, p, b, q, c, r, count);
            case MINIMUM -> minimum(a, p, b, q, c, r, count);
            case MOD -> mod(a, p, b, q, c, r, count);
            case POW -> pow(a, p, b, q, c, r, count);
            default -> throw new AssertionError(op);
        }
    }

    private static void add(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] + b[q + i];
        }
    }

    private static void sub(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] - b[q + i];
        }
    }

    private static void mul(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * b[q + i];
        }
    }

    private static void maximum(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.max(a[p + i], b[q + i]);
        }
    }

    private static void minimum(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.min(a[p + i], b[q + i]);
        }
    }

    private static void mod(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = remainder(a[p + i], b[q + i]);
        }
    }

    private static void pow(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = power(a[p + i], b[q + i]);
        }
    }

    /** Python's: of the divisor's sign. */
    private static long remainder(long a, long b) {
        if (b == 0) {
            throw Sentences.runtimeError("ZeroDivisionError");
        }
        return Math.floorMod(a, b);
    }

    /** Of what a negative exponent makes, the whole part. */
    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        long power = 1;
        long factor = base;
        for (long left = exponent; left != 0; left >>= 1) {
            if ((left & 1) != 0) {
                power *= factor;
            }
            factor *= factor;
        }
        return power;
    }

    static void compare(BinaryOp op, long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        switch (op) {
            case EQ -> eq(a, p, b, q, c, r, count);
            case NEQ -> neq(a, p, b, q, c, r, count);
            case GT -> gt(a, p, b, q, c, r, count);
            case GTE -> gte(a, p, b, q, c, r, count);
            case LT -> lt(a, p, b, q, c, r, count);
            default -> lte(a, p, b, q, c, r, count);
        }
    }

    private static void eq(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] == b[q + i] ? 1 : 0);
        }
    }

    private static void neq(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] != b[q + i] ? 1 : 0);
        }
    }

    private static void gt(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] > b[q + i] ? 1 : 0);
        }
    }

    private static void gte(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] >= b[q + i] ? 1 : 0);
        }
    }

    private static void lt(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] < b[q + i] ? 1 : 0);
        }
    }

    private static void lte(long[] a, int p, long[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (byte) (a[p + i] <= b[q + i] ? 1 : 0);
        }
    }
}
