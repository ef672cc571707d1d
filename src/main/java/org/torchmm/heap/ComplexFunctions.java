package org.torchmm.heap;

/**
 * Functions of complex numbers, computed in double and rounded once: branch cuts, signed zeros, infinities and NaN as C99 has them (annex G),
 * whose library libtorch asks.
 *
 * <p>Source: Kahan, <i>Branch cuts for complex elementary functions</i>, 1987.
 */
final class ComplexFunctions {

    private static final double LN_2 = Math.log(2);
    private static final double LN_10 = Math.log(10);

    /** From here on a hyperbolic tangent is 1, and what it lacks 4 / exp(2 x). */
    private static final double LARGE = 20;

    private double re;
    private double im;

    private ComplexFunctions() {}

    static void apply(UnaryOp op, float[] a, int p, float[] c, int r, int count) {
        ComplexFunctions z = new ComplexFunctions();
        for (int i = 0; i < 2 * count; i += 2) {
            float x = a[p + i];
            float y = a[p + i + 1];
            switch (op) {
                case NEG -> z.is(-x, -y);
                case SQUARE -> z.is(x * x - y * y, x * y + y * x);
                case SQRT -> z.sqrt(x, y);
                case EXP -> z.exp(x, y);
                case LOG -> z.log(x, y, 1);
                case LOG2 -> z.log(x, y, LN_2);
                case LOG10 -> z.log(x, y, LN_10);
                case SIN -> z.sin(x, y);
                case COS -> z.cosh(-y, x);
                case TAN -> z.tan(x, y);
                case ASIN -> z.asin(x, y);
                case ACOS -> z.acos(x, y);
                case ATAN -> z.atan(x, y);
                case SINH -> z.sinh(x, y);
                case COSH -> z.cosh(x, y);
                case TANH -> z.tanh(x, y);
                case SIGMOID -> z.sigmoid(x, y);
                default -> throw new AssertionError(op);
            }
            c[r + i] = (float) z.re;
            c[r + i + 1] = (float) z.im;
        }
    }

    /** {@code (x + iy)} to the power of {@code (u + iv)}: the exponential of the product with the logarithm, each step in float32. */
    static void power(float x, float y, float u, float v, float[] c, int to) {
        ComplexFunctions z = new ComplexFunctions();
        z.log(x, y, 1);
        z.product(u, v, (float) z.re, (float) z.im);
        z.exp((float) z.re, (float) z.im);
        c[to] = (float) z.re;
        c[to + 1] = (float) z.im;
    }

    /** As C99 has it (annex G): what is infinite in one operand is so in the product, whatever is NaN. */
    private void product(float a, float b, float c, float d) {
        is(a * c - b * d, a * d + b * c);
        if (!Double.isNaN(re) || !Double.isNaN(im)) {
            return;
        }
        boolean isFirst = Float.isInfinite(a) || Float.isInfinite(b);
        boolean isSecond = Float.isInfinite(c) || Float.isInfinite(d);
        boolean isBetween = Float.isInfinite(a * c)
                || Float.isInfinite(b * d)
                || Float.isInfinite(a * d)
                || Float.isInfinite(b * c);
        if (isFirst || isSecond || isBetween) {
            float p = isFirst ? unit(a) : zeroed(a);
            float q = isFirst ? unit(b) : zeroed(b);
            float r = isSecond ? unit(c) : zeroed(c);
            float s = isSecond ? unit(d) : zeroed(d);
            is(Float.POSITIVE_INFINITY * (p * r - q * s), Float.POSITIVE_INFINITY * (p * s + q * r));
        }
    }

    private static float unit(float part) {
        return Math.copySign(Float.isInfinite(part) ? 1f : 0f, part);
    }

    private static float zeroed(float part) {
        return Float.isNaN(part) ? Math.copySign(0f, part) : part;
    }

    private void is(double real, double imaginary) {
        re = real;
        im = imaginary;
    }

    private void log(double x, double y, double base) {
        double size = Math.hypot(x, y);
        double greater = Math.max(Math.abs(x), Math.abs(y));
        double less = Math.min(Math.abs(x), Math.abs(y));
        double log = size > 0.5 && size < 2
                ? Math.log1p((greater - 1) * (greater + 1) + less * less) / 2 // near 1 the logarithm is small
                : Math.log(size);
        is(log / base, Math.atan2(y, x) / base);
    }

    private void exp(double x, double y) {
        if (y == 0 || x == Double.NEGATIVE_INFINITY && !Double.isFinite(y)) {
            is(Math.exp(x), y == 0 ? y : Math.copySign(0, y));
        } else if (x == Double.POSITIVE_INFINITY && !Double.isFinite(y)) {
            is(x, y - y);
        } else {
            double size = Math.exp(x);
            is(size * Math.cos(y), size * Math.sin(y));
        }
    }

    private void sqrt(double x, double y) {
        if (x == 0 && y == 0) {
            is(0, y);
        } else if (Double.isInfinite(y)) {
            is(Double.POSITIVE_INFINITY, y);
        } else if (Double.isInfinite(x)) {
            double none = Double.isNaN(y) ? y : 0;
            if (x > 0) {
                is(x, Math.copySign(none, y));
            } else {
                is(none, Math.copySign(x, y));
            }
        } else {
            double greater = Math.sqrt((Math.hypot(x, y) + Math.abs(x)) / 2);
            double less = Math.abs(y) / (2 * greater);
            is(x >= 0 ? greater : less, Math.copySign(x >= 0 ? less : greater, y));
            if (Double.isNaN(x) || Double.isNaN(y)) {
                is(Double.NaN, Double.NaN);
            }
        }
    }

    private void sinh(double x, double y) {
        if (y == 0) {
            is(Math.sinh(x), y);
        } else if (!Double.isFinite(y) && (x == 0 || Double.isInfinite(x))) {
            is(x == 0 ? x : Math.abs(x), Double.NaN);
        } else {
            is(x == 0 ? x * Math.signum(Math.cos(y)) : Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y));
        }
    }

    private void cosh(double x, double y) {
        if (y == 0) {
            is(Math.cosh(x), Double.isNaN(x) ? y : y * Math.copySign(1, x));
        } else if (x == 0) {
            double sin = Math.sin(y);
            is(Math.cos(y), Double.isNaN(sin) ? 0 : x * sin);
        } else if (Double.isInfinite(x) && !Double.isFinite(y)) {
            is(Double.POSITIVE_INFINITY, Double.NaN);
        } else {
            is(Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y));
        }
    }

    private void tanh(double x, double y) {
        if (Double.isInfinite(x)) {
            is(Math.copySign(1, x), Double.isFinite(y) ? Math.copySign(0, Math.sin(2 * y)) : Math.copySign(0, y));
        } else if (y == 0) {
            is(Math.tanh(x), y);
        } else if (!Double.isFinite(y)) {
            is(x == 0 ? x : Double.NaN, Double.NaN);
        } else if (Math.abs(x) > LARGE) {
            is(Math.copySign(1, x), 4 * Math.sin(y) * Math.cos(y) * Math.exp(-2 * Math.abs(x)));
        } else {
            double sinh = Math.sinh(x);
            double cos = Math.cos(y);
            double size = sinh * sinh + cos * cos;
            is(sinh * Math.cosh(x) / size, Math.sin(y) * cos / size);
        }
    }

    private void sin(double x, double y) {
        sinh(-y, x);
        is(im, Double.isInfinite(re) && Double.isNaN(im) ? Double.POSITIVE_INFINITY : -re);
    }

    private void tan(double x, double y) {
        tanh(-y, x);
        is(im, -re);
    }

    /** sqrt(1 - z), and then sqrt(1 + z) in this. */
    private double[] roots(double x, double y) {
        sqrt(1 - x, -y);
        double[] less = {re, im};
        sqrt(1 + x, y);
        return less;
    }

    private void asin(double x, double y) {
        if (isFinite(x, y)) {
            double[] less = roots(x, y);
            is(Math.atan2(x, less[0] * re - less[1] * im), Math.copySign(asinh(less[0] * im - less[1] * re), y));
        } else if (Double.isInfinite(y)) {
            is(Double.isNaN(x) ? x : Math.copySign(Double.isInfinite(x) ? Math.PI / 4 : 0, x), y);
        } else if (Double.isInfinite(x)) {
            is(Double.isNaN(y) ? y : Math.copySign(Math.PI / 2, x), Math.copySign(x, y));
        } else {
            is(x == 0 ? x : Double.NaN, Double.NaN);
        }
    }

    private void acos(double x, double y) {
        if (isFinite(x, y)) {
            double[] less = roots(x, y);
            is(2 * Math.atan2(less[0], re), Math.copySign(asinh(re * less[1] - im * less[0]), -y));
        } else if (Double.isInfinite(y)) {
            double angle = Double.isInfinite(x) ? Math.PI / 2 - Math.copySign(Math.PI / 4, x) : Math.PI / 2;
            is(Double.isNaN(x) ? x : angle, -y);
        } else if (Double.isInfinite(x)) {
            is(Double.isNaN(y) ? y : x > 0 ? 0 : Math.PI, Math.copySign(x, -y));
        } else {
            is(x == 0 ? Math.PI / 2 : Double.NaN, Double.NaN);
        }
    }

    private void atan(double x, double y) {
        if (isFinite(x, y)) {
            double size = Math.abs(y);
            is(
                    Math.atan2(2 * x, (1 - size) * (1 + size) - x * x) / 2,
                    Math.copySign(Math.log1p(4 * size / (x * x + (1 - size) * (1 - size))) / 4, y));
        } else if (Double.isInfinite(x) || Double.isInfinite(y)) {
            is(Double.isNaN(x) ? x : Math.copySign(Math.PI / 2, x), Math.copySign(0, y));
        } else {
            is(Double.NaN, y == 0 ? y : Double.NaN);
        }
    }

    private static boolean isFinite(double x, double y) {
        return Double.isFinite(x) && Double.isFinite(y);
    }

    /** Without a sign. */
    private static double asinh(double x) {
        double size = Math.abs(x);
        return Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    }

    /** 1 / (1 + exp(-z)), each step in float32. */
    private void sigmoid(double x, double y) {
        exp(-x, -y);
        float[] quotient = new float[2];
        ComplexArithmetic.divide(1, 0, 1 + (float) re, (float) im, quotient, 0);
        is(quotient[0], quotient[1]);
    }
}
