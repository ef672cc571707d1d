package org.torchmm.heap;

/** erf, from its series near 0 and the continued fraction of erfc beyond, to some 1e-15. */
final class ErrorFunction {

    private static final double TWO_BY_ROOT_PI = 1.1283791670955126;
    private static final double ROOT_PI = 1.7724538509055159;

    private ErrorFunction() {}

    static double of(double x) {
        double y = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        double value = y < 2.5 ? series(y) : y > 6 ? 1 : 1 - complement(y);
        return x < 0 ? -value : value;
    }

    /** erf(y) = 2 / sqrt(pi) * exp(-y^2) * sum of 2^n y^(2n+1) / (1 * 3 * ... (2n+1)), of positive terms alone. */
    private static double series(double y) {
        double term = y;
        double sum = y;
        for (int n = 1; term > 1e-17 * sum; n++) {
            term *= 2 * y * y / (2 * n + 1);
            sum += term;
        }
        return TWO_BY_ROOT_PI * Math.exp(-y * y) * sum;
    }

    /** erfc(y) = exp(-y^2) / sqrt(pi) / (y + (1/2) / (y + 1 / (y + (3/2) / (y + ...)))). */
    private static double complement(double y) {
        double fraction = y;
        for (int n = 60; n > 0; n--) {
            fraction = y + 0.5 * n / fraction;
        }
        return Math.exp(-y * y) / ROOT_PI / fraction;
    }
}
