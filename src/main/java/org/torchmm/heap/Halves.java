package org.torchmm.heap;

/**
 * The bits of float16 and bfloat16. From float they are rounded to nearest, ties to even; from double and from whole numbers
 * torch goes through float, and so does who calls this.
 *
 * <p>Source: {@code c10::Half} and {@code c10::BFloat16} of libtorch 2.7.1.
 */
final class Halves {

    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private static final int HALF = Float.floatToRawIntBits(0.5f);

    private Halves() {}

    /** The bits moved to a float's place are 2^-112 times the number, and exact; but infinities and NaNs. */
    static float float16BitsToFloat(short half) {
        int moved = (half & 0x7fff) << 13;
        int number = Float.floatToRawIntBits(Float.intBitsToFloat(moved) * 0x1p112f);
        int magnitude = moved >= 0x7c00 << 13 ? moved | INFINITY : number;
        return Float.intBitsToFloat((half & 0x8000) << 16 | magnitude);
    }

    /** From 65520 on it is infinite. Every NaN is the quiet one, with its sign. */
    static short floatToFloat16Bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        int most = Math.min(magnitude, 0x47800000); // 2^16, which rounds to infinity's bits
        int number = most + (most >>> 13 & 1) - (0x38000000 - 0xfff) >>> 13;
        if (most < 0x38800000) { // subnormal: adding 0.5 aligns the bits, and rounds them
            number = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - HALF;
        }
        return (short) (sign | (magnitude > INFINITY ? 0x7e00 : number));
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
