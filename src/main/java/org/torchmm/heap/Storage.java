package org.torchmm.heap;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.torchmm.kernel.Element;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sizes;

/**
 * Elements of one dtype in a Java array, which arrays and their views share: float[], double[], int[], long[], short[] (float16,
 * bfloat16, int16) or byte[] (int8, uint8, bool); complex64 is a float[] of real and imaginary parts in turns. The Java array
 * may be longer than what it holds.
 */
final class Storage {

    final Dtype dtype;
    final Object data;

    private final Recycler recycler;
    /** How many arrays have it. */
    private final AtomicInteger arrays;

    private Storage(Dtype dtype, Object data, Recycler recycler, AtomicInteger arrays) {
        this.dtype = dtype;
        this.data = data;
        this.recycler = recycler;
        this.arrays = arrays;
    }

    /** For one array, of any content. */
    static Storage allocate(Recycler recycler, Dtype dtype, long length) {
        return allocate(recycler, dtype, length, false);
    }

    /** All zeros. */
    static Storage zeros(Recycler recycler, Dtype dtype, long length) {
        return allocate(recycler, dtype, length, true);
    }

    private static Storage allocate(Recycler recycler, Dtype dtype, long length, boolean isZeroed) {
        long parts = parts(dtype) * length;
        if (length > Sizes.LONGEST || parts > Sizes.LONGEST) {
            throw new IllegalArgumentException(
                    "an array in Java's memory has up to " + Sizes.LONGEST / parts(dtype) + " elements of "
                            + dtype.python + ", not " + length + ": Torch.open(), libtorch's, has no such limit");
        }
        try {
            Object data = recycler.take(component(dtype), (int) parts, isZeroed);
            return new Storage(dtype, data, recycler, new AtomicInteger(1));
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(
                    "DefaultCPUAllocator: can't allocate memory: you tried to allocate " + length * dtype.bytes
                            + " bytes, and the Java heap has up to "
                            + Runtime.getRuntime().maxMemory() + ": -Xmx sets that",
                    e);
        }
    }

    /** The same memory seen as another dtype of the same Java arrays; it counts its arrays together with this. */
    Storage as(Dtype other) {
        return new Storage(other, data, recycler, arrays);
    }

    /** For one more array. */
    Storage share() {
        arrays.incrementAndGet();
        return this;
    }

    /** By an array that has it no longer; the last one's memory is used again. */
    void letGo() {
        if (arrays.decrementAndGet() == 0) {
            recycler.give(data);
        }
    }

    /** Java array elements of an element. */
    static int parts(Dtype dtype) {
        return dtype == Dtype.COMPLEX64 ? 2 : 1;
    }

    /** A new Java array for so many elements. */
    static Object newArray(Dtype dtype, int count) {
        return Array.newInstance(component(dtype), parts(dtype) * count);
    }

    private static Class<?> component(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 -> float.class;
            case FLOAT64 -> double.class;
            case INT32 -> int.class;
            case INT64 -> long.class;
            case FLOAT16, BFLOAT16, INT16 -> short.class;
            case INT8, UINT8, BOOL -> byte.class;
        };
    }

    /** Of complex numbers the real part. */
    double getDouble(int i) {
        return switch (dtype) {
            case FLOAT32 -> ((float[]) data)[i];
            case FLOAT64 -> ((double[]) data)[i];
            case COMPLEX64 -> ((float[]) data)[2 * i];
            case FLOAT16 -> Halves.float16BitsToFloat(((short[]) data)[i]);
            case BFLOAT16 -> Halves.bfloat16BitsToFloat(((short[]) data)[i]);
            default -> getLong(i);
        };
    }

    long getLong(int i) {
        return switch (dtype) {
            case INT32 -> ((int[]) data)[i];
            case INT64 -> ((long[]) data)[i];
            case INT16 -> ((short[]) data)[i];
            case INT8 -> ((byte[]) data)[i];
            case UINT8 -> ((byte[]) data)[i] & 0xff;
            case BOOL -> ((byte[]) data)[i];
            default -> Casts.toLong(getDouble(i));
        };
    }

    /** Rounded to nearest, or cut to a whole number, as libtorch converts; of complex numbers the real part, the other is 0. */
    void setDouble(int i, double value) {
        switch (dtype) {
            case FLOAT32 -> ((float[]) data)[i] = (float) value;
            case FLOAT64 -> ((double[]) data)[i] = value;
            case COMPLEX64 -> {
                ((float[]) data)[2 * i] = (float) value;
                ((float[]) data)[2 * i + 1] = 0;
            }
            case FLOAT16 -> ((short[]) data)[i] = Halves.floatToFloat16Bits((float) value);
            case BFLOAT16 -> ((short[]) data)[i] = Halves.floatToBfloat16Bits((float) value);
            case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
            case INT32 -> ((int[]) data)[i] = Casts.toInt(value);
            case INT64 -> ((long[]) data)[i] = Casts.toLong(value);
            case INT16 -> ((short[]) data)[i] = (short) Casts.toInt(value);
            case INT8 -> ((byte[]) data)[i] = (byte) Casts.toInt(value);
            case UINT8 -> ((byte[]) data)[i] = (byte) Casts.toLong(value);
        }
    }

    void setLong(int i, long value) {
        switch (dtype) {
            case INT32 -> ((int[]) data)[i] = (int) value;
            case INT64 -> ((long[]) data)[i] = value;
            case INT16 -> ((short[]) data)[i] = (short) value;
            case INT8, UINT8 -> ((byte[]) data)[i] = (byte) value;
            case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
            case FLOAT32 -> ((float[]) data)[i] = value; // rounded once, not twice
            case FLOAT16 -> ((short[]) data)[i] = Halves.floatToFloat16Bits(value);
            case BFLOAT16 -> ((short[]) data)[i] = Halves.floatToBfloat16Bits(value);
            default -> setDouble(i, value);
        }
    }

    /** One value everywhere; the first {@code length} elements at least. */
    void fill(double value, int length) {
        if (length == 0) {
            return;
        }
        setDouble(0, value);
        Convert.repeat(data, parts(dtype), length);
    }

    /** Writes elements to bytes, in their byte order. */
    void put(ByteBuffer bytes, int from, int count) {
        int first = parts(dtype) * from;
        int length = parts(dtype) * count;
        if (data instanceof short[] d) {
            bytes.asShortBuffer().put(d, first, length);
        } else if (data instanceof byte[] d) {
            bytes.duplicate().put(d, first, length);
        } else {
            Element.of(data).put(data, first, length, bytes);
        }
    }

    /** Reads elements from bytes, in their byte order. */
    void get(ByteBuffer bytes, int from, int count) {
        int first = parts(dtype) * from;
        int length = parts(dtype) * count;
        if (data instanceof short[] d) {
            bytes.asShortBuffer().get(d, first, length);
        } else if (data instanceof byte[] d) {
            bytes.duplicate().get(d, first, length);
        } else {
            Element.of(data).get(bytes, data, first, length);
        }
    }

    /** A Java array of this storage's kind with these elements alone. */
    Object copyOfRange(int from, int count) {
        Object copy = newArray(dtype, count);
        System.arraycopy(data, parts(dtype) * from, copy, 0, parts(dtype) * count);
        return copy;
    }
}
