package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** float16 or bfloat16. */
enum HalfFormat {
    FLOAT16(11) {
        @Override
        short bits(float value) {
            return Halves.floatToFloat16Bits(value);
        }

        @Override
        float value(short bits) {
            return Halves.float16BitsToFloat(bits);
        }
    },
    BFLOAT16(8) {
        @Override
        short bits(float value) {
            return Halves.floatToBfloat16Bits(value);
        }

        @Override
        float value(short bits) {
            return Halves.bfloat16BitsToFloat(bits);
        }
    };

    /** Binary digits of the mantissa, the implicit one among them. */
    final int digits;

    HalfFormat(int digits) {
        this.digits = digits;
    }

    static HalfFormat of(Dtype dtype) {
        return dtype == Dtype.FLOAT16 ? FLOAT16 : BFLOAT16;
    }

    abstract short bits(float value);

    abstract float value(short bits);

    /** The number of the format that is next to {@code value}. */
    float rounded(float value) {
        return value(bits(value));
    }
}
