package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.MatrixKernels;

/** The bits of long loops do not depend on the number of threads, nor on where the elements lie. */
class ParallelTest {

    private static final Map<String, Function<NDArray, NDArray>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("exp", NDArray::exp);
        WORDS.put("tanh", NDArray::tanh);
        WORDS.put("sqrt", NDArray::sqrt);
        WORDS.put("gelu", a -> a.getNDArrayInternal().gelu());
        WORDS.put("add", a -> a.add(a.get(0)));
        WORDS.put("mul number", a -> a.mul(3));
        WORDS.put("gt", a -> a.gt(a.get(1)).toType(DataType.FLOAT32, false));
        WORDS.put("negi", a -> a.duplicate().negi());
        WORDS.put("addi", a -> a.duplicate().addi(a));
        WORDS.put("sum", NDArray::sum);
        WORDS.put("sum 0", a -> a.sum(new int[] {0}));
        WORDS.put("sum 1", a -> a.sum(new int[] {1}));
        WORDS.put("max", NDArray::max);
        WORDS.put("max 1", a -> a.max(new int[] {1}));
        WORDS.put("softmax 0", a -> a.softmax(0));
        WORDS.put("softmax 1", a -> a.softmax(1));
        WORDS.put("logSoftmax 0", a -> a.logSoftmax(0));
        WORDS.put("logSoftmax 1", a -> a.logSoftmax(1));
    }

    private final int threads = MatrixKernels.getThreads();

    @AfterEach
    void restore() {
        MatrixKernels.setThreads(threads);
    }

    @Test
    void results_are_the_same_on_any_number_of_threads_and_of_any_strides() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        float[] values = new float[701 * 503];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        try (NDManager manager = HeapEngine.instance().newBaseManager()) {
            NDArray dense = manager.create(values, new Shape(701, 503));
            NDArray turned = dense.transpose().duplicate().transpose();
            NDArray half = dense.toType(DataType.FLOAT16, true);
            NDArray twice = dense.toType(DataType.FLOAT64, true);
            NDArray wideTurned = twice.transpose().duplicate().transpose();
            WORDS.forEach((name, word) -> {
                String text = name + ", seed " + seed;
                if (name.startsWith("softmax") || name.startsWith("logSoftmax")) {
                    assertArrayEquals(doubles(word, twice), doubles(word, wideTurned), text);
                }
                float[] expected = floats(1, word, dense);
                for (int count : new int[] {2, 3, 8}) {
                    assertArrayEquals(expected, floats(count, word, dense), text);
                    assertArrayEquals(floats(1, word, half), floats(count, word, half), text);
                    assertArrayEquals(floats(1, word, twice), floats(count, word, twice), text);
                    assertArrayEquals(floats(1, word, turned), floats(count, word, turned), text);
                }
                if (name.equals("sum")) {
                    assertEquals(expected[0], floats(3, word, turned)[0], text);
                } else if (!name.startsWith("sum")) {
                    assertArrayEquals(expected, floats(3, word, turned), text);
                }
            });
        }
    }

    private static double[] doubles(Function<NDArray, NDArray> word, NDArray a) {
        return word.apply(a).toDoubleArray();
    }

    private static float[] floats(int threads, Function<NDArray, NDArray> word, NDArray a) {
        MatrixKernels.setThreads(threads);
        return word.apply(a).toType(DataType.FLOAT32, false).toFloatArray();
    }
}
