package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torchmm.DimensionJudge.Outcome;
import org.torchmm.engine.DataTypes;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/** An operation with the same random arguments for libtorch's arrays and for Java's. */
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
                                ? new String[] {"fro", "fro", "fro", "x"}[random.nextInt(4)]
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
            case "correction" -> both(pick(1L, -1L, -1L, 0L, 0.5, 2L));
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
        elements = Math.max(elements, new Shape(sizes).size());
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
                            : isProduct
                                    ? (Double) pick(1.0, dtype == Dtype.UINT8 ? 1.0 : -1.0, 2.0, 0.5)
                                    : dtype == Dtype.UINT8
                                            ? random.nextInt(isTied ? 4 : 256)
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
        DimensionJudge judge = new DimensionJudge(operation, second, java, rank, largest, elements);
        Outcome expected = Outcome.of(() -> raw.call(operation, first));
        Outcome ofLibtorchs = Outcome.of(() -> libtorch.answers(operation, first));
        Outcome ofJavas = Outcome.of(() -> java.answers(operation, second));
        note("libtorch's arrays", judge.difference(ofLibtorchs, expected, true), found);
        note("Java's arrays", judge.difference(ofJavas, expected, false), found);
        return expected.refusal() != null;
    }

    private void note(String kind, String difference, List<String> found) {
        if (difference != null) {
            found.add(kind + ": " + this + "\n    " + difference);
        }
    }

    @Override
    public String toString() {
        return operation.name() + text;
    }
}
