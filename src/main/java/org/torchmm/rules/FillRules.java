package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/** Which values libtorch 2.7.1 refuses to fill a dtype with ({@code c10::overflows}); fractions are cut off. */
public final class FillRules {

    private static final double MAX_HALF = 65504;
    private static final double MAX_BFLOAT16 = 0x1.FEp127;

    private FillRules() {}

    /** Whether an element of that dtype can hold the value, once its fraction is cut off. */
    public static void check(Dtype dtype, double value) {
        boolean fits = switch (dtype) {
            case FLOAT32, COMPLEX64 -> !Double.isFinite(value) || Math.abs(value) <= Float.MAX_VALUE;
            case FLOAT16 -> !Double.isFinite(value) || Math.abs(value) <= MAX_HALF;
            case BFLOAT16 -> !Double.isFinite(value) || Math.abs(value) <= MAX_BFLOAT16;
            case INT16 -> value >= Short.MIN_VALUE && value <= Short.MAX_VALUE;
            case INT8 -> value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE;
            case UINT8 -> value >= 0 && value <= 255;
            case INT32 -> value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
            case INT64 -> value >= Long.MIN_VALUE && value <= Long.MAX_VALUE;
            case FLOAT64, BOOL -> true;
        };
        if (!fits) {
            throw runtimeError("value cannot be converted to type " + dtype.source + " without overflow");
        }
    }

    /** The same for a whole number; one below 0 wraps in uint8. */
    public static void check(Dtype dtype, long value) {
        if (dtype != Dtype.INT64) {
            check(dtype, dtype == Dtype.UINT8 && value < 0 ? -(double) value : (double) value);
        }
    }

    /** The sizes of eye. */
    public static void checkEye(long n, long m) {
        if (n < 0 || m < 0) {
            throw runtimeError((n < 0 ? "n" : "m") + " must be greater or equal to 0, got " + (n < 0 ? n : m));
        }
        if (Math.max(n, m) > Integer.MAX_VALUE) {
            throw runtimeError("torchmm makes an eye of up to " + Integer.MAX_VALUE + " rows and columns, not of " + n
                    + " x " + m); // DJL hands libtorch ints
        }
    }
}
