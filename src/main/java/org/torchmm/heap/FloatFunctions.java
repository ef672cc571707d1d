package org.torchmm.heap;

/** Functions of pieces of floats, a loop each where the function costs less than the call. */
final class FloatFunctions {

    private FloatFunctions() {}

    static void apply(UnaryOp op, double parameter, float[] a, int p, float[] c, int r, int count) {
        switch (op) {
            case NEG -> neg(a, p, c, r, count);
            case ABS -> abs(a, p, c, r, count);
            case SQUARE -> square(a, p, c, r, count);
            case SQRT -> Pieces.FLOATS.sqrt(a, p, c, r, count);
            case RELU -> Pieces.FLOATS.relu(a, p, c, r, count);
            case EXP -> Pieces.FLOATS.exp(a, p, c, r, count);
            case LOG -> Pieces.FLOATS.log(a, p, c, r, count);
            case TANH -> Pieces.FLOATS.tanh(a, p, c, r, count);
            case SIGMOID -> Pieces.FLOATS.sigmoid(a, p, c, r, count);
            case ERF -> Pieces.FLOATS.erf(a, p, c, r, count);
            case GELU -> Pieces.FLOATS.gelu(a, p, c, r, count);
            case GELU_TANH -> Pieces.FLOATS.geluTanh(a, p, c, r, count);
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
