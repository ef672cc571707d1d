package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.number;
import static org.torchmm.rules.Sentences.runtimeError;

/**
 * What libtorch 2.7.1 refuses in arange, and how many numbers it makes.
 *
 * <p>Bounds and step are judged in the type that libtorch computes in: whole numbers of 64 bits for the whole dtypes, a float
 * for float16, else a double. How many numbers there are is {@code ceil((end - start) / step)} of the doubles as they were
 * given, fractions and all; of int64 alone it is that of the whole numbers. So {@code arange(0, 9.86, 1.3)} has nine elements
 * in int64 and eight in int32, although both count by 1.
 *
 * <p>Source: {@code aten/src/ATen/native/RangeFactories.cpp}.
 */
public final class ArangeRules {

    /** 2<sup>63</sup>, the first double past the longs. */
    private static final double PAST_LONG = 0x1p63;

    private ArangeRules() {}

    /** How many numbers there are, of a dtype. */
    public static long length(Dtype dtype, double start, double end, double step) {
        switch (dtype) {
            case BOOL, COMPLEX64 -> throw notImplemented("arange_cpu", dtype);
            case INT64 -> {
                return length(whole(start), whole(end), whole(step));
            }
            case UINT8, INT8, INT16, INT32 -> check(whole(start), whole(end), whole(step));
            case FLOAT16, BFLOAT16 -> check(single(start), single(end), single(step));
            default -> check(start, end, step);
        }
        return checkLength(Math.ceil((end - start) / step));
    }

    /** How many numbers there are, in int64. */
    public static long length(long start, long end, long step) {
        check(start, end, step);
        // sums of longs wrap, as they do in libtorch; its quotient of the least long by -1 is a SIGFPE
        return checkLength((end - start + step - Long.signum(step)) / step);
    }

    private static void check(long start, long end, long step) {
        if (step == 0) {
            throw runtimeError("step must be nonzero");
        }
        checkDirection(step > 0 ? end >= start : end <= start);
    }

    private static void check(double start, double end, double step) {
        if (!(step > 0 || step < 0)) {
            throw runtimeError("step must be nonzero");
        }
        if (!Double.isFinite(start) || !Double.isFinite(end)) {
            throw runtimeError("unsupported range: " + number(start) + " -> " + number(end));
        }
        checkDirection(step > 0 ? end >= start : end <= start);
    }

    private static void checkDirection(boolean leadsToTheEnd) {
        if (!leadsToTheEnd) {
            throw runtimeError("upper bound and larger bound inconsistent with step sign");
        }
    }

    private static long checkLength(double length) {
        if (!(length >= 0 && length <= PAST_LONG)) {
            throw runtimeError("invalid size, possible overflow?");
        }
        if (length == PAST_LONG) {
            throw runtimeError("IntArrayRef contains an int that cannot be represented as a SymInt: " + Long.MIN_VALUE);
        }
        return (long) length;
    }

    /** Without its fraction; libtorch lets 2<sup>63</sup> pass, and the processor makes the least long of it. */
    private static long whole(double value) {
        if (!(value >= -PAST_LONG && value <= PAST_LONG)) {
            throw runtimeError("value cannot be converted to type int64_t without overflow");
        }
        return value == PAST_LONG ? Long.MIN_VALUE : (long) value;
    }

    /** As a float; infinities stay what they are. */
    private static double single(double value) {
        if (Double.isFinite(value) && Math.abs(value) > Float.MAX_VALUE) {
            throw runtimeError("value cannot be converted to type float without overflow");
        }
        return (float) value;
    }
}
