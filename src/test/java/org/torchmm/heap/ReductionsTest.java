package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Dtype;

/** Sums, means, extremes, their places, softmax and running sums, against libtorch. */
class ReductionsTest {

    private static final long[][] SIZES = {{2, 5}, {3, 1, 4}, {}, {0, 2}, {2, 0}, {2600}, {40, 9}, {3, 20, 2}, {1, 3000}
    };

    private static final Map<String, Function<NDArray, Object>> OPS = new LinkedHashMap<>();

    static {
        OPS.put("sum", NDArray::sum);
        OPS.put("prod", NDArray::prod);
        OPS.put("mean", NDArray::mean);
        OPS.put("max", NDArray::max);
        OPS.put("min", NDArray::min);
        OPS.put("all", NDArray::all);
        OPS.put("any", NDArray::any);
        OPS.put("none", NDArray::none);
        OPS.put("countNonzero", NDArray::countNonzero);
        OPS.put("norm", NDArray::norm);
        OPS.put("norm kept", a -> a.norm(true));
        OPS.put("argMax", NDArray::argMax);
        OPS.put("argMin", NDArray::argMin);
        OPS.put("cumSum", NDArray::cumSum);
        OPS.put("sum 0, 1", a -> a.sum(new int[] {0, 1}, true));
        OPS.put("sum 1, -1", a -> a.sum(new int[] {1, -1}));
        for (int axis : new int[] {0, 1, -1, 2}) {
            for (boolean keep : new boolean[] {false, true}) {
                int[] axes = {axis};
                String text = " " + axis + " " + keep;
                OPS.put("sum" + text, a -> a.sum(axes, keep));
                OPS.put("prod" + text, a -> a.prod(axes, keep));
                OPS.put("mean" + text, a -> a.mean(axes, keep));
                OPS.put("max" + text, a -> a.max(axes, keep));
                OPS.put("min" + text, a -> a.min(axes, keep));
                OPS.put("norm" + text, a -> a.norm(2, axes, keep));
                OPS.put("norm of order 1" + text, a -> a.norm(1, axes, keep));
                OPS.put("norm of order 3" + text, a -> a.norm(3, axes, keep));
                OPS.put("norm of order 0" + text, a -> a.norm(0, axes, keep));
            }
            OPS.put("argMax " + axis, a -> a.argMax(axis));
            OPS.put("argMin " + axis, a -> a.argMin(axis));
            OPS.put("softmax " + axis, a -> a.softmax(axis));
            OPS.put("logSoftmax " + axis, a -> logSoftmax(a, axis));
            OPS.put("cumSum " + axis, a -> a.cumSum(axis));
            OPS.put("cumProd " + axis, a -> a.cumProd(axis));
            OPS.put("cumProd of float32 " + axis, a -> a.cumProd(axis, DataType.FLOAT32));
            OPS.put("countNonzero " + axis, a -> a.countNonzero(axis));
        }
    }

    /** Of halves along the last dimension: along others a NaN of libtorch's reaches the element 16 places on. */
    private static NDArray logSoftmax(NDArray a, int axis) {
        return (a.getDataType() == DataType.FLOAT16 && axis >= 0 ? a.toType(DataType.FLOAT32, false) : a)
                .logSoftmax(axis);
    }

    @Test
    void everyOperationOfEveryDtype() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(2000, 1000);
        List<String> found = new ArrayList<>();
        for (var op : OPS.entrySet()) {
            for (Dtype dtype : ElementwiseTest.DTYPES) {
                // products of many are infinite or 0 in an order of libtorch's own
                boolean isProduct =
                        op.getKey().startsWith("prod") || op.getKey().startsWith("cumProd");
                long[] sizes = SIZES[random.nextInt(isProduct ? 5 : SIZES.length)];
                Twin.Form form = Twin.Form.values()[random.nextInt(4)];
                judge.ask(random, op.getKey(), op.getValue(), dtype, form, sizes, found);
            }
        }
        ElementwiseTest.report(seed, found);
    }

    /** Wide rows are folded onto each other, more than one piece of them, and lines by pairs. */
    @Test
    void sumsOfManyAreAsAccurateAsByPairs() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        try (HeapManager heap = (HeapManager) HeapEngine.instance().newBaseManager()) {
            float[] values = new float[300 * 2500];
            double[] exact = new double[2500];
            double all = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
                exact[i % 2500] += values[i];
                all += values[i];
            }
            HeapArray a = (HeapArray) heap.create(values, new ai.djl.ndarray.types.Shape(300, 2500));
            float[] columns = a.sum(new int[] {0}, false).toFloatArray();
            for (int i = 0; i < exact.length; i++) {
                assertEquals(exact[i], columns[i], exact[i] * 4 * 0x1p-24, "seed " + seed);
            }
            assertEquals(all, a.sum().toFloatArray()[0], all * 4 * 0x1p-24, "seed " + seed);
            assertEquals(all, a.transpose().sum().toFloatArray()[0], all * 4 * 0x1p-24, "seed " + seed);
        }
    }
}
