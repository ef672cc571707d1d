package org.torchmm.heap;

/** Functions of pieces of floats, a loop each where the function costs less than the call. */
final class FloatFunctions {

    private FloatFunctions() {}

    static void apply(UnaryOp op, double parameter, float[] a, int p, float[] c, int r, int count) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = -a[p + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = Math.abs(a[p + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = a[p + i] * a[p + i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (float) Math.sqrt(a[p + i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = Math.max(a[p + i], 0);
                }
            }
            case EXP -> Exponential.of(a, p, c, r, count);
            case SIGMOID -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = -a[p + i];
                }
                Exponential.of(c, r, c, r, count);
                for (int i = 0; i < count; i++) {
                    c[r + i] = 1 / (1 + c[r + i]);
                }
            }
            case LEAKY_RELU -> {
                float slope = (float) parameter;
                for (int i = 0; i < count; i++) {
                    float x = a[p + i];
                    c[r + i] = x > 0 ? x : x * slope;
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    c[r + i] = (float) DoubleFunctions.value(op, parameter, a[p + i]);
                }
            }
        }
    }
}
