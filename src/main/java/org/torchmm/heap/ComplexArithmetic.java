package org.torchmm.heap;

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
                default -> throw new AssertionError(op);
            }
        }
    }

    /** Scaled by the greater part of the divisor, so that nothing on the way is out of range. */
    private static void divide(float x, float y, float u, float v, float[] c, int to) {
        if (v == 0) {
            c[to] = x / u;
            c[to + 1] = y / u;
            return;
        }
        float scale = Math.max(Math.abs(u), Math.abs(v));
        float re = u / scale;
        float im = v / scale;
        float square = re * re + im * im;
        c[to] = (x * re + y * im) / square / scale;
        c[to + 1] = (y * re - x * im) / square / scale;
    }

    static void compare(BinaryOp op, float[] a, int p, float[] b, int q, byte[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            boolean isSame = a[2 * (p + i)] == b[2 * (q + i)] && a[2 * (p + i) + 1] == b[2 * (q + i) + 1];
            c[r + i] = (byte) (isSame == (op == BinaryOp.EQ) ? 1 : 0);
        }
    }
}
