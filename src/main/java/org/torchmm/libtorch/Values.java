package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.LongStream;

/** Java's values as those of a schema's types, and TorchScript's results as Java's. */
final class Values {

    /** In the order of their numbers. */
    private static final List<String> MEMORY_FORMATS =
            List.of("contiguous_format", "preserve_format", "channels_last", "channels_last_3d");

    private Values() {}

    /** What crosses for a parameter of that type where Java's value is another: a whole number for a float, a name for a layout. */
    static Object fitting(Object value, String type) {
        return switch (type) {
            case "float" -> ((Number) value).doubleValue();
            case "float[]" ->
                value instanceof long[] whole
                        ? LongStream.of(whole).asDoubleStream().toArray()
                        : value instanceof List<?> ? new double[0] : value;
            case "int[]" -> value instanceof List<?> ? new long[0] : value;
            case "bool[]" -> value instanceof List<?> ? new boolean[0] : value;
            case "MemoryFormat" -> memoryFormat((String) value);
            default -> value;
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
                for (IValue part : parts) {
                    part.close();
                }
            }
        } else {
            throw new IllegalArgumentException("a result of type " + result.getType() + " is no array");
        }
    }
}
