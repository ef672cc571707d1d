package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/** What libtorch 2.7.1 refuses in arange, and how many numbers it makes: {@code ceil((end - start) / step)}. */
public final class ArangeRules {

    private ArangeRules() {}

    /** Refuses a dtype that does not count, and what {@link #check(double, double, double)} does. */
    public static void check(Dtype dtype, double start, double end, double step) {
        if (dtype == Dtype.BOOL) {
            throw notImplemented("arange_cpu", dtype);
        }
        check(start, end, step);
    }

    /** Refuses bounds that a step does not lead from one to the other. */
    public static void check(double start, double end, double step) {
        if (!(step > 0 || step < 0)) {
            throw runtimeError("step must be nonzero");
        }
        if (!Double.isFinite(start) || !Double.isFinite(end)) {
            throw runtimeError("unsupported range: " + text(start) + " -> " + text(end));
        }
        if (step > 0 ? end < start : end > start) {
            throw runtimeError("upper bound and larger bound inconsistent with step sign");
        }
    }

    /** How many numbers there are. */
    public static int length(double start, double end, double step) {
        return checkLength(Math.ceil((end - start) / step));
    }

    /** How many whole numbers there are. */
    public static int length(long start, long end, long step) {
        // -floor(-x) is ceil(x); a span beyond long is refused below in any case
        double span = (double) end - start;
        return Math.abs(span) > 0x1p62 ? checkLength(span / step) : checkLength(-Math.floorDiv(start - end, step));
    }

    private static int checkLength(double length) {
        if (length > Sizes.LONGEST) {
            throw runtimeError("invalid size, possible overflow?");
        }
        return (int) length;
    }

    /** A double as C++ streams print it. */
    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
