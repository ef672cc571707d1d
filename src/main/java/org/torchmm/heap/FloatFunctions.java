package org.torchmm.heap;

/** Functions of pieces of floats, a loop each where the function costs less than the call. */
final class FloatFunctions {

    private FloatFunctions() {}

    static void apply(UnaryOp op, double parameter, float[] a, int p, float[] c, int r, int count) {
        switch (op) {
            case NEG -> neg(a, p, c, r, count);
            case ABS -> abs(a, p, c, r, count);
            case SQUARE -> square(a, p, c, r, count);
            case SQRT -> sqrt(a, p, c, r, count);
            case RELU -> relu(a, p, c, r, count);
            case EXP -> Exponential.of(a, p, c, r, count);
            case SIGMOID -> sigmoid(a, p, c, r, count);
            case TANH -> tanh(a, p, c, r, count);
            case LEAKY_RELU -> leakyRelu(parameter, a, p, c, r, count);
            default -> other(op, parameter, a, p, c, r, count);
        }
    }

    private static void neg(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = -a[p + i];
        }
    }

    private static void abs(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.abs(a[p + i]);
        }
    }

    private static void square(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * a[p + i];
        }
    }

    private static void sqrt(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) Math.sqrt(a[p + i]);
        }
    }

    private static void relu(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] < 0 ? 0 : a[p + i]; // -0 stays
        }
    }

    private static void sigmoid(float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = -a[p + i];
        }
        Exponential.of(c, r, c, r, count);
        for (int i = 0; i < count; i++) {
            c[r + i] = 1 / (1 + c[r + i]);
        }
    }

    /** 1 - 2 / (exp(2x) + 1); near 0, where that loses digits, Cephes' polynomial. */
    private static void tanh(float[] a, int p, float[] c, int r, int count) {
        float[] e = new float[count];
        for (int i = 0; i < count; i++) {
            e[i] = 2 * Math.abs(a[p + i]);
        }
        Exponential.of(e, 0, e, 0, count);
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            float z = x * x;
            if (z < 0.390625f) {
                float poly = -5.70498872745e-3f;
                poly = poly * z + 2.06390887954e-2f;
                poly = poly * z - 5.37397155531e-2f;
                poly = poly * z + 1.33314422036e-1f;
                poly = poly * z - 3.33332819422e-1f;
                c[r + i] = poly * z * x + x;
            } else {
                c[r + i] = Math.copySign(1 - 2 / (e[i] + 1), x);
            }
        }
    }

    private static void leakyRelu(double parameter, float[] a, int p, float[] c, int r, int count) {
        float slope = (float) parameter;
        for (int i = 0; i < count; i++) {
            float x = a[p + i];
            c[r + i] = x > 0 ? x : x * slope;
        }
    }

    private static void other(UnaryOp op, double parameter, float[] a, int p, float[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = (float) DoubleFunctions.value(op, parameter, a[p + i]);
        }
    }
}
