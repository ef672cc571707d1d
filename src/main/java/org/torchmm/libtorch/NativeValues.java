package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.torchmm.rules.Dtype;

/**
 * Java's values as TorchScript's, by their handles: DJL's objects around them, with a name and a place in a manager each, take longer than
 * libtorch's addmm of small matrices.
 */
final class NativeValues {

    private static final Attempt<Handles> HANDLES = Attempt.of(Handles::find, LoadFailure::sentence);

    private record Handles(
            MethodHandle ofTensor,
            MethodHandle ofLong,
            MethodHandle ofDouble,
            MethodHandle ofBoolean,
            MethodHandle ofText,
            MethodHandle ofTensors,
            MethodHandle ofLongs,
            MethodHandle ofDoubles,
            MethodHandle ofBooleans,
            MethodHandle toTensor,
            MethodHandle delete,
            MethodHandle object) {

        static Handles find() throws Exception {
            Library library = new Library();
            return new Handles(
                    library.method("iValueFromTensor", long.class, long.class),
                    library.method("iValueFromLong", long.class, long.class),
                    library.method("iValueFromDouble", long.class, double.class),
                    library.method("iValueFromBool", long.class, boolean.class),
                    library.method("iValueFromString", long.class, String.class),
                    library.method("iValueFromTensorList", long.class, long[].class),
                    library.method("iValueFromLongList", long.class, long[].class),
                    library.method("iValueFromDoubleList", long.class, double[].class),
                    library.method("iValueFromBoolList", long.class, boolean[].class),
                    library.method("iValueToTensor", long.class, long.class),
                    library.method("torchDeleteIValue", void.class, long.class),
                    MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup())
                            .findConstructor(IValue.class, MethodType.methodType(void.class, long.class)));
        }
    }

    private NativeValues() {}

    /**
     * A new handle, to be deleted, of a value that is not null: an array, a list of them, a number, a truth value, a string, sizes, a
     * dtype.
     */
    static long of(Object value) {
        Handles handles = HANDLES.get();
        try {
            if (value instanceof PtNDArray array) {
                return (long) handles.ofTensor().invokeExact((long) array.getHandle());
            }
            if (value instanceof Double || value instanceof Float) {
                return (long) handles.ofDouble().invokeExact(((Number) value).doubleValue());
            }
            if (value instanceof Number number) {
                return (long) handles.ofLong().invokeExact(number.longValue());
            }
            if (value instanceof long[] integers) {
                return (long) handles.ofLongs().invokeExact(integers);
            }
            if (value instanceof Boolean flag) {
                return (long) handles.ofBoolean().invokeExact((boolean) flag);
            }
            if (value instanceof List<?> arrays) {
                return (long) handles.ofTensors().invokeExact(tensors(arrays));
            }
            if (value instanceof String text) {
                return (long) handles.ofText().invokeExact(text);
            }
            if (value instanceof Dtype dtype) {
                return (long) handles.ofLong().invokeExact(AtenCalls.scalarType(dtype));
            }
            if (value instanceof double[] numbers) {
                return (long) handles.ofDoubles().invokeExact(numbers);
            }
            if (value instanceof boolean[] flags) {
                return (long) handles.ofBooleans().invokeExact(flags);
            }
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        }
        throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " does not cross to TorchScript");
    }

    private static long[] tensors(List<?> arrays) {
        long[] tensors = new long[arrays.size()];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = ((PtNDArray) arrays.get(i)).getHandle();
        }
        return tensors;
    }

    /** The handle of the new tensor that a value is, which is deleted. */
    static long takeTensor(long value) {
        try {
            return (long) HANDLES.get().toTensor().invokeExact(value);
        } catch (Throwable e) {
            throw Natives.unchecked(e);
        } finally {
            delete(value);
        }
    }

    /** DJL's object around a value's handle, to be closed. */
    static IValue object(long value) {
        try {
            return (IValue) HANDLES.get().object().invokeExact(value);
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

    /** Of the first of some. */
    static void delete(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            delete(values[i]);
        }
    }
}
