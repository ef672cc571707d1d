package org.torchmm.comparisons;

import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.MatrixKernel;

/** A right kernel with its steps apart, for {@link WrongKernels} to spoil one each. Slow. */
class PlainKernel implements MatrixKernel {

    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    @Override
    public void bmm(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        multiply(ElementType.FLOAT32, Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public void bmm(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        multiply(ElementType.FLOAT64, Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public void bmm(IntMatrices a, IntMatrices b, IntMatrices c) {
        multiply(ElementType.INT32, Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public void bmm(LongMatrices a, LongMatrices b, LongMatrices c) {
        multiply(ElementType.INT64, Matrices.of(a), Matrices.of(b), Matrices.of(c));
    }

    @Override
    public String toString() {
        return name();
    }

    void multiply(ElementType type, Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < columns(c); j++) {
                    store(type, c, q, i, j, sum(type, a, b, q, i, j));
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

    void store(ElementType type, Matrices<?> c, int q, int i, int j, long bits) {
        type.setRawBits(c.data(), c.index(q, i, j), bits);
    }

    /** The bits of one element of c. */
    long sum(ElementType type, Matrices<?> a, Matrices<?> b, int q, int i, int j) {
        float f = 0;
        double d = 0;
        long l = 0;
        for (int k = 0; k < inner(a); k++) {
            int x = a.index(q, i, k);
            int y = b.index(q, k, j);
            switch (type) {
                case FLOAT32 -> f = add(f, factor(((float[]) a.data())[x]), ((float[]) b.data())[y]);
                case FLOAT64 -> d = add(d, ((double[]) a.data())[x], ((double[]) b.data())[y]);
                case INT32, INT64 -> l = add(l, type.whole(a.data(), x), type.whole(b.data(), y));
            }
        }
        return switch (type) {
            case FLOAT32 -> Float.floatToRawIntBits(result(f));
            case FLOAT64 -> Double.doubleToRawLongBits(d);
            case INT32 -> (int) l;
            case INT64 -> l;
        };
    }

    float factor(float value) {
        return value;
    }

    float add(float sum, float x, float y) {
        return sum + x * y;
    }

    double add(double sum, double x, double y) {
        return sum + x * y;
    }

    long add(long sum, long x, long y) {
        return sum + x * y;
    }

    float result(float sum) {
        return sum;
    }
}
