package org.torchmm.heap;

/**
 * The bits of float16 and bfloat16. From float they are rounded to nearest, ties to even; from double and from whole numbers
 * torch goes through float, and so does who calls this.
 *
 * <p>Source: {@code c10::Half} and {@code c10::BFloat16} of libtorch 2.7.1.
 */
final class Halves {

    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private Halves() {}

    static float float16BitsToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | INFINITY | mantissa << 13);
        }
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(mantissa * 0x1p-24f));
        }
        return Float.intBitsToFloat(sign | exponent + 112 << 23 | mantissa << 13);
    }

    /** From 65520 on it is infinite. Every NaN is the quiet one, with its sign. */
    static short floatToFloat16Bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > INFINITY) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 0x47800000) { // 2^16
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x38800000) { // subnormal: adding 0.5 aligns the bits, and rounds them
            int aligned = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f);
            return (short) (sign | aligned - Float.floatToRawIntBits(0.5f));
        }
        int odd = magnitude >>> 13 & 1;
        return (short) (sign | magnitude - 0x38000000 + 0xfff + odd >>> 13);
    }

    static float bfloat16BitsToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** Every NaN is the quiet one without a sign. */
    static short floatToBfloat16Bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7fffffff) > INFINITY) {
            return 0x7fc0;
        }
        int odd = bits >>> 16 & 1;
        return (short) (bits + 0x7fff + odd >>> 16);
    }
}
