package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.recurrent.RNN;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every method of DJL's arrays does what it says, or refuses in a sentence: by name where it is not computed here. */
class CoverageTest {

    @Test
    void ofArrays() {
        assertEquals(List.of(), wordless(NDArray.class, array -> array));
    }

    @Test
    void ofInnerOperations() {
        assertEquals(List.of(), wordless(NDArrayEx.class, NDArray::getNDArrayInternal));
    }

    private static List<String> wordless(Class<?> type, Function<NDArray, Object> receiver) {
        List<String> found = new ArrayList<>();
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method method : methods) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            for (Shape shape : new Shape[] {new Shape(2, 3), new Shape(), new Shape(0, 3), new Shape(1, 2, 3, 3)}) {
                try (HeapManager manager = (HeapManager) HeapEngine.instance().newBaseManager()) {
                    call(method, receiver, manager, manager.ones(shape), found);
                }
            }
        }
        return found;
    }

    private static void call(
            Method method, Function<NDArray, Object> receiver, NDManager manager, NDArray array, List<String> found) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(parameter -> argument(parameter, manager, array))
                .toArray();
        try {
            method.invoke(receiver.apply(array), arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean isSentence = cause.getMessage() != null
                    && (cause.getClass() == IllegalArgumentException.class
                            || cause.getClass() == IllegalStateException.class
                            || cause.getClass() == IndexOutOfBoundsException.class
                            || cause instanceof UnsupportedOperationException
                                    && (cause.getMessage().contains(method.getName())
                                            || !cause.getMessage().contains("not computed"))
                                    && !cause.getMessage().contains("mplemented"));
            if (!isSentence) {
                found.add(method + " of " + array.getShape() + ": " + cause + " "
                        + Arrays.toString(cause.getStackTrace()).substring(0, 300));
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Object argument(Class<?> type, NDManager manager, NDArray array) {
        if (type == NDArray.class) {
            return manager.ones(array.getShape());
        } else if (type == NDList.class) {
            return new NDList(manager.ones(array.getShape()), manager.ones(array.getShape()));
        } else if (type == Number.class || type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == float.class) {
            return 1f;
        } else if (type == double.class) {
            return 1.0;
        } else if (type == boolean.class) {
            return false;
        } else if (type == int[].class) {
            return new int[] {0};
        } else if (type == long[].class) {
            return new long[] {1};
        } else if (type == float[].class) {
            return new float[] {1, 2, 3};
        } else if (type == double[].class) {
            return new double[] {1};
        } else if (type == byte[].class) {
            return new byte[] {1};
        } else if (type == Shape.class) {
            return array.getShape();
        } else if (type == DataType.class) {
            return DataType.FLOAT32;
        } else if (type == Device.class) {
            return Device.cpu();
        } else if (type == NDManager.class) {
            return manager;
        } else if (type == NDIndex.class) {
            return new NDIndex("0");
        } else if (type == String.class) {
            return "0";
        } else if (type == Object[].class) {
            return new Object[0];
        } else if (type == Buffer.class) {
            return FloatBuffer.wrap(new float[(int) array.size()]);
        } else if (type == Function.class) {
            return (Function<NDArray, NDArray>) NDArray::neg;
        } else if (type == SparseFormat.class) {
            return SparseFormat.COO;
        } else if (type == Charset.class) {
            return StandardCharsets.UTF_8;
        } else if (type == RNN.Activation.class) {
            return RNN.Activation.RELU;
        } else if (type == List.class) {
            return List.of(1f);
        }
        throw new AssertionError(type);
    }
}
