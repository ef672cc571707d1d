package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.LongStream;
import org.torchmm.rules.Dtype;

/** Java's values as TorchScript's and back. */
final class Values {

    /** In the order of their numbers. */
    private static final List<String> MEMORY_FORMATS =
            List.of("contiguous_format", "preserve_format", "channels_last", "channels_last_3d");

    private Values() {}

    /** A value of Java's that is not null: an array, a list of them, a number, a truth value, a string, sizes, a dtype. */
    static IValue toNative(Object value) {
        if (value instanceof PtNDArray array) {
            return Natives.value(array);
        }
        if (value instanceof List<?> arrays) {
            return IValue.listFrom(
                    arrays.stream().map(array -> (PtNDArray) array).toArray(PtNDArray[]::new));
        }
        if (value instanceof Double || value instanceof Float) {
            return IValue.from(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return IValue.from(number.longValue());
        }
        if (value instanceof Boolean flag) {
            return IValue.from((boolean) flag);
        }
        if (value instanceof String text) {
            return IValue.from(text);
        }
        if (value instanceof long[] integers) {
            return IValue.listFrom(integers);
        }
        if (value instanceof double[] numbers) {
            return IValue.listFrom(numbers);
        }
        if (value instanceof boolean[] flags) {
            return IValue.listFrom(flags);
        }
        if (value instanceof Dtype dtype) {
            return IValue.from(AtenCalls.scalarType(dtype));
        }
        throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " does not cross to TorchScript");
    }

    /** A value for a parameter of that type, made one where Java's is another: a whole number for a float, a name for a layout. */
    static IValue toNative(Object value, String type) {
        return switch (type) {
            case "float" -> IValue.from(((Number) value).doubleValue());
            case "float[]" ->
                value instanceof long[] whole
                        ? IValue.listFrom(LongStream.of(whole).asDoubleStream().toArray())
                        : value instanceof List<?> ? IValue.listFrom(new double[0]) : toNative(value);
            case "int[]" -> value instanceof List<?> ? IValue.listFrom(new long[0]) : toNative(value);
            case "bool[]" -> value instanceof List<?> ? IValue.listFrom(new boolean[0]) : toNative(value);
            case "MemoryFormat" -> IValue.from(memoryFormat((String) value));
            default -> toNative(value);
        };
    }

    private static long memoryFormat(String name) {
        int number = MEMORY_FORMATS.indexOf(name.startsWith("torch.") ? name.substring("torch.".length()) : name);
        if (number < 0) {
            throw new IllegalArgumentException("a memory format is one of " + MEMORY_FORMATS + ", not " + name);
        }
        return number;
    }

    /** A result of one of the types: an array, or an NDList of several, as torchmm's own that belong to the manager; or a Java value. */
    static Object toJava(IValue result, List<String> types, NDManager manager) {
        String type = types.size() == 1 ? types.get(0) : "Tensor[]";
        return switch (type) {
            case "Tensor" -> toArrays(result, manager).get(0);
            case "Tensor[]" -> toArrays(result, manager);
            case "int" -> result.toLong();
            case "float" -> result.toDouble();
            case "bool" -> result.toBoolean();
            case "str" -> result.toStringValue();
            case "int[]" -> result.toLongArray();
            case "float[]" -> result.toDoubleArray();
            case "bool[]" -> result.toBooleanArray();
            case "ScalarType" -> AtenCalls.dataType(result.toLong());
            default -> number(result);
        };
    }

    /** What is only marked as conjugate or negated, so that whoever reads its memory reads what it is. */
    static Object resolved(Object result) {
        if (result instanceof NDList list) {
            list.replaceAll(array -> (NDArray) resolved(array));
        } else if (result instanceof Tensor tensor) {
            NDManager manager = tensor.getManager();
            Tensor resolved = Tensor.adopt(AtenCalls.resolve(tensor), manager);
            tensor.close();
            return resolved;
        }
        return result;
    }

    private static Object number(IValue result) {
        if (result.isLong()) {
            return result.toLong();
        }
        if (result.isDouble()) {
            return result.toDouble();
        }
        if (result.isBoolean()) {
            return result.toBoolean();
        }
        throw new IllegalArgumentException("a complex number does not cross to Java: view_as_real(x) has its parts");
    }

    /** The arrays of a result, as torchmm's own that belong to the manager. */
    static NDList toArrays(IValue result, NDManager manager) {
        NDList arrays = new NDList();
        try {
            add(arrays, result, manager);
            return arrays;
        } catch (RuntimeException | Error e) {
            arrays.close();
            throw e;
        }
    }

    private static void add(NDList arrays, IValue result, NDManager manager) {
        PtNDManager owner = (PtNDManager) manager;
        if (result.isTensor()) {
            arrays.add(Tensor.adopt(result.toTensor(owner), manager));
        } else if (result.isTensorList()) {
            PtNDArray[] made = result.toTensorArray(owner);
            for (NDArray array : made) {
                arrays.add(Tensor.adopt((PtNDArray) array, manager));
            }
        } else if (result.isTuple()) {
            IValue[] parts = result.toIValueTuple();
            try {
                for (IValue part : parts) {
                    add(arrays, part, manager);
                }
            } finally {
                AtenCalls.close(parts);
            }
        } else {
            throw new IllegalArgumentException("a result of type " + result.getType() + " is no array");
        }
    }
}
