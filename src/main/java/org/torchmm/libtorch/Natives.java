package org.torchmm.libtorch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtGradientCollector;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.util.NativeResource;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What DJL's engine has and does not show: its native calls by handle, and what holds an array's handle. */
final class Natives {

    /** The handle of an array of strings. */
    static final long NO_TENSOR = -1;

    private static final Attempt<Handles> HANDLES = Attempt.of(Handles::find, LoadFailure::sentence);

    private record Handles(
            MethodHandle bmm,
            MethodHandle matmul,
            MethodHandle mul,
            MethodHandle sum,
            MethodHandle linear,
            MethodHandle reshape,
            MethodHandle permute,
            MethodHandle isContiguous,
            MethodHandle data,
            MethodHandle handle,
            MethodHandle resources,
            AtomicBoolean isCollecting) {

        static Handles find() throws Exception {
            Library library = new Library();
            return new Handles(
                    library.method("torchBmm", long.class, long.class, long.class),
                    library.method("torchMatmul", long.class, long.class, long.class),
                    library.method("torchMul", long.class, long.class, long.class),
                    library.method("torchSum", long.class, long.class, long[].class, boolean.class),
                    library.method("torchNNLinear", long.class, long.class, long.class, long.class),
                    library.method("torchReshape", long.class, long.class, long[].class),
                    library.method("torchPermute", long.class, long.class, long[].class),
                    library.method("torchIsContiguous", boolean.class, long.class),
                    library.method("torchDirectByteBuffer", ByteBuffer.class, long.class),
                    MethodHandles.privateLookupIn(NativeResource.class, MethodHandles.lookup())
                            .findGetter(NativeResource.class, "handle", AtomicReference.class),
                    MethodHandles.privateLookupIn(BaseNDManager.class, MethodHandles.lookup())
                            .findGetter(BaseNDManager.class, "resources", ConcurrentHashMap.class),
                    (AtomicBoolean) MethodHandles.privateLookupIn(PtGradientCollector.class, MethodHandles.lookup())
                            .findStaticVarHandle(PtGradientCollector.class, "isCollecting", AtomicBoolean.class)
                            .get());
        }
    }

    private Natives() {}

    /** Refuses a DJL that has not all of this, before the first call needs it. */
    static void check() {
        HANDLES.get();
    }

    /** A new handle, by handles, as below. */
    static long bmm(long input, long mat2) {
        try {
            return (long) HANDLES.get().bmm().invokeExact(input, mat2);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static long matmul(long input, long other) {
        try {
            return (long) HANDLES.get().matmul().invokeExact(input, other);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static long mul(long input, long other) {
        try {
            return (long) HANDLES.get().mul().invokeExact(input, other);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Over a dimension, which is no longer there. */
    static long sum(long input, long dim) {
        boolean keepdim = false;
        try {
            return (long) HANDLES.get().sum().invokeExact(input, new long[] {dim}, keepdim);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** A matrix by a transposed one, and a bias added to each row: addmm. */
    static long linear(long input, long weight, long bias) {
        try {
            return (long) HANDLES.get().linear().invokeExact(input, weight, bias);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** A new handle of the same elements with other sizes, copied where they have to be. */
    static long reshape(long input, long... sizes) {
        try {
            return (long) HANDLES.get().reshape().invokeExact(input, sizes);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** A new handle of the same elements with the dimensions in another order. */
    static long permute(long input, long... order) {
        try {
            return (long) HANDLES.get().permute().invokeExact(input, order);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static boolean isContiguous(PtNDArray array) {
        try {
            return (boolean) HANDLES.get().isContiguous().invokeExact((long) array.getHandle());
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The memory of a dense, contiguous array of less than 2 GiB, as long as the array is open. */
    static ByteBuffer data(PtNDArray array) {
        try {
            return (ByteBuffer) HANDLES.get().data().invokeExact((long) array.getHandle());
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The native handle, which the array no longer has; null if it had none. */
    static Long takeHandle(NativeResource<Long> array) {
        return handle(array).getAndSet(null);
    }

    /** What holds the array's native handle until it is closed. */
    @SuppressWarnings("unchecked") // an array is a NativeResource<Long>
    static AtomicReference<Long> handle(NativeResource<Long> array) {
        try {
            return (AtomicReference<Long>) HANDLES.get().handle().invokeExact((NativeResource<?>) array);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The arrays and managers that belong to a manager. */
    @SuppressWarnings("unchecked")
    static Collection<AutoCloseable> resources(NDManager manager) {
        try {
            return ((ConcurrentHashMap<String, AutoCloseable>)
                            HANDLES.get().resources().invokeExact((BaseNDManager) manager))
                    .values();
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether a gradient collector of DJL's is open; there is one at a time, for the whole process. */
    static boolean isCollecting() {
        return HANDLES.get().isCollecting().get();
    }

    static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException exception) {
            return exception;
        }
        throw new AssertionError(e); // none of them declares a checked exception
    }
}
