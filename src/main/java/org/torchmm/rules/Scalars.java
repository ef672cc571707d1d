package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/** Python's numbers beside arrays, and how libtorch converts them ({@code c10::Scalar::to}). */
public final class Scalars {

    private Scalars() {}

    /** Whether it is one of Python's floats, not an int. */
    public static boolean isFloat(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    /** Compared before it is rounded to any dtype. */
    public static boolean isZero(Number number) {
        return isFloat(number) ? number.doubleValue() == 0 : number.longValue() == 0;
    }

    /** Refuses what the dtype in which numbers of that dtype are computed does not hold. */
    static void check(Number number, Dtype dtype) {
        if (overflows(number, computed(dtype))) {
            throw overflow(computed(dtype));
        }
    }

    /** Refuses what the dtype itself does not hold. */
    public static void checkStored(Number number, Dtype dtype) {
        if (isBeyondHalves(number, dtype)) {
            throw overflow(dtype);
        }
        check(number, dtype);
    }

    /** Whether {@link #checkStored} has nothing against it. */
    static boolean isStored(Number number, Dtype dtype) {
        return !isBeyondHalves(number, dtype) && !overflows(number, computed(dtype));
    }

    /** What is said of one that the dtype itself does not hold; null if it does. */
    static String stored(Number number, Dtype dtype) {
        return isStored(number, dtype) ? null : sentence(isBeyondHalves(number, dtype) ? dtype : computed(dtype));
    }

    /** The same of the dtype in which numbers of that dtype are computed. */
    static String held(Number number, Dtype dtype) {
        return overflows(number, computed(dtype)) ? sentence(computed(dtype)) : null;
    }

    private static Dtype computed(Dtype dtype) {
        return dtype.isHalf() ? Dtype.FLOAT32 : dtype;
    }

    private static boolean isBeyondHalves(Number number, Dtype dtype) {
        double most = dtype == Dtype.FLOAT16 ? 65504 : 0x1.fep127;
        return dtype.isHalf() && Math.abs(number.doubleValue()) > most && !Double.isInfinite(number.doubleValue());
    }

    private static IllegalArgumentException overflow(Dtype dtype) {
        return runtimeError(sentence(dtype));
    }

    private static String sentence(Dtype dtype) {
        return "value cannot be converted to type " + dtype.source + " without overflow";
    }

    private static boolean overflows(Number number, Dtype dtype) {
        if (dtype == Dtype.BOOL || dtype == Dtype.FLOAT64) {
            return false;
        }
        if (!dtype.isWhole()) {
            double value = number.doubleValue();
            return isFloat(number) && !Double.isInfinite(value) && Math.abs(value) > Float.MAX_VALUE;
        }
        boolean isUnsigned = dtype == Dtype.UINT8;
        int bits = 8 * dtype.bytes - (isUnsigned ? 0 : 1);
        if (isFloat(number)) {
            double most = Math.scalb(1.0, bits) - 1;
            double least = isUnsigned ? 0 : -Math.scalb(1.0, bits);
            return !(number.doubleValue() >= least && number.doubleValue() <= most);
        }
        long value = number.longValue();
        if (isUnsigned) {
            return value > 255 || value < -255; // negative ones wrap around
        }
        return value >> bits != 0 && value >> bits != -1;
    }

    /** Cut to a whole number where the dtype is whole, and wrapped around to its range. */
    public static long toLong(Number number, Dtype dtype) {
        long value = number.longValue();
        return switch (dtype) {
            case INT8 -> (byte) value;
            case UINT8 -> value & 0xff;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case BOOL -> isZero(number) ? 0 : 1;
            default -> value;
        };
    }
}
