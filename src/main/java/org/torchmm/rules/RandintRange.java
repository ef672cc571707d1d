package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/**
 * The whole numbers that randint draws, {@code from} and the {@code length - 1} after it; the length is unsigned. Bounds that a
 * floating-point dtype would round out of the range asked for move to the next of its numbers that lie inside.
 *
 * <p>Source: {@code random_from_to_impl} of libtorch 2.7.1.
 */
public record RandintRange(long from, long length) {

    private static final double MAX_FLOAT16 = 65504;

    /**
     * {@code [low, high)} as elements of a dtype.
     *
     * @throws IllegalArgumentException if it is empty, or the dtype cannot hold it
     */
    public static RandintRange of(Dtype dtype, long low, long high) {
        RandomRules.checkRange(low, high);
        long from = low;
        long to = high;
        if (dtype.isFloatingPoint()) {
            from = firstInside(dtype, low);
            to = endInside(dtype, high);
            if (from >= to) {
                throw runtimeError(
                        "random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got from="
                                + from + " >= to=" + to);
            }
        }
        check(dtype, from, "from");
        check(dtype, to - 1, "to - 1");
        return new RandintRange(from, to - from);
    }

    private static long firstInside(Dtype dtype, long from) {
        long next = rounded(dtype, from + 1);
        return next < from ? next + distance(dtype, from + 1) : from;
    }

    private static long endInside(Dtype dtype, long to) {
        long last = rounded(dtype, to - 1);
        return last >= to ? last - distance(dtype, to - 1) : to;
    }

    /** Between the numbers of the dtype around a whole number. */
    private static long distance(Dtype dtype, long value) {
        int exponent = 63 - Long.numberOfLeadingZeros(Math.abs(value));
        return 1L << exponent - digits(dtype) + 1;
    }

    /** Converted to the dtype and back: infinity is the least long. */
    private static long rounded(Dtype dtype, long value) {
        double number = switch (dtype) {
            case FLOAT64 -> value;
            case FLOAT32 -> (float) value;
            default -> rounded(value, digits(dtype));
        };
        boolean fits = number < 0x1p63 && (dtype != Dtype.FLOAT16 || Math.abs(number) <= MAX_FLOAT16);
        return fits ? (long) number : Long.MIN_VALUE;
    }

    /** To nearest, ties to even, with that many binary digits. */
    private static float rounded(float value, int digits) {
        int dropped = 24 - digits;
        int bits = Float.floatToRawIntBits(value);
        int odd = bits >>> dropped & 1;
        return Float.intBitsToFloat(bits + (1 << dropped - 1) - 1 + odd & -1 << dropped);
    }

    private static int digits(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32 -> 24;
            case FLOAT64 -> 53;
            case FLOAT16 -> 11;
            default -> 8;
        };
    }

    private static void check(Dtype dtype, long value, String name) {
        boolean fits = switch (dtype) {
            case UINT8 -> value >= 0 && value <= 255;
            case INT8 -> value == (byte) value;
            case INT16 -> value == (short) value;
            case INT32 -> value == (int) value;
            case BOOL -> value >= 0 && value <= 1;
            case FLOAT16 -> Math.abs((double) value) <= MAX_FLOAT16;
            case INT64, FLOAT32, FLOAT64, BFLOAT16 -> true;
            case COMPLEX64 -> throw RandomRules.noComplexRange();
        };
        if (!fits) {
            throw runtimeError(name + " is out of bounds for " + dtype.cpp);
        }
    }
}
