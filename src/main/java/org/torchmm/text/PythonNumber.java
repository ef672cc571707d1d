package org.torchmm.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Python's {@code repr} has them. (Before JDK 19, {@link Double#toString} had more digits than it takes.) */
final class PythonNumber {

    private static final int MOST_DIGITS = 17;

    private PythonNumber() {}

    /** {@code 0.5}, {@code 2.0}, {@code 1e-05}, {@code inf}: the fewest digits that are read as this number. */
    static String of(double value) {
        String text = shortest(value);
        return Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }

    /** {@code (1+2j)}, {@code (1.5-0j)}, {@code 2j}. */
    static String ofComplex(double real, double imaginary) {
        String second = shortest(imaginary) + "j";
        if (Double.doubleToRawLongBits(real) == 0) {
            return second;
        }
        return "(" + shortest(real) + (second.startsWith("-") ? "" : "+") + second + ")";
    }

    private static String shortest(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0";
        }
        BigDecimal digits = digits(Math.abs(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return sign + digits.toPlainString();
        }
        int size = Math.abs(exponent);
        return sign
                + digits.movePointLeft(exponent).toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }

    /** Of the shortest decimals that are read as the value, the one next to it. */
    private static BigDecimal digits(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int count = 1; count < MOST_DIGITS; count++) {
            BigDecimal nearest = exact.round(new MathContext(count, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            // Above a power of 2 a decimal may be read as the value from farther off than below it.
            BigDecimal above = exact.round(new MathContext(count, RoundingMode.CEILING));
            if (above.doubleValue() == value) {
                return above;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }
}
