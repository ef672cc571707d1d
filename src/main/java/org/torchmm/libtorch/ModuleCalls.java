package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Calls a method of a TorchScript module as an operation like any other: its result can be changed, and be part of a recorded
 * operation. DJL's own {@code IValueUtils.runMethod} makes arrays of inference mode, which can do neither.
 */
final class ModuleCalls {

    private static final MethodHandle RUN_METHOD;
    private static final MethodHandle NEW_VALUE;

    static {
        try {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            MethodType runMethod = MethodType.methodType(
                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class);
            RUN_METHOD = lookup.bind(
                    lookup.findStaticGetter(library, "LIB", library).invoke(), "moduleRunMethod", runMethod);
            NEW_VALUE = lookup.findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ModuleCalls() {}

    static IValue run(PtSymbolBlock module, String method, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        try {
            boolean isTrain = true;
            boolean separateCudaStream = false;
            return (IValue) NEW_VALUE.invokeExact((long)
                    RUN_METHOD.invokeExact((long) module.getHandle(), method, handles, isTrain, separateCudaStream));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // neither declares a checked exception
        }
    }
}
