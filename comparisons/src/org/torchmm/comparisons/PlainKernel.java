package org.torchmm.comparisons;

import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;

/** A right kernel with its steps apart, for {@link WrongKernels} to spoil one each. Slow. */
class PlainKernel implements MatrixKernel {

    /** The bits of element (q, i, j) of a x b. */
    interface Sum {
        long bits(Matrices<?> a, Matrices<?> b, int q, int i, int j);
    }

    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        multiply(a, b, c, this::floats);
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(a, b, c, this::doubles);
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(a, b, c, this::wholes);
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(a, b, c, this::wholes);
    }

    @Override
    public String toString() {
        return name();
    }

    void multiply(Matrices<?> a, Matrices<?> b, Matrices<?> c, Sum sum) {
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < columns(c); j++) {
                    store(c, q, i, j, sum.bits(a, b, q, i, j));
                }
            }
        }
    }

    int columns(Matrices<?> c) {
        return c.columns();
    }

    int inner(Matrices<?> a) {
        return a.columns();
    }

    /** The index of element (q, i, k) of the first operand. */
    int first(Matrices<?> a, int q, int i, int k) {
        return Storage.index(a, q, i, k);
    }

    /** The index of element (q, k, j) of the second operand. */
    int second(Matrices<?> b, int q, int k, int j) {
        return Storage.index(b, q, k, j);
    }

    void store(Matrices<?> c, int q, int i, int j, long bits) {
        ElementType.of(c).setRawBits(c.data(), Storage.index(c, q, i, j), bits);
    }

    private long floats(Matrices<?> a, Matrices<?> b, int q, int i, int j) {
        float[] x = (float[]) a.data();
        float[] y = (float[]) b.data();
        float sum = 0;
        for (int k = 0; k < inner(a); k++) {
            sum = add(sum, factor(x[first(a, q, i, k)]), y[second(b, q, k, j)]);
        }
        return Float.floatToRawIntBits(result(sum));
    }

    long doubles(Matrices<?> a, Matrices<?> b, int q, int i, int j) {
        double[] x = (double[]) a.data();
        double[] y = (double[]) b.data();
        double sum = 0;
        for (int k = 0; k < inner(a); k++) {
            sum += x[first(a, q, i, k)] * y[second(b, q, k, j)];
        }
        return Double.doubleToRawLongBits(sum);
    }

    /** Modulo 2^64; the lower half of it is the sum modulo 2^32. */
    private long wholes(Matrices<?> a, Matrices<?> b, int q, int i, int j) {
        ElementType type = ElementType.of(a);
        long sum = 0;
        for (int k = 0; k < inner(a); k++) {
            sum = add(sum, type.whole(a.data(), first(a, q, i, k)), type.whole(b.data(), second(b, q, k, j)));
        }
        return sum;
    }

    float factor(float value) {
        return value;
    }

    float add(float sum, float x, float y) {
        return sum + x * y;
    }

    long add(long sum, long x, long y) {
        return sum + x * y;
    }

    float result(float sum) {
        return sum;
    }
}
