package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Scalars;

/** Pieces multiplied by Python's numbers, which are converted to the dtype first, as libtorch converts them. */
final class Scaling {

    private Scaling() {}

    /** Whether it is 0 in the dtype in which elements are computed. */
    static boolean isZero(Number number, Dtype dtype) {
        return switch (Promotion.wide(dtype)) {
            case FLOAT32, COMPLEX64 -> number.floatValue() == 0;
            case FLOAT64 -> number.doubleValue() == 0;
            default -> Scalars.toLong(number, dtype) == 0;
        };
    }

    /** c = factor * a, in wide numbers of the dtype. */
    static void scaled(Dtype wide, Object a, int p, Number factor, Dtype dtype, Object c, int r, int n) {
        switch (wide) {
            case FLOAT32 -> FloatLoops.scaled((float[]) a, p, factor.floatValue(), (float[]) c, r, n);
            case FLOAT64 -> DoubleLoops.scaled((double[]) a, p, factor.doubleValue(), (double[]) c, r, n);
            case INT32 -> IntLoops.scaled((int[]) a, p, (int) Scalars.toLong(factor, dtype), (int[]) c, r, n);
            case INT64 -> LongLoops.scaled((long[]) a, p, Scalars.toLong(factor, dtype), (long[]) c, r, n);
            default -> FloatLoops.scaled((float[]) a, 2 * p, factor.floatValue(), (float[]) c, 2 * r, 2 * n);
        }
    }

    /** c = beta * x + alpha * a. */
    static void sum(
            Dtype wide,
            Object x,
            int q,
            Number beta,
            Object a,
            int p,
            Number alpha,
            Dtype dtype,
            Object c,
            int r,
            int n) {
        switch (wide) {
            case FLOAT32 ->
                FloatLoops.scaledSum(
                        (float[]) x, q, beta.floatValue(), (float[]) a, p, alpha.floatValue(), (float[]) c, r, n);
            case FLOAT64 ->
                DoubleLoops.scaledSum(
                        (double[]) x, q, beta.doubleValue(), (double[]) a, p, alpha.doubleValue(), (double[]) c, r, n);
            case INT32 -> {
                int b = (int) Scalars.toLong(beta, dtype);
                IntLoops.scaledSum((int[]) x, q, b, (int[]) a, p, (int) Scalars.toLong(alpha, dtype), (int[]) c, r, n);
            }
            case INT64 -> {
                long b = Scalars.toLong(beta, dtype);
                LongLoops.scaledSum((long[]) x, q, b, (long[]) a, p, Scalars.toLong(alpha, dtype), (long[]) c, r, n);
            }
            default ->
                FloatLoops.scaledSum(
                        (float[]) x,
                        2 * q,
                        beta.floatValue(),
                        (float[]) a,
                        2 * p,
                        alpha.floatValue(),
                        (float[]) c,
                        2 * r,
                        2 * n);
        }
    }
}
