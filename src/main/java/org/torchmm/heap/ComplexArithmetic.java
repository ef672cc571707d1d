package org.torchmm.heap;

import org.torchmm.kernel.Fused;

/** Operations on pieces of complex numbers, real and imaginary parts in turns. */
final class ComplexArithmetic {

    private ComplexArithmetic() {}

    static void apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            float x = a[2 * (p + i)];
            float y = a[2 * (p + i) + 1];
            float u = b[2 * (q + i)];
            float v = b[2 * (q + i) + 1];
            int to = 2 * (r + i);
            switch (op) {
                case ADD -> {
                    c[to] = x + u;
                    c[to + 1] = y + v;
                }
                case SUB -> {
                    c[to] = x - u;
                    c[to + 1] = y - v;
                }
                case MUL -> {
                    c[to] = x * u - y * v;
                    c[to + 1] = x * v + y * u;
                }
                case DIV -> divide(x, y, u, v, c, to);
                case POW -> ComplexFunctions.power(x, y, u, v, c, to);
                default -> throw new AssertionError(op);
            }
        }
    }

    /** By the quotient of the divisor's parts, so that nothing on the way is out of range. */
    static void divide(float x, float y, float u, float v, float[] c, int to) {
        float a = Math.abs(u);
        float b = Math.abs(v);
        if (a == 0 && b == 0) {
            c[to] = x / a;
            c[to + 1] = y / b;
        } else if (a >= b) {
            float ratio = v / u;
            float scale = 1 / Fused.multiplyAdd(v, ratio, u);
            c[to] = Fused.multiplyAdd(y, ratio, x) * scale;
            c[to + 1] = Fused.multiplyAdd(-x, ratio, y) * scale;
        } else {
            float ratio = u / v;
            float scale = 1 / Fused.multiplyAdd(u, ratio, v);
            c[to] = Fused.multiplyAdd(x, ratio, y) * scale;
            c[to + 1] = Fused.multiplyAdd(y, ratio, -x) * scale;
        }
    }

    static void compare(BinaryOp op, float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            boolean isSame = a[2 * (p + i)] == b[2 * (q + i)] && a[2 * (p + i) + 1] == b[2 * (q + i) + 1];
            c[r + i] = (byte) (isSame == (op == BinaryOp.EQ) ? 1 : 0);
        }
    }
}
