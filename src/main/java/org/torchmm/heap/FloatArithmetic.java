package org.torchmm.heap;

/** Operations on pieces of floats, and derived from that of doubles, a loop each. */
final class FloatArithmetic {

    private FloatArithmetic() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        int n = FloatPairs.BEST.apply(op, a, p, b, q, c, r, count);
        if (n < count) {
            plain(op, a, p + n, b, q + n, c, r + n, count - n);
        }
    }

    /** The bits of which vectors have to be. */
    static void plain(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        switch (op) {
            case ADD -> FloatLoops.add(a, p, b, q, c, r, count);
            case SUB -> FloatLoops.sub(a, p, b, q, c, r, count);
            case MUL -> FloatLoops.mul(a, p, b, q, c, r, count);
            case DIV -> div(a, p, b, q, c, r, count);
            case MAXIMUM -> FloatLoops.maximum(a, p, b, q, c, r, count);
            case MINIMUM -> FloatLoops.minimum(a, p, b, q, c, r, count);
            case DIV_TRUNC -> divTrunc(a, p, b, q, c, r, count);
            case DIV_FLOOR -> divFloor(a, p, b, q, c, r, count);
            case MOD -> mod(a, p, b, q, c, r, count);
            default -> PairFunctions.apply(op, a, p, b, q, c, r, count);
        }
    }

    private static void div(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] / b[q + i];
        }
    }

    private static void divTrunc(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            float quotient = a[p + i] / b[q + i];
            c[r + i] = (float) (quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient));
        }
    }

    private static void divFloor(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = floored(a[p + i], b[q + i]);
        }
    }

    /** {@code c10::div_floor_floating}: Python's, whose quotient and remainder fit together. */
    private static float floored(float a, float b) {
        if (b == 0) {
            return a / b;
        }
        float rest = a % b;
        float quotient = (a - rest) / b;
        if (rest != 0 && b < 0 != rest < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        float floor = (float) Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static void mod(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = remainder(a[p + i], b[q + i]);
        }
    }

    /** Python's: of the divisor's sign. */
    private static float remainder(float a, float b) {
        float rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }
}
