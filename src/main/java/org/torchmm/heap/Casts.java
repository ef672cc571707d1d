package org.torchmm.heap;

/** Floating-point numbers as whole ones, as x86-64 converts them: what does not fit is the least number. */
final class Casts {

    private Casts() {}

    /** int8 and int16 take the low bits of this, as libtorch's code does; uint8 those of {@link #toLong}. */
    static int toInt(double value) {
        return value > -0x1p31 - 1 && value < 0x1p31 ? (int) value : Integer.MIN_VALUE;
    }

    static int toInt(float value) {
        int whole = (int) value;
        return whole == Integer.MAX_VALUE || value != value ? Integer.MIN_VALUE : whole; // no float is the greatest int
    }

    static long toLong(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }
}
