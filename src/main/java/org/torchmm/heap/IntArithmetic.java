package org.torchmm.heap;

import org.torchmm.rules.Sentences;

/** Operations on pieces of ints, a loop each; they wrap around. */
final class IntArithmetic {

    private IntArithmetic() {}

    static void apply(BinaryOp op, int[] a, int p, int[] b, int q, int[] c, int r, int count) {
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
            case AND -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] & b[q + i];
                }
            }
            case OR -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] | b[q + i];
                }
            }
            case XOR -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] ^ b[q + i];
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
    private static int remainder(int a, int b) {
        if (b == 0) {
            throw Sentences.runtimeError("ZeroDivisionError");
        }
        return Math.floorMod(a, b);
    }

    /** Of what a negative exponent makes, the whole part. */
    private static int power(int base, int exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        int power = 1;
        int factor = base;
        for (int left = exponent; left != 0; left >>= 1) {
            if ((left & 1) != 0) {
                power *= factor;
            }
            factor *= factor;
        }
        return power;
    }

    static void compare(BinaryOp op, int[] a, int p, int[] b, int q, byte[] c, int r, int count) {
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
