package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.FillRules;
import org.torchmm.rules.ResultType;

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

    /** As torch has them: an int64 or a float64, beside arrays for its kind alone. */
    static Operand ofTorch(Number number) {
        return of(number, ResultType.isWhole(number) ? Dtype.INT64 : Dtype.FLOAT64);
    }

    /** As an element of a dtype, whatever it loses there. */
    static Operand of(Number number, Dtype dtype) {
        Storage one = Storage.allocate(Recycler.NONE, dtype, 1);
        if (ResultType.isWhole(number)) {
            one.setLong(0, number.longValue());
        } else {
            one.setDouble(0, number.doubleValue());
        }
        return new Operand(one, Layout.contiguous());
    }

    /** The same, refused where the dtype cannot hold it. */
    static Operand fitting(Number number, Dtype dtype) {
        if (ResultType.isWhole(number)) {
            FillRules.check(dtype, number.longValue());
        } else {
            FillRules.check(dtype, number.doubleValue());
        }
        return of(number, dtype);
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
