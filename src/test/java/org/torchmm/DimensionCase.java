package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/** An operation with the same random arguments for libtorch's arrays and for Java's, and what is wrong with the answers. */
final class DimensionCase {

    private final Random random;
    private final Operation operation;
    private final RawOperators raw;
    private final Torch java;
    private final List<Object> forLibtorch = new ArrayList<>();
    private final List<Object> forJava = new ArrayList<>();
    private final List<String> text = new ArrayList<>();

    /** The largest size of an element, and how many there are: what bounds hang on. */
    private double largest = 1;

    private long elements = 1;
    private int rank;

    private DimensionCase(Random random, Operation operation, RawOperators raw, Torch java) {
        this.random = random;
        this.operation = operation;
        this.raw = raw;
        this.java = java;
    }

    static DimensionCase draw(Random random, Operation operation, RawOperators raw, Torch java) {
        DimensionCase drawn = new DimensionCase(random, operation, raw, java);
        drawn.draw();
        return drawn;
    }

    private void draw() {
        Dtype dtype = Dtype.values()[random.nextInt(Dtype.values().length)];
        switch (operation) {
            case CAT, STACK -> {
                several(dtype);
                both((long) dim(operation == Operation.STACK ? rank + 1 : rank));
            }
            case MAX_OTHER, MIN_OTHER -> {
                long[] sizes = sizes();
                operand(dtype, sizes);
                operand(random.nextBoolean() ? dtype : otherDtype(), sizes);
            }
            default -> {
                operand(dtype, sizes());
                operation.schema().parameters().stream().skip(1).forEach(parameter -> argument(parameter.name()));
            }
        }
    }

    private void argument(String name) {
        boolean isOne = switch (operation) {
            case PROD_DIM, MAX_DIM, MIN_DIM, ARGMAX, ARGMIN, SOFTMAX, LOG_SOFTMAX, CUMSUM -> true;
            case SPLIT, SPLIT_SIZES, CHUNK, TOPK, SORT, ARGSORT -> true;
            default -> false;
        };
        switch (name) {
            case "dim" -> {
                if (operation == Operation.ARGMAX || operation == Operation.ARGMIN) {
                    both(random.nextInt(3) == 0 ? null : (Object) (long) dim(rank));
                } else {
                    both(isOne ? (Object) (long) dim(rank) : dims());
                }
            }
            case "keepdim", "largest", "descending", "stable" -> both(random.nextBoolean());
            case "sorted" -> both(true);
            case "dtype" -> both(random.nextInt(3) > 0 ? null : otherDtype());
            case "p" ->
                both(
                        operation == Operation.NORM_OF_MATRIX
                                ? new String[] {"fro", "x", "nuk"}[random.nextInt(3)]
                                : pick(
                                        2L,
                                        2L,
                                        1L,
                                        0L,
                                        3L,
                                        -1L,
                                        1.5,
                                        -2,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY));
            case "correction" -> both(pick(1L, 1L, 0L, -1L, 0.5, 2L, 7L));
            case "splitSizeOrSections" ->
                both(operation == Operation.SPLIT ? (Object) (long) (random.nextInt(6) - 1) : parts());
            case "chunks" -> both((long) random.nextInt(7) - 1);
            case "k" -> both((long) random.nextInt(5) - 1);
            default -> throw new AssertionError(name);
        }
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private long[] parts() {
        long[] sizes = ((NDArray) forJava.get(0)).getShape().getShape();
        long left = sizes.length == 0 ? 3 : sizes[random.nextInt(sizes.length)];
        long[] parts = new long[random.nextInt(4)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = i == parts.length - 1 ? left : random.nextInt((int) left + 1);
            left -= parts[i];
        }
        if (parts.length > 0 && random.nextInt(5) == 0) {
            parts[0] -= random.nextInt(3);
        }
        return parts;
    }

    private Dtype otherDtype() {
        return Dtype.values()[random.nextInt(Dtype.values().length)];
    }

    private int dim(int count) {
        int range = Math.max(1, count);
        return random.nextInt(12) == 0 ? range + random.nextInt(2) : random.nextInt(2 * range) - range;
    }

    /** None, all, or some. */
    private long[] dims() {
        int kind = random.nextInt(6);
        boolean isGiven =
                operation == Operation.AMAX || operation == Operation.AMIN || operation == Operation.NORM_OF_MATRIX;
        if (kind == 0 && !isGiven) {
            return null;
        }
        long[] dims = new long[kind < 2 ? 0 : kind < 4 ? 1 : kind == 4 ? 2 : 1 + random.nextInt(3)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dim(rank);
        }
        return dims;
    }

    private long[] sizes() {
        rank = random.nextInt(5);
        long[] sizes = new long[rank];
        boolean isEmpty = random.nextInt(6) == 0;
        for (int d = 0; d < rank; d++) {
            sizes[d] = isEmpty && random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(rank > 2 ? 4 : 6);
        }
        if (rank > 0 && random.nextInt(6) == 0) {
            sizes[random.nextInt(rank)] = rank > 2 ? 9 : 70;
        }
        return sizes;
    }

    private void several(Dtype dtype) {
        List<NDArray> first = new ArrayList<>();
        List<NDArray> second = new ArrayList<>();
        long[] sizes = sizes();
        int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            long[] own = sizes.clone();
            int change = random.nextInt(10);
            if (change == 0) {
                own = new long[] {random.nextInt(2)};
            } else if (rank > 0 && change < 5 && (operation == Operation.CAT || change == 1)) {
                own[random.nextInt(rank)] = random.nextInt(4);
            }
            NDArray[] twin = twin(random.nextBoolean() ? dtype : otherDtype(), own);
            first.add(twin[0]);
            second.add(twin[1]);
        }
        forLibtorch.add(first);
        forJava.add(second);
    }

    private void both(Object argument) {
        forLibtorch.add(argument);
        forJava.add(argument);
        text.add(argument instanceof long[] integers ? Arrays.toString(integers) : String.valueOf(argument));
    }

    private void operand(Dtype dtype, long... sizes) {
        NDArray[] twin = twin(dtype, sizes);
        forLibtorch.add(twin[0]);
        forJava.add(twin[1]);
    }

    /** The same elements, sizes and strides in libtorch's memory and in Java's. */
    private NDArray[] twin(Dtype dtype, long... sizes) {
        int n = sizes.length;
        int form = n == 0 ? 0 : random.nextInt(4);
        long[] base = sizes.clone();
        if (form == 1) {
            base[0] = sizes[n - 1];
            base[n - 1] = sizes[0];
        } else if (form == 2) {
            base[n - 1] = 2 * sizes[n - 1];
        } else if (form == 3 && sizes[0] > 0) {
            base[0] = 1;
        }
        double[] values = values(dtype, new Shape(base).size());
        NDArray[] twin = {raw.create(values, dtype, base), inJava(values, dtype, base)};
        for (int i = 0; i < 2; i++) {
            NDArray array = twin[i];
            twin[i] = form == 1
                    ? array.swapAxes(0, n - 1)
                    : form == 2
                            ? array.get(new NDIndex("..., ::2"))
                            : form == 3 ? array.broadcast(new Shape(sizes)) : array;
        }
        text.add(dtype + Arrays.toString(sizes) + "/" + Arrays.toString(RawOperators.strides(twin[0])) + " of "
                + Arrays.toString(values.length > 40 ? Arrays.copyOf(values, 40) : values));
        return twin;
    }

    private NDArray inJava(double[] values, Dtype dtype, long... sizes) {
        if (dtype == Dtype.COMPLEX64) {
            return java.manager()
                    .create(values, new Shape(sizes).add(2))
                    .toType(DataType.FLOAT32, true)
                    .complex();
        }
        return java.manager().create(values, new Shape(sizes)).toType(DataTypes.dataType(dtype), true);
    }

    private double[] values(Dtype dtype, long count) {
        boolean isSpecial = random.nextInt(4) == 0 && !dtype.isWhole() && isSpecialDefined(dtype);
        boolean isProduct = operation == Operation.PROD || operation == Operation.PROD_DIM;
        boolean isTied = random.nextBoolean();
        double[] values = new double[(int) count * (dtype == Dtype.COMPLEX64 ? 2 : 1)];
        for (int i = 0; i < values.length; i++) {
            double special = isSpecial && random.nextInt(6) == 0
                    ? (Double) pick(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0)
                    : 1;
            values[i] = special != 1
                    ? special
                    : dtype == Dtype.BOOL
                            ? random.nextInt(2)
                            : dtype == Dtype.UINT8
                                    ? random.nextInt(isTied ? 4 : 256)
                                    : isProduct
                                            ? (Double) pick(1.0, -1.0, 2.0, 0.5)
                                            : dtype.isWhole() || isTied
                                                    ? random.nextInt(9) - 4
                                                    : (float) random.nextGaussian() * 3;
            if (dtype.isWhole()) {
                values[i] = isProduct && values[i] == 0.5 ? 3 : values[i];
            }
            if (Double.isFinite(values[i])) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
        }
        elements = Math.max(elements, count);
        return values;
    }

    /** Of halves a NaN of libtorch's softmax reaches elements 16 places on; what is no number has no whole one. */
    private boolean isSpecialDefined(Dtype dtype) {
        return switch (operation) {
            case LOG_SOFTMAX, SOFTMAX -> dtype != Dtype.FLOAT16 && dtype != Dtype.BFLOAT16;
            default -> true;
        };
    }

    /** Asks all three; whether the operator refuses. */
    boolean ask(RawOperators raw, Torch libtorch, Torch java, List<String> found) {
        Object[] first = forLibtorch.toArray();
        Object[] second = forJava.toArray();
        Outcome expected = Outcome.of(() -> raw.call(operation, first));
        note("libtorch's arrays", Outcome.of(() -> libtorch.answers(operation, first)), expected, true, found);
        note("Java's arrays", Outcome.of(() -> java.answers(operation, second)), expected, false, found);
        return expected.refusal != null;
    }

    private void note(String kind, Outcome actual, Outcome expected, boolean isExact, List<String> found) {
        String difference = difference(actual, expected, isExact);
        if (difference != null) {
            found.add(kind + ": " + operation.name() + text + "\n    " + difference);
        }
    }

    private record Outcome(NDList results, RuntimeException refusal) {

        static Outcome of(Supplier<NDList> call) {
            try {
                return new Outcome(call.get(), null);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return new Outcome(null, e);
            }
        }

        @Override
        public String toString() {
            return refusal != null ? refusal.toString() : results.size() + " arrays";
        }
    }

    private String difference(Outcome actual, Outcome expected, boolean isExact) {
        if (actual.refusal != null && actual.refusal.getMessage().contains("there are no arrays in Java's memory")) {
            return null; // of complex128
        }
        if (expected.refusal != null || actual.refusal != null) {
            boolean isSame = expected.refusal != null
                    && actual.refusal != null
                    && expected.refusal.getMessage().equals(actual.refusal.getMessage())
                    && expected.refusal instanceof IndexOutOfBoundsException
                            == actual.refusal instanceof IndexOutOfBoundsException;
            return isSame ? null : "the operator: " + expected + ", ours: " + actual;
        }
        if (expected.results.size() != actual.results.size()) {
            return "the operator: " + expected + ", ours: " + actual;
        }
        boolean isUnstable = operation == Operation.TOPK
                || operation == Operation.ARGSORT && !(Boolean) forJava.get(1)
                || operation == Operation.SORT && !(Boolean) forJava.get(1);
        int indices = operation == Operation.ARGSORT ? 0 : 1;
        for (int i = 0; i < expected.results.size(); i++) {
            String difference = difference(
                    actual.results.get(i), expected.results.get(i), isExact, isUnstable && !isExact && i == indices);
            if (difference != null) {
                return "[" + i + "] " + difference;
            }
        }
        return isUnstable && !isExact ? misplaced(actual.results) : null;
    }

    /** Whether the places that are found hold the values that are found, each once. */
    private String misplaced(NDList results) {
        NDArray input = (NDArray) forJava.get(0);
        NDArray places = results.get(results.size() - 1);
        if (input.getShape().dimension() == 0
                || input.getShape().size() == 0
                || places.getShape().size() == 0) {
            return null;
        }
        int dim = (int) (long) (Long) forJava.get(2);
        int d = dim < 0 ? dim + rank : dim;
        NDArray numbers = input.toType(DataType.FLOAT64, false);
        if (results.size() == 2
                && !equal(
                        elements(numbers.gather(places, d)),
                        elements(results.get(0).toType(DataType.FLOAT64, false)))) {
            return "places " + Arrays.toString(places.toLongArray()) + " of other elements";
        }
        long[] sorted = java.sort(java.transpose(places, d, -1), -1).get(0).toLongArray();
        long length = places.getShape().get(d);
        for (int i = 1; i < sorted.length; i++) {
            if (i % length != 0 && sorted[i] == sorted[i - 1]) {
                return "a place twice: " + Arrays.toString(places.toLongArray());
            }
        }
        return null;
    }

    private static boolean equal(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i] && !(Double.isNaN(a[i]) && Double.isNaN(b[i]))) {
                return false;
            }
        }
        return a.length == b.length;
    }

    private String difference(NDArray actual, NDArray expected, boolean isExact, boolean isIndices) {
        Dtype dtype = AtenCalls.dtype(expected);
        Dtype own = isExact ? AtenCalls.dtype(actual) : DataTypes.dtype(actual.getDataType());
        if (own != dtype) {
            return "the operator's is of " + dtype + ", ours of " + own;
        }
        if (!expected.getShape().equals(actual.getShape())) {
            return "the operator's is of size " + expected.getShape() + ", ours of " + actual.getShape();
        }
        long[] strides = RawOperators.strides(expected);
        long[] ownStrides = isExact
                ? RawOperators.strides(actual)
                : java.backend.facts(actual).strides();
        boolean isElementwise = operation == Operation.MAX_OTHER || operation == Operation.MIN_OTHER;
        if (!Arrays.equals(strides, ownStrides) && !isElementwise) {
            return "the operator's has strides " + Arrays.toString(strides) + ", ours " + Arrays.toString(ownStrides)
                    + " of size " + expected.getShape();
        }
        if (dtype == null || isIndices) {
            return null;
        }
        double[] a = elements(expected);
        double[] b = elements(actual);
        for (int i = 0; i < a.length; i++) {
            boolean isComparable = dtype != Dtype.COMPLEX64 || Double.isFinite(a[i]) && Double.isFinite(a[i ^ 1]);
            if (isComparable && !isNear(a[i], b[i], dtype, isExact)) {
                return "element " + i + ": the operator " + a[i] + ", ours " + b[i];
            }
        }
        return null;
    }

    private double[] elements(NDArray array) {
        if (array.getDataType() == DataType.COMPLEX64) {
            return elements(array.real());
        }
        return java.backend.isOwn(array)
                ? array.toType(DataType.FLOAT64, false).toDoubleArray()
                : AtenCalls.to(array, Dtype.FLOAT64).toDoubleArray();
    }

    /** Within the bound that a sum has in every order, and the last bit of the dtype. */
    private boolean isNear(double expected, double actual, Dtype dtype, boolean isExact) {
        if (expected == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
            return true;
        }
        if (isExact || dtype.isWhole()) {
            return false;
        }
        double wide = dtype == Dtype.FLOAT64 ? 0x1p-52 : 0x1p-23;
        double unit = dtype == Dtype.FLOAT16 ? 0x1p-10 : dtype == Dtype.BFLOAT16 ? 0x1p-7 : wide;
        double sum = 2 * wide * elements * largest;
        double bound = switch (operation) {
            case SUM, MEAN, CUMSUM -> sum + unit * Math.abs(expected);
            case PROD, PROD_DIM -> (2 * wide * elements + unit) * Math.abs(expected);
            case NORM, NORM_OF_MATRIX -> (2 * wide * elements + 2 * unit) * Math.abs(expected);
            case VAR -> sum * largest + 2 * unit * Math.abs(expected);
            case STD -> Math.sqrt(sum * largest) * 1e-3 + 2 * unit * Math.abs(expected);
            case SOFTMAX -> 8 * wide * largest * Math.abs(expected) + unit * Math.abs(expected);
            case LOG_SOFTMAX -> 8 * wide * largest + unit * Math.abs(expected);
            default -> 0;
        };
        return Math.abs(expected - actual) <= bound;
    }

    @Override
    public String toString() {
        return operation.name() + text;
    }
}
