package org.torchmm.kernel;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The element types of {@link Matrices}, by torch's names. */
public enum Element {
    FLOAT32(float.class, Float.BYTES),
    FLOAT64(double.class, Double.BYTES),
    INT32(int.class, Integer.BYTES),
    INT64(long.class, Long.BYTES);

    /** In this order; unmodifiable. */
    static final Set<Element> ALL = Collections.unmodifiableSet(EnumSet.allOf(Element.class));

    private final Class<?> component;
    private final int bytes;

    Element(Class<?> component, int bytes) {
        this.component = component;
        this.bytes = bytes;
    }

    /** That of a {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}; of anything else an {@link IllegalArgumentException}. */
    public static Element of(Object array) {
        Arguments.check(array, "of", "array", 1, "float[], double[], int[] or long[]");
        Class<?> component = array.getClass().getComponentType();
        for (Element element : values()) {
            if (element.component == component) {
                return element;
            }
        }
        throw new IllegalArgumentException("expected an array of float, double, int or long, got "
                + array.getClass().getTypeName());
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** A new {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}, all zeros. */
    public Object newArray(int length) {
        return Array.newInstance(component, length);
    }

    /** The record of this type over {@code data}, (batch, rows, columns); refuses what the record refuses. */
    public Matrices<?> matrices(
            Object data,
            int offset,
            int batch,
            int rows,
            int columns,
            int batchStride,
            int rowStride,
            int columnStride) {
        return switch (this) {
            case FLOAT32 ->
                new FloatMatrices((float[]) data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
            case FLOAT64 ->
                new DoubleMatrices((double[]) data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
            case INT32 ->
                new IntMatrices((int[]) data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
            case INT64 ->
                new LongMatrices((long[]) data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
        };
    }

    /** Copies array[from, from + count) to bytes, in their order. */
    public void put(Object array, int from, int count, ByteBuffer bytes) {
        Arguments.check(array, "put", "array", 1, component + "[]");
        Arguments.check(bytes, "put", "bytes", 4, "ByteBuffer");
        switch (this) {
            case FLOAT32 -> bytes.asFloatBuffer().put((float[]) array, from, count);
            case FLOAT64 -> bytes.asDoubleBuffer().put((double[]) array, from, count);
            case INT32 -> bytes.asIntBuffer().put((int[]) array, from, count);
            case INT64 -> bytes.asLongBuffer().put((long[]) array, from, count);
        }
    }

    /** Copies bytes to array[from, from + count). */
    public void get(ByteBuffer bytes, Object array, int from, int count) {
        Arguments.check(bytes, "get", "bytes", 1, "ByteBuffer");
        Arguments.check(array, "get", "array", 2, component + "[]");
        switch (this) {
            case FLOAT32 -> bytes.asFloatBuffer().get((float[]) array, from, count);
            case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) array, from, count);
            case INT32 -> bytes.asIntBuffer().get((int[]) array, from, count);
            case INT64 -> bytes.asLongBuffer().get((long[]) array, from, count);
        }
    }

    /** torch's name, such as float32. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
