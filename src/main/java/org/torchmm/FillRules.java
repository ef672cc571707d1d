package org.torchmm;

import static org.torchmm.PythonErrors.runtimeError;

/** Which values libtorch 2.7.1 refuses to fill a dtype with ({@code c10::overflows}); fractions are cut off. */
final class FillRules {

    private static final double MAX_HALF = 65504;

    private FillRules() {}

    static void check(Dtype dtype, double value) {
        boolean fits = switch (dtype) {
            case FLOAT32 -> !Double.isFinite(value) || Math.abs(value) <= Float.MAX_VALUE;
            case FLOAT16 -> !Double.isFinite(value) || Math.abs(value) <= MAX_HALF;
            case INT8 -> value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE;
            case UINT8 -> value >= -255 && value <= 255; // a negative value wraps
            case INT32 -> value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
            case INT64 -> value >= Long.MIN_VALUE && value <= Long.MAX_VALUE;
            case FLOAT64, BOOL, COMPLEX64 -> true;
        };
        if (!fits) {
            throw runtimeError("value cannot be converted to type " + typeName(dtype) + " without overflow");
        }
    }

    static void check(Dtype dtype, long value) {
        if (dtype != Dtype.INT64) {
            check(dtype, (double) value);
        }
    }

    private static String typeName(Dtype dtype) {
        return switch (dtype) {
            case FLOAT16 -> "at::Half";
            case UINT8 -> "uint8_t";
            case INT8 -> "int8_t";
            case INT64 -> "int64_t";
            default -> dtype.cpp;
        };
    }
}
