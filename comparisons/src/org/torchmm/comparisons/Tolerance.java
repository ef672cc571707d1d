package org.torchmm.comparisons;

/**
 * How far from the exact sum of k products a result may be: {@code gamma_k * sum |a||b| + k * smallest}, where
 * {@code gamma_k = k u / (1 - k u)}.
 *
 * <p>The first part is Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1: the bound on the
 * error of an inner product of length k with unit roundoff u (2^-24 in float32, 2^-53 in float64), for every order of
 * summation; a fused multiply-add only makes the error smaller. The second part is for products that are below the normal numbers:
 * each is rounded to a multiple of the smallest number there is. No right kernel can pass the bound, and a result that
 * lacks one product, or has one twice, is far outside, unless that product is tiny.
 *
 * <p>Halves (float16, u = 2^-11, and bfloat16, u = 2^-8) are summed in float32: gamma_k of float32, and 2 u, as the result is rounded,
 * and in libtorch's dot each product before.
 */
record Tolerance(ElementType type, int k) {

    /** Room for the rounding of the reference itself, and of this bound. */
    private static final double SLACK = 1 + 0x1p-20;

    double gamma() {
        double ku = k * (type.isHalf() ? ElementType.FLOAT32 : type).roundoff();
        return ku / (1 - ku) + (type.isHalf() ? 2 * type.roundoff() : 0);
    }

    /** The error allowed; {@code magnitude} is the sum of all |a||b|. */
    double allowed(double magnitude) {
        return gamma() * SLACK * magnitude + k * type.smallest();
    }

    /** Whether no order of summation passes the largest number. */
    boolean cannotOverflow(double magnitude) {
        return magnitude * (1 + gamma()) * SLACK < type.largest();
    }

    /** Whether a sum of products of one sign is too large even if all roundings made it smaller. */
    boolean mustOverflow(double sum) {
        return Math.abs(sum) * (1 - gamma()) / SLACK > type.largest();
    }
}
