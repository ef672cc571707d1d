package org.torchmm.libtorch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtGradientCollector;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
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

    private static final MethodHandle BMM;
    private static final MethodHandle MATMUL;
    private static final MethodHandle RUN_METHOD;
    private static final MethodHandle NEW_VALUE;
    private static final MethodHandle HANDLE;
    private static final MethodHandle RESOURCES;
    private static final AtomicBoolean IS_COLLECTING;

    static {
        try {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            Object instance = lookup.findStaticGetter(library, "LIB", library).invoke();
            MethodType ofTwo = MethodType.methodType(long.class, long.class, long.class);
            BMM = lookup.bind(instance, "torchBmm", ofTwo);
            MATMUL = lookup.bind(instance, "torchMatmul", ofTwo);
            RUN_METHOD = lookup.bind(
                    instance,
                    "moduleRunMethod",
                    MethodType.methodType(
                            long.class, long.class, String.class, long[].class, boolean.class, boolean.class));
            NEW_VALUE = lookup.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
            HANDLE = MethodHandles.privateLookupIn(NativeResource.class, MethodHandles.lookup())
                    .findGetter(NativeResource.class, "handle", AtomicReference.class);
            RESOURCES = MethodHandles.privateLookupIn(BaseNDManager.class, MethodHandles.lookup())
                    .findGetter(BaseNDManager.class, "resources", ConcurrentHashMap.class);
            IS_COLLECTING =
                    (AtomicBoolean) MethodHandles.privateLookupIn(PtGradientCollector.class, MethodHandles.lookup())
                            .findStaticGetter(PtGradientCollector.class, "isCollecting", AtomicBoolean.class)
                            .invoke();
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Natives() {}

    /** A new handle. */
    static long bmm(PtNDArray input, PtNDArray mat2) {
        try {
            return (long) BMM.invokeExact((long) input.getHandle(), (long) mat2.getHandle());
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** A new handle. */
    static long matmul(PtNDArray input, PtNDArray other) {
        try {
            return (long) MATMUL.invokeExact((long) input.getHandle(), (long) other.getHandle());
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
        boolean isTrain = true;
        boolean separateCudaStream = false;
        try {
            return (IValue) NEW_VALUE.invokeExact((long)
                    RUN_METHOD.invokeExact((long) module.getHandle(), method, handles, isTrain, separateCudaStream));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The native handle, which the array no longer has; null if it had none. */
    static Long takeHandle(PtNDArray array) {
        return handle(array).getAndSet(null);
    }

    /** What holds the array's native handle until it is closed. */
    @SuppressWarnings("unchecked") // an array is a NativeResource<Long>
    static AtomicReference<Long> handle(PtNDArray array) {
        try {
            return (AtomicReference<Long>) HANDLE.invokeExact((NativeResource<?>) array);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** The arrays and managers that belong to a manager. */
    @SuppressWarnings("unchecked")
    static Collection<AutoCloseable> resources(NDManager manager) {
        try {
            return ((ConcurrentHashMap<String, AutoCloseable>) RESOURCES.invokeExact((BaseNDManager) manager)).values();
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Whether a gradient collector of DJL's is open; there is one at a time, for the whole process. */
    static boolean isCollecting() {
        return IS_COLLECTING.get();
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException exception) {
            return exception;
        }
        throw new AssertionError(e); // none of them declares a checked exception
    }
}
