package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * TorchScript's values by their handles, for the arguments and results of small operations: DJL's objects around them, with a name and a
 * place in a manager each, take longer than libtorch's addmm of small matrices.
 */
final class NativeValues {

    private static final Attempt<Handles> HANDLES = Attempt.of(Handles::find, LoadFailure::sentence);

    private record Handles(
            MethodHandle fromTensor,
            MethodHandle fromLong,
            MethodHandle fromDouble,
            MethodHandle toTensor,
            MethodHandle delete) {

        static Handles find() throws Exception {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            Object instance =
                    lookup.findStaticVarHandle(library, "LIB", library).get();
            MethodType ofLong = MethodType.methodType(long.class, long.class);
            return new Handles(
                    lookup.bind(instance, "iValueFromTensor", ofLong),
                    lookup.bind(instance, "iValueFromLong", ofLong),
                    lookup.bind(instance, "iValueFromDouble", MethodType.methodType(long.class, double.class)),
                    lookup.bind(instance, "iValueToTensor", ofLong),
                    lookup.bind(instance, "torchDeleteIValue", MethodType.methodType(void.class, long.class)));
        }
    }

    private NativeValues() {}

    /** A new handle, to be deleted, of a value that is not null. */
    static long of(Object value) {
        try {
            if (value instanceof PtNDArray array) {
                return (long) HANDLES.get().fromTensor().invokeExact((long) array.getHandle());
            }
            if (value instanceof Double || value instanceof Float) {
                return (long) HANDLES.get().fromDouble().invokeExact(((Number) value).doubleValue());
            }
            if (value instanceof Number number) {
                return (long) HANDLES.get().fromLong().invokeExact(number.longValue());
            }
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
        return Natives.takeHandle(Values.toNative(value));
    }

    /** The handle of a new tensor. */
    static long toTensor(long value) {
        try {
            return (long) HANDLES.get().toTensor().invokeExact(value);
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
    }

    static void delete(long value) {
        try {
            HANDLES.get().delete().invokeExact(value);
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
    }
}
