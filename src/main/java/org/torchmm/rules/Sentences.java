package org.torchmm.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What Python raises, as Java throws it, with torch's sentence as the message; those that several rules say stand here. */
public final class Sentences {

    private Sentences() {}

    /** Python's {@code RuntimeError}. */
    public static IllegalArgumentException runtimeError(String sentence) {
        return new IllegalArgumentException(sentence);
    }

    /** Python's {@code IndexError}. */
    public static IndexOutOfBoundsException indexError(String sentence) {
        return new IndexOutOfBoundsException(sentence);
    }

    /** Whether libtorch says so in an {@code IndexError}, which crosses TorchScript as a {@code RuntimeError}. */
    public static boolean isIndexError(String sentence) {
        return sentence != null
                && (sentence.startsWith("Dimension out of range")
                        || sentence.matches("(?s)Dimension specified as -?\\d+ but tensor has no dimensions.*")
                        || sentence.matches("(?s)(select\\(\\): )?index -?\\d+ (is )?out of .*")
                        || sentence.startsWith("too many indices for tensor"));
    }

    /** {@code "addmm_impl_cpu_" not implemented for 'Bool'}. */
    public static IllegalArgumentException notImplemented(String kernel, Dtype dtype) {
        return runtimeError(ofKernel(kernel, dtype));
    }

    static String ofKernel(String kernel, Dtype dtype) {
        return "\"" + kernel + "\" not implemented for '" + dtype.scalarType + "'";
    }

    /** Refuses in a sentence, if there is one. */
    public static void refuse(String sentence) {
        if (sentence != null) {
            throw runtimeError(sentence);
        }
    }

    /** As C++ streams print a number: six digits, an exponent only where it is below -4 or above 5. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        } else if (value == 0) {
            return 1 / value > 0 ? "0" : "-0";
        }
        BigDecimal digits = new BigDecimal(value)
                .round(new MathContext(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent < -4 || exponent > 5
                ? digits.movePointLeft(exponent).toPlainString() + "e"
                        + (exponent < 0 ? "-" : "+")
                        + (Math.abs(exponent) < 10 ? "0" : "")
                        + Math.abs(exponent)
                : digits.toPlainString();
    }
}
