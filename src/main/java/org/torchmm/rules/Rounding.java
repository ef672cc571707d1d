package org.torchmm.rules;

/** The numbers that a floating-point dtype has. */
public final class Rounding {

    private Rounding() {}

    /** The dtype's number next to a value, ties to even; of complex64, a part's. To the halves torch goes through float. */
    public static double round(double value, Dtype dtype) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 -> (float) value;
            case FLOAT16 -> half((float) value, 11, -14, 65504);
            case BFLOAT16 -> half((float) value, 8, -126, 0x1.FEp127);
            default -> value;
        };
    }

    private static double half(double value, int digits, int leastExponent, double most) {
        double unit = Math.scalb(1.0, Math.max(Math.getExponent(value), leastExponent) - (digits - 1));
        double rounded = Math.rint(value / unit) * unit;
        return Math.abs(rounded) > most ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }
}
