package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Java's numbers as arrays without dimensions, of the dtype that DJL gives each class. */
final class Numbers {

    private Numbers() {}

    static Operand of(Number number) {
        Dtype dtype = dtype(number);
        Storage one = Storage.allocate(Recycler.NONE, dtype, 1);
        if (dtype.isWhole()) {
            one.setLong(0, number.longValue());
        } else {
            one.setDouble(0, number.doubleValue());
        }
        return new Operand(one, Layout.contiguous());
    }

    private static Dtype dtype(Number number) {
        if (number instanceof Integer) {
            return Dtype.INT32;
        } else if (number instanceof Float) {
            return Dtype.FLOAT32;
        } else if (number instanceof Double) {
            return Dtype.FLOAT64;
        } else if (number instanceof Long) {
            return Dtype.INT64;
        } else if (number instanceof Byte) {
            return Dtype.INT8;
        }
        throw new IllegalArgumentException("a number beside an array is an Integer, Long, Byte, Float or Double, not "
                + (number == null ? "null" : "a " + number.getClass().getSimpleName()));
    }
}
