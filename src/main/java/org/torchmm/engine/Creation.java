package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.torchmm.rules.ArangeRules;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.FillRules;
import org.torchmm.rules.LinspaceRules;
import org.torchmm.rules.RandomRules;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.ViewRules;

/** Makes arrays that belong to one manager, from Java data and from torch's factories. */
public final class Creation {

    private final Backend backend;
    private final NDManager manager;

    public Creation(Backend backend, NDManager manager) {
        this.backend = backend;
        this.manager = manager;
    }

    /** A float[], double[], int[], long[] or boolean[] as an array of {@code size}; no size at all is 1-D. */
    public NDArray tensor(Object data, long... size) {
        int length = Array.getLength(data);
        return dense(data, size.length == 0 ? new long[] {length} : ViewRules.reshape(length, size));
    }

    /** A Java array of arrays, of any depth and one of the five element types. */
    public NDArray nested(Object[] data) {
        NestedArray array = NestedArray.of(data);
        return dense(array.flat(), array.size());
    }

    /** The same as another dtype, whose elements have to hold the values. */
    public NDArray nested(DataType type, Object[] data) {
        NestedArray array = NestedArray.of(data);
        return tensor(type, array.flat(), array.size());
    }

    /** A Java array whose length is that of the size. */
    public NDArray dense(Object data, long... size) {
        Dtype dtype = JavaArrays.dtype(data);
        return copy(dtype, size, new Copied(dtype, data));
    }

    /** Of a Java array's elements, in turn. */
    private record Copied(Dtype dtype, Object data) implements Chunk {

        @Override
        public void accept(long from, ByteBuffer bytes) {
            JavaArrays.put(data, (int) from, bytes.remaining() / dtype.bytes, bytes);
        }
    }

    /** The same as another dtype, whose elements have to hold the values. */
    public NDArray tensor(DataType type, Object data, long... size) {
        Dtype dtype = backend.creatable(type);
        if (dtype.isWhole() && dtype != Dtype.BOOL) {
            for (int i = 0; i < Array.getLength(data); i++) {
                if (!(data instanceof boolean[])) {
                    check(dtype, data, i);
                }
            }
        }
        return backend.to(tensor(data, size), dtype);
    }

    private static void check(Dtype dtype, Object data, int index) {
        if (data instanceof long[] || data instanceof int[]) {
            FillRules.check(dtype, Array.getLong(data, index));
        } else {
            FillRules.check(dtype, Array.getDouble(data, index));
        }
    }

    private NDArray copy(Dtype dtype, long[] size, Chunk filler) {
        try {
            return backend.create(manager, dtype, size, filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // copying from an array does no I/O
        }
    }

    public NDArray zeros(DataType type, long[] size) {
        long[] sizes = Sizes.ofNew(size);
        return backend.zeros(manager, backend.creatable(type), sizes);
    }

    public NDArray ones(DataType type, long[] size) {
        long[] sizes = Sizes.ofNew(size);
        return backend.ones(manager, backend.creatable(type), sizes);
    }

    public NDArray full(DataType type, double value, long[] size) {
        Dtype dtype = backend.creatable(type);
        FillRules.check(dtype, value);
        return full(dtype, dense(new double[] {value}), size);
    }

    public NDArray full(DataType type, long value, long[] size) {
        Dtype dtype = backend.creatable(type);
        FillRules.check(dtype, value);
        return full(dtype, dense(new long[] {value}), size);
    }

    /** DJL's own full() takes a float; a 0-D array of the value, converted and expanded, keeps every bit. */
    private NDArray full(Dtype dtype, NDArray value, long[] size) {
        try (value;
                NDArray converted = backend.to(value, dtype);
                NDArray expanded =
                        converted.broadcast(new Shape(Sizes.ofNew(size).clone()))) {
            return backend.contiguousCopy(expanded);
        }
    }

    public NDArray eye(DataType type, long n, long m) {
        FillRules.checkEye(n, m);
        return backend.eye(manager, backend.creatable(type), n, m);
    }

    public NDArray rand(DataType type, long[] size) {
        Dtype dtype = floating(type, "check_uniform_bounds");
        return backend.rand(manager, dtype, Sizes.ofNew(size));
    }

    public NDArray randn(DataType type, long[] size) {
        Dtype dtype = floating(type, "normal_kernel_cpu");
        return backend.randn(manager, dtype, Sizes.ofNew(size));
    }

    private Dtype floating(DataType type, String kernel) {
        Dtype dtype = backend.creatable(type);
        if (dtype.isWhole()
                && !manager.getDevice().isGpu()) { // whose kernels have names of their own, which libtorch says
            RandomRules.checkFloatingPoint(dtype, kernel);
        }
        return dtype;
    }

    public NDArray randint(DataType type, long low, long high, long[] size) {
        Dtype dtype = backend.creatable(type);
        RandomRules.checkRange(low, high);
        return backend.randint(manager, dtype, low, high, Sizes.ofNew(size));
    }

    public NDArray randperm(DataType type, long n) {
        Dtype dtype = backend.creatable(type);
        RandomRules.checkPermutation(dtype, n);
        return backend.randperm(manager, dtype, n);
    }

    /** Whole numbers from start to end, as libtorch counts them: {@code start + i * step}. */
    public NDArray arange(long start, long end, long step) {
        long[] size = {ArangeRules.length(start, end, step)};
        return copy(Dtype.INT64, size, (from, bytes) -> {
            LongBuffer values = bytes.asLongBuffer();
            for (long i = from; values.hasRemaining(); i++) {
                values.put(start + i * step);
            }
        });
    }

    public NDArray arange(DataType type, double start, double end, double step) {
        Dtype dtype = backend.creatable(type);
        ArangeRules.length(dtype, start, end, step);
        return backend.arange(manager, dtype, start, end, step);
    }

    public NDArray linspace(DataType type, double start, double end, long steps) {
        Dtype dtype = backend.creatable(type);
        LinspaceRules.check(dtype, start, end, steps);
        return backend.linspace(manager, dtype, start, end, steps);
    }
}
