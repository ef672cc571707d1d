package org.torchmm.heap;

import org.torchmm.rules.Sentences;

/** Operations on pieces of longs, and derived from that of ints, a loop each; they wrap around. */
final class LongArithmetic {

    private LongArithmetic() {}

    static void apply(BinaryOp op, long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        switch (op) {
            case ADD -> LongLoops.add(a, p, b, q, c, r, count);
            case SUB -> LongLoops.sub(a, p, b, q, c, r, count);
            case MUL -> LongLoops.mul(a, p, b, q, c, r, count);
            case MAXIMUM -> LongLoops.maximum(a, p, b, q, c, r, count);
            case MINIMUM -> LongLoops.minimum(a, p, b, q, c, r, count);
            case AND -> and(a, p, b, q, c, r, count);
            case OR -> or(a, p, b, q, c, r, count);
            case XOR -> xor(a, p, b, q, c, r, count);
            case DIV_TRUNC -> divTrunc(a, p, b, q, c, r, count);
            case DIV_FLOOR -> divFloor(a, p, b, q, c, r, count);
            case MOD -> mod(a, p, b, q, c, r, count);
            case POW -> pow(a, p, b, q, c, r, count);
            default -> throw new AssertionError(op);
        }
    }

    private static void and(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] & b[q + i];
        }
    }

    private static void or(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] | b[q + i];
        }
    }

    private static void xor(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] ^ b[q + i];
        }
    }

    private static void divTrunc(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] / divisor(b[q + i]);
        }
    }

    private static void divFloor(long[] a, int p, long[] b, int q, long[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.floorDiv(a[p + i], divisor(b[q + i]));
        }
    }

    private static long divisor(long b) {
        if (b == 0) {
            throw Sentences.runtimeError("ZeroDivisionError");
        }
        return b;
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
        return Math.floorMod(a, divisor(b));
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
}
