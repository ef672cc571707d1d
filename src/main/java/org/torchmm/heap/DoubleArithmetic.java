package org.torchmm.heap;

/** Operations on pieces of doubles, a loop each. */
final class DoubleArithmetic {

    private DoubleArithmetic() {}

    static void apply(BinaryOp op, double[] a, int p, double[] b, int q, double[] c, int r, int count) {
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
                    c[r + i] = value(op, a[p + i], b[q + i]);
                }
            }
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
