package org.torchmm.heap;

import org.torchmm.rules.Sentences;

/** Operations on pieces of longs, a loop each; they wrap around. */
final class LongArithmetic {

    private LongArithmetic() {}

    static void apply(BinaryOp op, long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] + b[q + i];
                }
            }
            case SUB -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] - b[q + i];
                }
            }
            case MUL -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] * b[q + i];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = Math.max(a[p + i], b[q + i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = Math.min(a[p + i], b[q + i]);
                }
            }
            case MOD -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = remainder(a[p + i], b[q + i]);
                }
            }
            case POW -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = power(a[p + i], b[q + i]);
                }
            }
            default -> throw new AssertionError(op);
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
            case EQ -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] == b[q + i] ? 1 : 0);
                }
            }
            case NEQ -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] != b[q + i] ? 1 : 0);
                }
            }
            case GT -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] > b[q + i] ? 1 : 0);
                }
            }
            case GTE -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] >= b[q + i] ? 1 : 0);
                }
            }
            case LT -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] < b[q + i] ? 1 : 0);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (byte) (a[p + i] <= b[q + i] ? 1 : 0);
                }
            }
        }
    }
}
