package org.torchmm.heap;

/** float16 and bfloat16 bits; rounds to nearest, ties to even. */
final class Halves {
    private Halves() {}

    static float float16BitsToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
        }
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | exponent + 112 << 23 | mantissa << 13);
    }

    static short floatToFloat16Bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 0x47800000) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x38800000) { // subnormal: adding 0.5 aligns the bits, and rounds them
            int aligned = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f);
            return (short) (sign | aligned - Float.floatToRawIntBits(0.5f));
        }
        int odd = magnitude >>> 13 & 1;
        return (short) (sign | magnitude - 0x38000000 + 0xfff + odd >>> 13);
    }

    static short floatToBfloat16Bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7fffffff) > 0x7f800000) {
            return 0x7fc0;
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    static float bfloat16BitsToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
