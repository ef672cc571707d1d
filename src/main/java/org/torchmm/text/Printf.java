package org.torchmm.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as the {@code %f} and {@code %e} of C and Python write them: rounded from the exact value of the double, ties to
 * even. ({@link String#format} rounds a shortest decimal text of the double, ties up: 0.03125 becomes 0.0313, not 0.0312.)
 */
final class Printf {

    private Printf() {}

    /** {@code %.<decimals>f}. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? sign(value)
                        + magnitude(value)
                                .setScale(decimals, RoundingMode.HALF_EVEN)
                                .toPlainString()
                : nonFinite(value);
    }

    /** {@code %.<decimals>e}. */
    static String scientific(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return nonFinite(value);
        }
        if (value == 0) {
            return sign(value) + "0." + "0".repeat(decimals) + "e+00";
        }
        BigDecimal rounded = magnitude(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        // A short value such as 0.5 keeps its few digits when it is rounded: the scale brings the zeros.
        String digits = rounded.setScale(decimals - exponent).unscaledValue().toString();
        return sign(value) + digits.charAt(0) + '.' + digits.substring(1) + exponent(exponent);
    }

    private static BigDecimal magnitude(double value) {
        return new BigDecimal(Math.abs(value));
    }

    private static String exponent(int exponent) {
        int magnitude = Math.abs(exponent);
        return (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
    }

    private static String sign(double value) {
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    private static String nonFinite(double value) {
        return Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
    }
}
