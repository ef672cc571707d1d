package org.torchmm.heap;

/** Functions of pieces of doubles. */
final class DoubleFunctions {

    private static final double LN_2 = Math.log(2);
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    private DoubleFunctions() {}

    static void apply(UnaryOp op, double parameter, double[] a, int p, double[] c, int r, int count) {
        switch (op) {
            case NEG -> neg(a, p, c, r, count);
            case ABS -> abs(a, p, c, r, count);
            case SQUARE -> square(a, p, c, r, count);
            case SQRT -> sqrt(a, p, c, r, count);
            case EXP -> exp(a, p, c, r, count);
            default -> other(op, parameter, a, p, c, r, count);
        }
    }

    private static void neg(double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = -a[p + i];
        }
    }

    private static void abs(double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.abs(a[p + i]);
        }
    }

    private static void square(double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = a[p + i] * a[p + i];
        }
    }

    private static void sqrt(double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.sqrt(a[p + i]);
        }
    }

    private static void exp(double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = Math.exp(a[p + i]);
        }
    }

    private static void other(UnaryOp op, double parameter, double[] a, int p, double[] c, int r, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] = value(op, parameter, a[p + i]);
        }
    }

    static double value(UnaryOp op, double parameter, double x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQUARE -> x * x;
            case SIGN -> x > 0 ? 1 : x < 0 ? -1 : 0;
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x); // ties to even
            case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case RELU -> x < 0 ? 0 : x; // -0 stays
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case LOG2 -> log2(x);
            case LOG10 -> Math.log10(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case ERF -> ErrorFunction.of(x);
            case SOFTPLUS -> x > 20 ? x : Math.log1p(Math.exp(x));
            case LEAKY_RELU -> x > 0 ? x : x * parameter;
            case ELU -> x > 0 ? x : Math.expm1(x) * parameter;
            case SELU -> SELU_SCALE * (x > 0 ? x : Math.expm1(x) * SELU_ALPHA);
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * (x * x * x))));
            case GELU -> x * 0.5 * (1 + ErrorFunction.of(x * Math.sqrt(0.5)));
        };
    }

    /** Exact for powers of two, which log(x) / log(2) is not. */
    private static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return Math.log(x);
        }
        int exponent = Math.getExponent(x);
        double fraction = exponent < Double.MIN_EXPONENT ? x : x / Math.scalb(1.0, exponent);
        return fraction == 1 ? exponent : Math.log(x) / LN_2;
    }
}
