package org.torchmm.comparisons;

/**
 * Whether the elements of a result are what they have to be.
 *
 * <ul>
 *   <li>Integers are equal.
 *   <li>Where a product is NaN, or infinities of both signs meet, the result is NaN; where infinities of one sign do, it is
 *       that infinity.
 *   <li>Elsewhere it is finite and within {@link Tolerance}, unless the largest number is passed: where all products have one
 *       sign and no rounding could save the sum, it is infinite; where that hangs on the order of summation, it
 *       is NaN, infinite or within the tolerance.
 *   <li>Zeros are equal whatever their sign; {@link #bits} is for results whose signs are defined.
 * </ul>
 */
final class Judge {

    private final Reference reference;
    private final ElementType type;
    private final Tolerance tolerance;
    private double greatestShare;

    Judge(Reference reference) {
        this.reference = reference;
        this.type = reference.type();
        this.tolerance = new Tolerance(type, reference.k());
    }

    /** The greatest error seen as a share of what was allowed. */
    double greatestShare() {
        return greatestShare;
    }

    /** What is wrong with a result, or null. */
    Mismatch values(Object actual, long[] size) {
        Mismatch mismatch = new Mismatch(size, reference.elements(), type.isFloating());
        for (int at = 0; at < reference.elements(); at++) {
            if (!type.isFloating()) {
                long value = type.whole(actual, at);
                if (value != reference.whole(at)) {
                    mismatch.add(at, value, reference.whole(at));
                }
            } else if (!isRight(type.floating(actual, at), at)) {
                double value = type.floating(actual, at);
                mismatch.add(
                        at,
                        value,
                        reference.sum(at),
                        Double.isFinite(value) ? reference.error(value, at) : Math.abs(value - reference.sum(at)),
                        tolerance.allowed(reference.magnitude(at)));
            }
        }
        return mismatch.orNull();
    }

    private boolean isRight(double value, int at) {
        double sum = reference.sum(at);
        double magnitude = reference.magnitude(at);
        if (Double.isNaN(magnitude)) {
            return Double.isNaN(value);
        }
        if (tolerance.cannotOverflow(magnitude)) {
            return isClose(value, at, magnitude);
        }
        if (Double.isNaN(sum)) {
            return Double.isNaN(value);
        }
        if (reference.isInfinite(at) || reference.hasOneSign(at) && tolerance.mustOverflow(sum)) {
            return value == Math.copySign(Double.POSITIVE_INFINITY, sum);
        }
        return !Double.isFinite(value) || isClose(value, at, magnitude);
    }

    private boolean isClose(double value, int at, double magnitude) {
        double allowed = tolerance.allowed(magnitude);
        double error = reference.error(value, at);
        if (allowed > 0 && error <= allowed) {
            greatestShare = Math.max(greatestShare, error / allowed);
        }
        return error <= allowed; // false for NaN
    }

    /** Where two results are not the same bits, or null. -0 is not 0; every NaN is NaN. */
    static Mismatch bits(ElementType type, Object actual, Object expected, long[] size, int elements) {
        Mismatch mismatch = new Mismatch(size, elements, false);
        for (int at = 0; at < elements; at++) {
            if (type.bits(actual, at) != type.bits(expected, at)) {
                if (type.isFloating()) {
                    double x = type.floating(actual, at);
                    double y = type.floating(expected, at);
                    mismatch.add(at, x, y, Math.abs(x - y), 0);
                } else {
                    mismatch.add(at, type.whole(actual, at), type.whole(expected, at));
                }
            }
        }
        return mismatch.orNull();
    }
}
