package org.torchmm.rules;

/**
 * {@code torch.isclose} of elements of one dtype, and how far they are apart, each step rounded to the dtype in which libtorch takes
 * it: that of the elements, and float32 of whole numbers.
 *
 * <p>One operation on floats in doubles, rounded to float, is what floats give: a double has more than twice their digits.
 */
final class IsClose {

    /** In which errors are computed. */
    private final Dtype dtype;

    private final boolean isZero;
    private final boolean equalNan;
    private final double rtol;
    private final double atol;

    IsClose(Dtype elements, Tolerance tolerance) {
        dtype = elements.isWhole() ? Dtype.FLOAT32 : elements;
        isZero = tolerance.isZero();
        equalNan = tolerance.equalNan();
        boolean isDouble = dtype == Dtype.FLOAT64;
        rtol = isDouble ? tolerance.rtol() : (float) tolerance.rtol();
        atol = isDouble ? tolerance.atol() : (float) tolerance.atol();
    }

    boolean holds(long actual, long expected) {
        return actual == expected || !isZero && isNear((float) actual, (float) expected);
    }

    boolean holds(double actual, double expected) {
        return actual == expected
                || equalNan && Double.isNaN(actual) && Double.isNaN(expected)
                || !isZero && isNear(actual, expected);
    }

    private boolean isNear(double actual, double expected) {
        return isWithin(difference(actual, expected), Math.abs(round(rtol * expected)));
    }

    /** Of complex numbers. */
    boolean holds(double real, double imaginary, double expectedReal, double expectedImaginary) {
        if (real == expectedReal && imaginary == expectedImaginary) {
            return true;
        }
        if (equalNan && isNaN(real, imaginary) && isNaN(expectedReal, expectedImaginary)) {
            return true;
        }
        return !isZero
                && isWithin(
                        difference(real, imaginary, expectedReal, expectedImaginary),
                        magnitude(round(rtol * expectedReal), round(rtol * expectedImaginary)));
    }

    private static boolean isNaN(double real, double imaginary) {
        return Double.isNaN(real) || Double.isNaN(imaginary);
    }

    private boolean isWithin(double error, double relative) {
        return error < Double.POSITIVE_INFINITY && error <= round(atol + relative);
    }

    double difference(double actual, double expected) {
        return Math.abs(round(actual - expected));
    }

    double difference(double real, double imaginary, double expectedReal, double expectedImaginary) {
        return magnitude(round(real - expectedReal), round(imaginary - expectedImaginary));
    }

    double relative(double difference, double size) {
        return round(difference / size);
    }

    /** Of complex numbers. */
    static double magnitude(double real, double imaginary) {
        return Double.isInfinite(real) || Double.isInfinite(imaginary)
                ? Double.POSITIVE_INFINITY
                : (float) Math.sqrt(real * real + imaginary * imaginary);
    }

    private double round(double value) {
        return Rounding.round(value, dtype);
    }
}
