package org.torchmm.heap;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.LibtorchBackend;
import org.torchmm.rules.Dtype;

/** Compares what an operation does in Java's memory with what it does in libtorch's. */
final class Judge {

    /** Relative differences that the order of sums and the last bits of functions may make, in units of the dtype's own. */
    private final double units;

    /** And absolute ones, where large numbers came to a small one. */
    private final double floor;

    private boolean comparesStrides;

    /** Of complex numbers they lose digits with the exponent: {@link ComplexFunctionsTest} compares them. */
    private boolean isPower;

    /** Whether numbers were bfloat16s. */
    private boolean isNarrow;

    Judge(double units) {
        this(units, 8);
    }

    Judge(double units, double floor) {
        this.units = units;
        this.floor = floor;
    }

    /** Who compares strides too. */
    Judge withStrides() {
        comparesStrides = true;
        return this;
    }

    /** Asks an operation of an array of either kind, of the same numbers; how they differ is added to what was found. */
    void ask(
            Random random,
            String name,
            Function<NDArray, Object> operation,
            Dtype dtype,
            Twin.Form form,
            long[] sizes,
            List<String> found) {
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                HeapManager heap = (HeapManager) HeapEngine.instance().newBaseManager()) {
            Twin a = Twin.random(random, torch, heap, dtype, form, sizes);
            note(name, () -> operation.apply(a.torch()), () -> operation.apply(a.heap()), a.toString(), found);
        }
    }

    /** The same of two arrays. */
    void ask(
            Random random,
            String name,
            BiFunction<NDArray, NDArray, Object> operation,
            Dtype[] dtypes,
            Twin.Form[] forms,
            long[][] sizes,
            List<String> found) {
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                HeapManager heap = (HeapManager) HeapEngine.instance().newBaseManager()) {
            Twin a = Twin.random(random, torch, heap, dtypes[0], forms[0], sizes[0]);
            Twin b = Twin.random(random, torch, heap, dtypes[1], forms[1], sizes[1]);
            note(
                    name,
                    () -> operation.apply(a.torch(), b.torch()),
                    () -> operation.apply(a.heap(), b.heap()),
                    a + "\n " + b,
                    found);
        }
    }

    /** The same of any number of arrays, with their dimensions in any order. */
    void ask(
            Random random,
            String name,
            Function<NDArray[], Object> operation,
            Dtype[] dtypes,
            long[][] sizes,
            List<String> found) {
        try (NDManager torch = Engine.getEngine("PyTorch").newBaseManager();
                HeapManager heap = (HeapManager) HeapEngine.instance().newBaseManager()) {
            Twin[] twins = new Twin[dtypes.length];
            for (int i = 0; i < twins.length; i++) {
                Twin.Form form = Twin.Form.values()[random.nextInt(Twin.Form.values().length)];
                twins[i] = Twin.permuted(random, torch, heap, dtypes[i], form, sizes[i]);
            }
            NDArray[] theirs = Arrays.stream(twins).map(Twin::torch).toArray(NDArray[]::new);
            NDArray[] ours = Arrays.stream(twins).map(Twin::heap).toArray(NDArray[]::new);
            note(name, () -> operation.apply(theirs), () -> operation.apply(ours), Arrays.toString(twins), found);
        }
    }

    private void note(String name, Supplier<Object> torch, Supplier<Object> heap, String operands, List<String> found) {
        isPower = name.startsWith("pow");
        String difference = difference(torch, heap);
        if (difference != null) {
            found.add(name + ": " + difference + "\n of " + operands);
        }
    }

    /** What is wrong, or null. */
    String difference(Supplier<Object> torch, Supplier<Object> heap) {
        Object expected = outcome(torch);
        Object actual = outcome(heap);
        if (expected instanceof Refusal refusal) {
            return actual instanceof Refusal other
                    ? isDeclared(other.sentence)
                                    || refusal.isWordless() && !other.isWordless()
                                    || refusal.sentence.equals(other.sentence)
                            ? null
                            : "libtorch: " + refusal + "\n ours: " + other
                    : "libtorch refuses: " + refusal + ", ours is " + text(actual);
        }
        if (actual instanceof Refusal refusal) {
            if (isDeclared(refusal.sentence)) {
                return null;
            }
            return "ours refuses: " + actual + ", libtorch's is " + text(expected);
        }
        if (expected instanceof NDList list) {
            NDList other = (NDList) actual;
            if (list.size() != other.size()) {
                return "of " + list.size() + " arrays " + other.size();
            }
            for (int i = 0; i < list.size(); i++) {
                String difference = arrays(list.get(i), other.get(i));
                if (difference != null) {
                    return "[" + i + "] " + difference;
                }
            }
            return null;
        }
        if (expected instanceof NDArray array) {
            return arrays(array, (NDArray) actual);
        }
        return expected.equals(actual) ? null : "libtorch: " + expected + ", ours: " + actual;
    }

    /** Of what there is not: results of dtypes that DJL has no name for. */
    private static boolean isDeclared(String sentence) {
        return sentence.matches("\\w+\\(\\) of \\w+ is not computed on arrays in Java's memory.*")
                || sentence.contains("of which there are no arrays in Java's memory");
    }

    private static String text(Object outcome) {
        return outcome instanceof NDArray array
                ? array.getDataType() + " " + array.getShape()
                : String.valueOf(outcome);
    }

    private record Refusal(String sentence, Throwable cause) {

        /** An accident of Java's, rather than a sentence. */
        boolean isWordless() {
            return cause instanceof NegativeArraySizeException
                    || cause instanceof ArrayIndexOutOfBoundsException
                    || cause instanceof NullPointerException
                    || cause instanceof ClassCastException
                    || cause instanceof ArithmeticException
                    || cause.getMessage() == null;
        }

        @Override
        public String toString() {
            return cause.getClass().getSimpleName() + ": " + sentence;
        }
    }

    private static Object outcome(Supplier<Object> operation) {
        try {
            return operation.get();
        } catch (RuntimeException e) { // of DJL's the wordless too
            String sentence = String.valueOf(e.getMessage());
            int end = sentence.indexOf("\nException raised from");
            return new Refusal(end < 0 ? sentence : sentence.substring(0, end), e);
        }
    }

    private String arrays(NDArray expected, NDArray actual) {
        if (!(actual instanceof HeapArray heap)) {
            return "ours is no array in Java's memory";
        }
        DataType type = expected.getDataType();
        if (type == DataType.UNKNOWN && AtenCalls.dtype(expected) != null) { // of a dtype that DJL does not know
            Dtype dtype = AtenCalls.dtype(expected);
            if (dtype != heap.dtype()) {
                return "libtorch's is of " + dtype + ", ours of " + heap.dtype();
            }
            Dtype wide = dtype.isWhole() ? Dtype.INT32 : Dtype.FLOAT32;
            isNarrow = !dtype.isWhole();
            try (NDArray theirs = AtenCalls.to(expected, wide);
                    NDArray ours = heap.toType(DataTypes.dataType(wide), false)) {
                String strides = strides(expected, heap);
                return strides != null ? strides : elements(theirs, (HeapArray) ours);
            } finally {
                isNarrow = false;
            }
        }
        if (type != actual.getDataType() && Twin.isReadable(type)) {
            return "libtorch's is of " + type + ", ours of " + actual.getDataType();
        }
        if (!expected.getShape().equals(actual.getShape())) {
            return "libtorch's is of size " + expected.getShape() + ", ours of " + actual.getShape();
        }
        String strides = strides(expected, heap);
        if (strides != null) {
            return strides;
        }
        return Twin.isReadable(type) ? elements(expected, heap) : null;
    }

    private String strides(NDArray expected, HeapArray actual) {
        long[] strides = LibtorchBackend.INSTANCE.facts(expected).strides();
        return !comparesStrides || Arrays.equals(strides, actual.elements().strides())
                ? null
                : "libtorch's has strides " + Arrays.toString(strides) + ", ours "
                        + Arrays.toString(actual.elements().strides());
    }

    private String elements(NDArray expected, HeapArray actual) {
        Dtype dtype = DataTypes.dtype(expected.getDataType());
        if (isPower && dtype == Dtype.COMPLEX64) {
            return null;
        }
        int count = (int) actual.layout().count();
        Storage a = Buffers.storage(expected.toByteBuffer().order(ByteOrder.nativeOrder()), dtype, count);
        Storage b = Copies.dense(Recycler.NONE, actual.storage(), actual.layout(), dtype);
        int parts = Storage.parts(dtype);
        for (int i = 0; i < count * parts; i++) {
            if (dtype == Dtype.COMPLEX64
                    ? isFinite((float[]) a.data, i) && !isNear(((float[]) a.data)[i], ((float[]) b.data)[i], dtype)
                    : dtype.isWhole() ? a.getLong(i) != b.getLong(i) : !isNear(a.getDouble(i), b.getDouble(i), dtype)) {
                return "element " + i + ": libtorch "
                        + (dtype.isWhole() ? a.getLong(i) : a.getDouble(i / parts)) + ", ours "
                        + (dtype.isWhole() ? b.getLong(i) : b.getDouble(i / parts));
            }
        }
        return null;
    }

    /** libtorch's own loops differ in which part of a complex number is NaN or infinite. */
    private static boolean isFinite(float[] pairs, int i) {
        return Float.isFinite(pairs[i]) && Float.isFinite(pairs[i ^ 1]);
    }

    private boolean isNear(double expected, double actual, Dtype dtype) {
        if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
            return true;
        }
        double unit = isNarrow ? 0x1p-7 : dtype == Dtype.FLOAT64 ? 0x1p-52 : dtype == Dtype.FLOAT16 ? 0x1p-10 : 0x1p-23;
        return Math.abs(expected - actual) <= unit * (units * Math.abs(expected) + floor);
    }
}
