package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Rounding;

/** An array's elements, in row-major order, as the widest Java numbers of their kind; what is made on the way is the array's manager's. */
public final class Elements {

    private Elements() {}

    /** Of whole numbers, and truth values as 0 and 1. */
    public static long[] longs(NDArray array) {
        return array.toType(DataType.INT64, false).toLongArray();
    }

    /** Of floating-point numbers, or of complex ones the real and imaginary parts in turns. */
    public static double[] doubles(NDArray array, Dtype dtype) {
        NDArray parts = dtype == Dtype.COMPLEX64 ? array.real() : array;
        return parts.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** As {@link #doubles}, converted as torch does where they meet numbers of another dtype, one of the two being no whole one. */
    public static double[] doubles(NDArray array, Dtype dtype, Dtype other) {
        double[] elements = dtype.isWhole() ? rounded(longs(array), other) : doubles(array, dtype);
        return other == Dtype.COMPLEX64 && dtype != Dtype.COMPLEX64 ? withImaginary(elements) : elements;
    }

    private static double[] rounded(long[] elements, Dtype dtype) {
        double[] rounded = new double[elements.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = dtype == Dtype.FLOAT64 ? elements[i] : Rounding.round((float) elements[i], dtype);
        }
        return rounded;
    }

    private static double[] withImaginary(double[] reals) {
        double[] pairs = new double[2 * reals.length];
        for (int i = 0; i < reals.length; i++) {
            pairs[2 * i] = reals[i];
        }
        return pairs;
    }
}
