package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.torchmm.rules.Dtype;

/** Indices, joined, repeated and sorted arrays, products and DJL's inner functions, against libtorch. */
class SelectionsTest {

    private static final long[][] SIZES = {{2, 3}, {2, 3}, {2, 3}, {3, 2}, {3, 1, 4}, {}, {4}, {0, 2}, {2, 3, 4}};

    private static final Map<String, Function<NDArray, Object>> OPS = new LinkedHashMap<>();

    private static final Map<String, BiFunction<NDArray, NDArray, Object>> PAIRS = new LinkedHashMap<>();

    static {
        for (String index : new String[] {
            "0",
            "1",
            "-1",
            "2",
            "-3",
            ":",
            "0:1",
            "1:",
            ":-1",
            "-2:",
            "::2",
            "1::2",
            "5:",
            "2:1",
            "..., 0",
            "0, ...",
            "...",
            "1, 1",
            ":, 1",
            ":, -1",
            "..., 1:",
            "null, 1",
            "..., null",
            ":, null, 0",
            "1, null",
            "0, 1, 1",
            "*, 1",
            "::-1",
            ":, ::2",
            ":, 5",
            "0, 0, 0, 0",
            "1, ..., 0"
        }) {
            OPS.put("get " + index, a -> a.get(new NDIndex(index)));
            OPS.put("set " + index, a -> with(a, copy -> copy.set(new NDIndex(index), 3)));
            OPS.put("set by a function " + index, a -> with(a, c -> c.set(new NDIndex(index), x -> x.add(x))));
        }
        OPS.put("get 1", a -> a.get(1));
        OPS.put("get 0, 1", a -> a.get(0, 1));
        OPS.put("get -1, -1", a -> a.get(-1, -1));
        OPS.put("get true ones", a -> a.get(a.toType(DataType.BOOLEAN, true)));
        OPS.put("set true ones", a -> with(a, c -> c.set(c.toType(DataType.BOOLEAN, true), 2)));
        for (long[] index : new long[][] {{1, 0}, {0}, {-1, 1, 0, 0}, {2}, {}}) {
            String text = " " + java.util.Arrays.toString(index);
            OPS.put("get array" + text, a -> a.get(longs(a, index)));
            OPS.put("get :, array" + text, a -> a.get(":, {}", longs(a, index)));
            OPS.put("get array, :, array" + text, a -> a.get("{}, :, {}", longs(a, index), longs(a, index)));
            OPS.put("get array, array" + text, a -> a.get("{}, {}", longs(a, index), longs(a, index)));
            OPS.put("get array, ..., 0" + text, a -> a.get("{}, ..., 0", longs(a, index)));
            OPS.put("take" + text, a -> a.take(longs(a, index)));
            OPS.put(
                    "set array" + text,
                    a -> with(
                            a,
                            c -> c.set(
                                    new NDIndex("{}", longs(a, index)),
                                    c.get(longs(a, index)).add(c.get(longs(a, index))))));
            OPS.put("mask" + text, a -> a.booleanMask(longs(a, index).toType(DataType.BOOLEAN, false), 1));
        }
        OPS.put("gather 1", a -> a.gather(longs(a, 1, 0).reshape(2, 1), 1));
        OPS.put("gather 0", a -> a.gather(longs(a, 1, 0, 1).reshape(1, 3), 0));
        OPS.put("pick", a -> a.get(new NDIndex().addAllDim().addPickDim(longs(a, 1, 0))));
        OPS.put("nonzero", NDArray::nonzero);
        for (int axis : new int[] {0, 1, -1, 3}) {
            OPS.put("flip " + axis, a -> a.flip(axis));
            OPS.put("repeat " + axis, a -> a.repeat(axis, 3));
            OPS.put("sort " + axis, a -> a.sort(axis));
            OPS.put("argSort " + axis, a -> a.argSort(axis));
            OPS.put("argSort descending " + axis, a -> a.argSort(axis, false));
            OPS.put("topK " + axis, a -> new NDList(a.topK(2, axis, true, true).get(0)));
            OPS.put(
                    "least " + axis,
                    a -> new NDList(a.topK(1, axis, false, true).get(0)));
            PAIRS.put("concat " + axis, (a, b) -> a.concat(b, axis));
            PAIRS.put("stack " + axis, (a, b) -> a.stack(b, axis));
            PAIRS.put("concat three " + axis, (a, b) -> NDArrays.concat(new NDList(a, b, a), axis));
        }
        for (int axis : new int[] {0, 1}) {
            OPS.put("split at 1 " + axis, a -> split(a, axis, 1));
            OPS.put("split at 0, 1 " + axis, a -> split(a, axis, 0, 1));
            OPS.put("split at 5 " + axis, a -> split(a, axis, 5));
        }
        OPS.put("split nowhere", a -> split(a, 0));
        OPS.put("flip 0, 1", a -> a.flip(0, 1));
        OPS.put("flip nothing", a -> a.flip());
        OPS.put("flip 0, 0", a -> a.flip(0, 0));
        OPS.put("tile 2", a -> a.tile(2));
        OPS.put("tile 2, 1", a -> a.tile(new long[] {2, 1}));
        OPS.put("tile 2, 1, 3", a -> a.tile(new long[] {2, 1, 3}));
        OPS.put("tile 0, 1", a -> a.tile(new long[] {0, 1}));
        OPS.put("tile -1, 1", a -> a.tile(new long[] {-1, 1}));
        OPS.put("repeat 2", a -> a.repeat(2));
        OPS.put("repeat 2, 1", a -> a.repeat(new long[] {2, 1}));
        OPS.put("repeat to a shape", a -> a.repeat(new Shape(4, 3)));
        OPS.put("repeat -1", a -> a.repeat(0, -1));
        OPS.put("oneHot", a -> a.oneHot(5));
        OPS.put("complex", NDArray::complex);
        OPS.put("real", NDArray::real);
        OPS.put("relu", a -> a.getNDArrayInternal().relu());
        OPS.put("sigmoid", a -> a.getNDArrayInternal().sigmoid());
        OPS.put("tanh", a -> a.getNDArrayInternal().tanh());
        OPS.put("softPlus", a -> a.getNDArrayInternal().softPlus());
        OPS.put("softSign", a -> a.getNDArrayInternal().softSign());
        OPS.put("leakyRelu", a -> a.getNDArrayInternal().leakyRelu(0.1f));
        OPS.put("elu", a -> a.getNDArrayInternal().elu(0.5f));
        OPS.put("selu", a -> a.getNDArrayInternal().selu());
        OPS.put("gelu", a -> a.getNDArrayInternal().gelu());
        OPS.put("rdiv", a -> NDArrays.div(2, a));
        OPS.put("rsub", a -> NDArrays.sub(2, a));
        OPS.put("rmod", a -> NDArrays.mod(2, a));
        OPS.put("rpow", a -> NDArrays.pow(2, a));
        // DJL's PyTorch engine makes float32 of complex ones
        OPS.put("zerosLike", a -> a.getDataType() == DataType.COMPLEX64 ? "" : a.zerosLike());
        OPS.put("onesLike", a -> a.getDataType() == DataType.COMPLEX64 ? "" : a.onesLike());
        PAIRS.put("where", (a, b) -> NDArrays.where(a.toType(DataType.BOOLEAN, true), a, b));
        PAIRS.put("where of no bool", (a, b) -> NDArrays.where(a, a, b));
        PAIRS.put("dot", NDArray::dot);
        PAIRS.put("matMul", NDArray::matMul);
        PAIRS.put("batchMatMul", NDArray::batchMatMul);
        PAIRS.put("set", (a, b) -> with(a, c -> c.set(new NDIndex("0"), b)));
        PAIRS.put("set ..., 1:", (a, b) -> with(a, c -> c.set(new NDIndex("..., 1:"), b)));
    }

    private static NDArray with(NDArray array, java.util.function.Consumer<NDArray> change) {
        NDArray copy = array.duplicate();
        change.accept(copy);
        return copy;
    }

    private static Object split(NDArray array, int axis, long... indices) {
        return array.getShape().dimension() < 2 ? "" : array.split(indices, axis);
    }

    private static NDArray longs(NDArray beside, long... values) {
        return beside.getManager().create(values);
    }

    @Test
    void oneArray() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(4);
        List<String> found = new ArrayList<>();
        for (var op : OPS.entrySet()) {
            for (Dtype dtype : ElementwiseTest.DTYPES) {
                long[] sizes = SIZES[random.nextInt(SIZES.length)];
                Twin.Form form = Twin.Form.values()[random.nextInt(4)];
                judge.ask(random, op.getKey(), op.getValue(), dtype, form, sizes, found);
            }
        }
        ElementwiseTest.report(seed, found);
    }

    @Test
    void twoArrays() {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        Judge judge = new Judge(4, 64);
        List<String> found = new ArrayList<>();
        for (var op : PAIRS.entrySet()) {
            for (int round = 0; round < 25; round++) {
                Dtype dtype = ElementwiseTest.DTYPES.get(random.nextInt(9));
                Dtype dtype2 = random.nextBoolean() ? dtype : ElementwiseTest.DTYPES.get(random.nextInt(9));
                Twin.Form[] forms = {Twin.Form.values()[random.nextInt(4)], Twin.Form.values()[random.nextInt(4)]};
                long[][] sizes = {SIZES[random.nextInt(9)], SIZES[random.nextInt(9)]};
                judge.ask(random, op.getKey(), op.getValue(), new Dtype[] {dtype, dtype2}, forms, sizes, found);
            }
        }
        ElementwiseTest.report(seed, found);
    }
}
