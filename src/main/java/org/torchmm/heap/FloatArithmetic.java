package org.torchmm.heap;

/** Operations on pieces of floats, a loop each. */
final class FloatArithmetic {

    private FloatArithmetic() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
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
            case DIV -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] / b[q + i];
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
            default -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (float) DoubleArithmetic.value(op, a[p + i], b[q + i]);
                }
            }
        }
    }

    /** Python's: of the divisor's sign. */
    private static float remainder(float a, float b) {
        float rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    static void compare(BinaryOp op, float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
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
