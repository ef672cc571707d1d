package org.torchmm;

import static org.torchmm.PythonErrors.runtimeError;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** Makes arrays from Java data and from torch's factories. */
final class Creation {

    private static final Set<Class<?>> ELEMENT_TYPES =
            Set.of(float.class, double.class, int.class, long.class, boolean.class);

    private Creation() {}

    /** Copies data[from, from + count) to libtorch's memory. */
    @FunctionalInterface
    interface Copy {
        void accept(int from, int count, ByteBuffer bytes);
    }

    /** A float[], double[], int[], long[] or boolean[] as an array of {@code size}; no size at all is 1-D. */
    static NDArray tensor(NDManager manager, Object data, long[] size) {
        int length = Array.getLength(Objects.requireNonNull(data, "data"));
        return dense(manager, data, size.length == 0 ? new long[] {length} : ViewRules.reshape(length, size));
    }

    /** The same for a size that has as many elements as the data. */
    static NDArray dense(NDManager manager, Object data, long[] size) {
        if (data instanceof float[] floats) {
            return copy(
                    manager,
                    Dtype.FLOAT32,
                    size,
                    (from, count, bytes) -> bytes.asFloatBuffer().put(floats, from, count));
        } else if (data instanceof double[] doubles) {
            return copy(
                    manager,
                    Dtype.FLOAT64,
                    size,
                    (from, count, bytes) -> bytes.asDoubleBuffer().put(doubles, from, count));
        } else if (data instanceof int[] ints) {
            return copy(
                    manager,
                    Dtype.INT32,
                    size,
                    (from, count, bytes) -> bytes.asIntBuffer().put(ints, from, count));
        } else if (data instanceof long[] longs) {
            return copy(
                    manager,
                    Dtype.INT64,
                    size,
                    (from, count, bytes) -> bytes.asLongBuffer().put(longs, from, count));
        }
        boolean[] booleans = (boolean[]) data;
        return copy(manager, Dtype.BOOL, size, (from, count, bytes) -> {
            for (int i = 0; i < count; i++) {
                bytes.put((byte) (booleans[from + i] ? 1 : 0));
            }
        });
    }

    private static NDArray copy(NDManager manager, Dtype dtype, long[] size, Copy copy) {
        try {
            return TensorData.create(
                    manager,
                    new Shape(size),
                    dtype,
                    (from, bytes) -> copy.accept((int) from, bytes.remaining() / dtype.bytes, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // copying from an array does no I/O
        }
    }

    /** A Java array of arrays, of any depth and one of the five element types. */
    static NDArray nested(NDManager manager, Object[] data) {
        Class<?> type = data.getClass();
        int rank = 0;
        while (type.isArray()) {
            type = type.getComponentType();
            rank++;
        }
        if (!ELEMENT_TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "tensor() takes arrays of float, double, int, long or boolean, not of " + type.getName());
        }
        long[] size = new long[rank];
        Arrays.fill(size, -1);
        measure(data, size, 0);
        int depth = 0; // Python sees no dimensions below an empty one
        while (depth < rank && size[depth] > 0) {
            depth++;
        }
        long[] sizes = depth == rank ? size : Arrays.copyOf(size, depth + 1);
        int length = Math.toIntExact(new Shape(sizes).size());
        Object flat = Array.newInstance(type, length);
        if (length > 0) {
            flatten(data, flat, 0);
        }
        return dense(manager, flat, sizes);
    }

    private static void measure(Object data, long[] size, int dim) {
        if (data == null) {
            throw new NullPointerException("tensor(): an array of dim " + dim + " is null");
        }
        int length = Array.getLength(data);
        if (size[dim] >= 0 && size[dim] != length) {
            throw new IllegalArgumentException(
                    "expected sequence of length " + size[dim] + " at dim " + dim + " (got " + length + ")");
        }
        size[dim] = length;
        if (dim + 1 < size.length) {
            for (Object row : (Object[]) data) {
                measure(row, size, dim + 1);
            }
        }
    }

    private static int flatten(Object data, Object flat, int at) {
        if (!(data instanceof Object[] rows)) {
            int length = Array.getLength(data);
            System.arraycopy(data, 0, flat, at, length);
            return at + length;
        }
        int next = at;
        for (Object row : rows) {
            next = flatten(row, flat, next);
        }
        return next;
    }

    static NDArray zeros(NDManager manager, DataType type, long[] size) {
        return manager.zeros(shape(size), Dtype.creatable(type).dataType);
    }

    static NDArray ones(NDManager manager, DataType type, long[] size) {
        return manager.ones(shape(size), Dtype.creatable(type).dataType);
    }

    static NDArray full(NDManager manager, DataType type, double value, long[] size) {
        FillRules.check(Dtype.creatable(type), value);
        return full(manager, type, dense(manager, new double[] {value}, new long[0]), size);
    }

    static NDArray full(NDManager manager, DataType type, long value, long[] size) {
        FillRules.check(Dtype.creatable(type), value);
        return full(manager, type, dense(manager, new long[] {value}, new long[0]), size);
    }

    /** DJL's own full() takes a float; a 0-D array of the value, converted and expanded, keeps every bit. */
    private static NDArray full(NDManager manager, DataType type, NDArray value, long[] size) {
        try (value;
                NDArray converted = value.toType(type, false);
                NDArray expanded = converted.broadcast(shape(size))) {
            return Views.contiguousCopy(expanded);
        }
    }

    static NDArray eye(NDManager manager, DataType type, long n, long m) {
        if (n < 0 || m < 0) {
            throw runtimeError((n < 0 ? "n" : "m") + " must be greater or equal to 0, got " + (n < 0 ? n : m));
        }
        if (Math.max(n, m) > Integer.MAX_VALUE) {
            throw runtimeError("torchmm makes an eye of up to " + Integer.MAX_VALUE + " rows and columns, not of " + n
                    + " x " + m); // DJL hands libtorch ints
        }
        return manager.eye(Math.toIntExact(n), Math.toIntExact(m), 0, Dtype.creatable(type).dataType);
    }

    static NDArray rand(NDManager manager, DataType type, long[] size) {
        Dtype dtype = floating(type, "check_uniform_bounds");
        return manager.randomUniform(0, 1, shape(size), dtype.dataType);
    }

    static NDArray randn(NDManager manager, DataType type, long[] size) {
        Dtype dtype = floating(type, "normal_kernel_cpu");
        return manager.randomNormal(0, 1, shape(size), dtype.dataType);
    }

    private static Dtype floating(DataType type, String kernel) {
        Dtype dtype = Dtype.creatable(type);
        if (!dtype.isFloatingPoint()) {
            throw runtimeError("\"" + kernel + "\" not implemented for '" + dtype.scalarType + "'");
        }
        return dtype;
    }

    static NDArray randint(NDManager manager, DataType type, long low, long high, long[] size) {
        Dtype dtype = Dtype.creatable(type);
        if (low >= high) {
            throw runtimeError("random_ expects 'from' to be less than 'to', but got from=" + low + " >= to=" + high);
        }
        return manager.randomInteger(low, high, shape(size), dtype.dataType);
    }

    /** Whole numbers from start to end, as libtorch counts them: {@code start + i * step}. */
    static NDArray arange(NDManager manager, long start, long end, long step) {
        ArangeRules.check(start, end, step);
        long[] size = {ArangeRules.length(start, end, step)};
        return copy(manager, Dtype.INT64, size, (from, count, bytes) -> {
            LongBuffer values = bytes.asLongBuffer();
            for (int i = from; i < from + count; i++) {
                values.put(start + i * step);
            }
        });
    }

    static NDArray arange(NDManager manager, DataType type, double start, double end, double step) {
        Dtype dtype = Dtype.creatable(type);
        if (dtype == Dtype.BOOL) {
            throw runtimeError("\"arange_cpu\" not implemented for 'Bool'");
        }
        ArangeRules.check(start, end, step);
        // DJL hands libtorch floats: used where that loses nothing, for then even the rounding is libtorch's
        if ((float) start == start && (float) end == end && (float) step == step) {
            return manager.arange((float) start, (float) end, (float) step, dtype.dataType);
        }
        long[] size = {ArangeRules.length(start, end, step)};
        NDArray values = copy(manager, Dtype.FLOAT64, size, (from, count, bytes) -> {
            DoubleBuffer doubles = bytes.asDoubleBuffer();
            for (int i = from; i < from + count; i++) {
                doubles.put(start + i * step);
            }
        });
        if (dtype == Dtype.FLOAT64) {
            return values;
        }
        try (values) {
            return values.toType(dtype.dataType, false);
        }
    }

    private static Shape shape(long[] size) {
        for (long s : size) {
            if (s < 0) {
                throw runtimeError(
                        "Trying to create tensor with negative dimension " + s + ": " + Arrays.toString(size));
            }
        }
        return new Shape(size.clone());
    }
}
