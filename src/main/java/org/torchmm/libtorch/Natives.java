package org.torchmm.libtorch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtGradientCollector;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.NativeResource;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
            MethodHandle reshape,
            MethodHandle permute,
            MethodHandle runMethod,
            MethodHandle newValue,
            MethodHandle valueOf,
            MethodHandle handle,
            MethodHandle resources,
            AtomicBoolean isCollecting) {

        static Handles find() throws Exception {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            Object instance =
                    lookup.findStaticVarHandle(library, "LIB", library).get();
            MethodType ofTwo = MethodType.methodType(long.class, long.class, long.class);
            MethodType ofDims = MethodType.methodType(long.class, long.class, long[].class);
            MethodType ofMethod = MethodType.methodType(
                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
            return new Handles(
                    lookup.bind(instance, "torchBmm", ofTwo),
                    lookup.bind(instance, "torchMatmul", ofTwo),
                    lookup.bind(instance, "torchReshape", ofDims),
                    lookup.bind(instance, "torchPermute", ofDims),
                    lookup.bind(instance, "moduleRunMethod", ofMethod),
                    lookup.findConstructor(IValue.class, MethodType.methodType(void.class, long.class)),
                    lookup.bind(instance, "iValueFromTensor", MethodType.methodType(long.class, long.class)),
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

    /** A new handle. */
    static long bmm(PtNDArray input, PtNDArray mat2) {
        return bmm((long) input.getHandle(), (long) mat2.getHandle());
    }

    /** A new handle. */
    static long matmul(PtNDArray input, PtNDArray other) {
        try {
            return (long) HANDLES.get().matmul().invokeExact((long) input.getHandle(), (long) other.getHandle());
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** A new handle, by handles. */
    static long bmm(long input, long mat2) {
        try {
            return (long) HANDLES.get().bmm().invokeExact(input, mat2);
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

    /**
     * Calls a method of a TorchScript module as an operation like any other: its result can be changed, and be part of a recorded
     * operation. DJL's own {@code IValueUtils.runMethod} makes arrays of inference mode, which can do neither.
     */
    static IValue run(PtSymbolBlock module, String method, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        return toValue(run(module, method, handles));
    }

    /** DJL's object around a value's handle. */
    static IValue toValue(long value) {
        try {
            return (IValue) HANDLES.get().newValue().invokeExact(value);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The same by the handles of values; a new one. */
    static long run(PtSymbolBlock module, String method, long... values) {
        // a thread's own switch: with it on, the first calls of a method take 16 to 30 ms, and addmm becomes mm and add
        JniUtils.setGraphExecutorOptimize(false);
        GradFlag.set(); // a virtual thread may have waited for the module, and go on with another carrier
        boolean isTrain = true;
        boolean separateCudaStream = false;
        try {
            return (long) HANDLES.get()
                    .runMethod()
                    .invokeExact((long) module.getHandle(), method, values, isTrain, separateCudaStream);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** An array that is a tensor as a value of TorchScript's; DJL's own {@code IValue.from} asks for its dtype first. */
    static IValue value(PtNDArray array) {
        try {
            return (IValue) HANDLES.get().newValue().invokeExact((long)
                    HANDLES.get().valueOf().invokeExact((long) array.getHandle()));
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
