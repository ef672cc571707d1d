package org.torchmm.heap;

/** Operations on pieces of floats, and derived from that of doubles, a loop each. */
final class FloatArithmetic {

    private FloatArithmetic() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        switch (op) {
            case ADD -> FloatLoops.add(a, p, b, q, c, r, count);
            case SUB -> FloatLoops.sub(a, p, b, q, c, r, count);
            case MUL -> FloatLoops.mul(a, p, b, q, c, r, count);
            case DIV -> div(a, p, b, q, c, r, count);
            case MAXIMUM -> FloatLoops.maximum(a, p, b, q, c, r, count);
            case MINIMUM -> FloatLoops.minimum(a, p, b, q, c, r, count);
            case MOD -> mod(a, p, b, q, c, r, count);
            default -> PairFunctions.apply(op, a, p, b, q, c, r, count);
        }
    }

    private static void div(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] / b[q + i];
        }
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
