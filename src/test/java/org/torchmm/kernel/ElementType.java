package org.torchmm.kernel;

import java.lang.reflect.Array;
import java.util.Random;

/** The four element types behind one face, so that every test is written once. Slow, exact, and independent of src/main. */
enum ElementType {
    FLOAT32(float.class),
    FLOAT64(double.class),
    INT32(int.class),
    INT64(long.class);

    private final Class<?> component;

    ElementType(Class<?> component) {
        this.component = component;
    }

    boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    Object newArray(int length) {
        return Array.newInstance(component, length);
    }

    /** The distance from 1 to the next number, halved; 0 for integers. */
    double roundoff() {
        return this == FLOAT32 ? 0x1p-24 : this == FLOAT64 ? 0x1p-53 : 0;
    }

    void setRandom(Object array, int i, Random random) {
        switch (this) {
            case FLOAT32 -> Array.setFloat(array, i, (float) random.nextGaussian());
            case FLOAT64 -> Array.setDouble(array, i, random.nextGaussian());
            case INT32 -> Array.setInt(array, i, random.nextInt());
            case INT64 -> Array.setLong(array, i, random.nextLong());
        }
    }

    /** Bits rather than values: NaN equals itself, and -0 is not +0. */
    long bits(Object array, int i) {
        return switch (this) {
            case FLOAT32 -> Float.floatToIntBits(Array.getFloat(array, i));
            case FLOAT64 -> Double.doubleToLongBits(Array.getDouble(array, i));
            case INT32, INT64 -> Array.getLong(array, i);
        };
    }

    Matrices<?> matrices(
            Object data,
            int offset,
            int batch,
            int rows,
            int columns,
            int batchStride,
            int rowStride,
            int columnStride) {
        return Element.valueOf(name())
                .matrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    /** One plain sequential sum over k, each product rounded first, accumulator of the element's own type. */
    long sequentialBits(Matrices<?> a, Matrices<?> b, int q, int i, int j) {
        float f = 0;
        double d = 0;
        long l = 0;
        for (int k = 0; k < a.columns(); k++) {
            int x = index(a, q, i, k);
            int y = index(b, q, k, j);
            switch (this) {
                case FLOAT32 -> f += Array.getFloat(a.data(), x) * Array.getFloat(b.data(), y);
                case FLOAT64 -> d += Array.getDouble(a.data(), x) * Array.getDouble(b.data(), y);
                case INT32, INT64 -> l += Array.getLong(a.data(), x) * Array.getLong(b.data(), y);
            }
        }
        return switch (this) {
            case FLOAT32 -> Float.floatToIntBits(f);
            case FLOAT64 -> Double.doubleToLongBits(d);
            case INT32 -> (int) l;
            case INT64 -> l;
        };
    }

    static int index(Matrices<?> x, int q, int i, int j) {
        return Math.toIntExact(
                x.offset() + (long) q * x.batchStride() + (long) i * x.rowStride() + (long) j * x.columnStride());
    }
}
