package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.HALVES;
import static org.torchmm.comparisons.calls.Closeness.SIZE_OF_PRODUCT;
import static org.torchmm.comparisons.calls.Closeness.SUM;
import static org.torchmm.comparisons.calls.Closeness.VARIANCE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.torchmm.Torch;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/** Draws the facade's words that have less along some dimensions than their input, or run along one. */
final class ReductionCalls {

    private static final DataType[] SUMMED = {
        DataType.FLOAT32, DataType.FLOAT64, DataType.INT64, DataType.INT32, DataType.FLOAT16, DataType.BOOLEAN
    };

    private static final Number[] ORDERS = {0, 1, 2, 2, 3, -1, 1.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private static final Number[] CORRECTIONS = {1, 0, 0.5, 1, 2};

    private final Random random;
    private final Dims dims;

    ReductionCalls(Random random) {
        this.random = random;
        dims = new Dims(random);
    }

    /** A call of one array of those dimensions. */
    Call of(int rank) {
        int dim = dims.one(rank);
        int[] some = dims.some(rank);
        boolean flag = random.nextBoolean();
        return switch (random.nextInt(19)) {
            case 0, 1 -> summed("sum", some, flag, Operation.SUM, Torch::sum, Torch::sum);
            case 2 -> summed("mean", some, flag, Operation.MEAN, Torch::mean, Torch::mean);
            case 3 -> product(dim, flag);
            case 4 -> along("amax", BITS, some, flag, Operation.AMAX, Torch::amax);
            case 5 -> along("amin", BITS, some, flag, Operation.AMIN, Torch::amin);
            case 6 -> along("all", BITS, some, flag, Operation.ALL, Torch::all);
            case 7 -> along("any", BITS, some, flag, Operation.ANY, Torch::any);
            case 8 -> norm(some, flag);
            case 9 -> spread(some, flag);
            case 10 -> along("max", dim, flag, Operation.MAX_DIM, Torch::max);
            case 11 -> along("min", dim, flag, Operation.MIN_DIM, Torch::min);
            case 12 -> along("argmax", dim, flag, Operation.ARGMAX, Torch::argmax);
            case 13 -> along("argmin", dim, flag, Operation.ARGMIN, Torch::argmin);
            case 14 -> normalized("softmax", SUM, dim, Operation.SOFTMAX, Torch::softmax, Torch::softmax);
            case 15 ->
                normalized("logSoftmax", HALVES, dim, Operation.LOG_SOFTMAX, Torch::logSoftmax, Torch::logSoftmax);
            case 16 -> normalized("cumsum", SUM, dim, Operation.CUMSUM, Torch::cumsum, Torch::cumsum);
            default -> ofAll();
        };
    }

    /** Over everything. */
    private Call ofAll() {
        return switch (random.nextInt(8)) {
            case 0 -> Call.of("max", "", BITS, (torch, x) -> torch.max(x[0])).by(Operation.MAX, x -> x);
            case 1 -> Call.of("min", "", BITS, (torch, x) -> torch.min(x[0])).by(Operation.MIN, x -> x);
            case 2 ->
                Call.of("argmax", "", BITS, (torch, x) -> torch.argmax(x[0]))
                        .by(Operation.ARGMAX, x -> new Object[] {x[0], null, false});
            case 3 ->
                Call.of("argmin", "", BITS, (torch, x) -> torch.argmin(x[0]))
                        .by(Operation.ARGMIN, x -> new Object[] {x[0], null, false});
            case 4 -> Call.of("norm", "", SUM, (torch, x) -> torch.norm(x[0]));
            case 5 ->
                Call.of("prod", "", SIZE_OF_PRODUCT, (torch, x) -> torch.prod(x[0]))
                        .by(Operation.PROD, x -> new Object[] {x[0], null});
            case 6 ->
                Call.of("var", "", VARIANCE, (torch, x) -> torch.var(x[0]))
                        .by(Operation.VAR, x -> new Object[] {x[0], null, 1L, false});
            default ->
                Call.of("sum", "", SUM, (torch, x) -> torch.sum(x[0]))
                        .by(Operation.SUM, x -> new Object[] {x[0], null, false, null});
        };
    }

    /** A word with several dimensions and {@code keepdim}. */
    @FunctionalInterface
    private interface Along {
        NDArray ask(Torch torch, NDArray input, int[] dim, boolean keepdim);
    }

    /** One with a dtype too. */
    @FunctionalInterface
    private interface AlongIn {
        NDArray ask(Torch torch, NDArray input, int[] dim, boolean keepdim, DataType dtype);
    }

    /** A word with one dimension and {@code keepdim}. */
    @FunctionalInterface
    private interface AlongOne {
        Object ask(Torch torch, NDArray input, int dim, boolean keepdim);
    }

    /** A word with one dimension. */
    @FunctionalInterface
    private interface In {
        NDArray ask(Torch torch, NDArray input, int dim);
    }

    /** One with a dtype too. */
    @FunctionalInterface
    private interface InDtype {
        NDArray ask(Torch torch, NDArray input, int dim, DataType dtype);
    }

    private static Call along(
            String name, Closeness closeness, int[] dim, boolean keepdim, Operation operation, Along word) {
        return Call.of(name, text(dim) + ", " + keepdim, closeness, (torch, x) -> word.ask(torch, x[0], dim, keepdim))
                .by(operation, x -> new Object[] {x[0], Dims.longs(dim), keepdim});
    }

    private static Call along(String name, int dim, boolean keepdim, Operation operation, AlongOne word) {
        return Call.of(name, dim + ", " + keepdim, BITS, (torch, x) -> word.ask(torch, x[0], dim, keepdim))
                .by(operation, x -> new Object[] {x[0], (long) dim, keepdim});
    }

    private Call summed(String name, int[] dim, boolean keepdim, Operation operation, Along word, AlongIn inDtype) {
        if (random.nextBoolean()) {
            return Call.of(name, text(dim) + ", " + keepdim, SUM, (torch, x) -> word.ask(torch, x[0], dim, keepdim))
                    .by(operation, x -> new Object[] {x[0], Dims.longs(dim), keepdim, null});
        }
        DataType dtype = SUMMED[random.nextInt(SUMMED.length)];
        return Call.of(
                        name,
                        text(dim) + ", " + keepdim + ", DataType." + dtype,
                        SUM,
                        (torch, x) -> inDtype.ask(torch, x[0], dim, keepdim, wide(x[0], dtype)))
                .by(operation, x -> new Object[] {x[0], Dims.longs(dim), keepdim, dtype(wide(x[0], dtype))});
    }

    /**
     * Of fractions float64: what is no number, or too large for the dtype, is the processor's to convert. Of complex numbers no other, as
     * libtorch says on the error stream that imaginary parts are dropped.
     */
    private static DataType wide(NDArray input, DataType dtype) {
        DataType own = input.getDataType();
        return own == DataType.COMPLEX64 ? own : own.isFloating() ? DataType.FLOAT64 : dtype;
    }

    private static Dtype dtype(DataType dtype) {
        return DataTypes.dtype(dtype);
    }

    private Call product(int dim, boolean keepdim) {
        if (random.nextInt(3) == 0) {
            return Call.of(
                            "prod",
                            dim + ", " + keepdim + ", DataType.FLOAT64",
                            SIZE_OF_PRODUCT,
                            (torch, x) -> torch.prod(x[0], dim, keepdim, wide(x[0], DataType.FLOAT64)))
                    .by(Operation.PROD_DIM, x ->
                            new Object[] {x[0], (long) dim, keepdim, dtype(wide(x[0], DataType.FLOAT64))});
        }
        return Call.of("prod", dim + ", " + keepdim, SIZE_OF_PRODUCT, (torch, x) -> torch.prod(x[0], dim, keepdim))
                .by(Operation.PROD_DIM, x -> new Object[] {x[0], (long) dim, keepdim, null});
    }

    private Call spread(int[] dim, boolean keepdim) {
        Number correction = CORRECTIONS[random.nextInt(CORRECTIONS.length)];
        String text = text(dim) + ", " + correction + ", " + keepdim;
        Call call = random.nextBoolean()
                ? Call.of("var", text, VARIANCE, (torch, x) -> torch.var(x[0], dim, correction, keepdim))
                        .by(Operation.VAR, x -> new Object[] {x[0], Dims.longs(dim), correction, keepdim})
                : Call.of("std", text, VARIANCE, (torch, x) -> torch.std(x[0], dim, correction, keepdim))
                        .by(Operation.STD, x -> new Object[] {x[0], Dims.longs(dim), correction, keepdim});
        return call.times(correction.doubleValue());
    }

    private Call norm(int[] dim, boolean keepdim) {
        if (random.nextInt(8) == 0) {
            return Call.of("norm", "\"fro\"", SUM, (torch, x) -> torch.norm(x[0], "fro"));
        }
        if (random.nextInt(8) == 0) {
            // clamped: of infinities libtorch's LAPACK prints errors
            return Call.of(
                    "norm",
                    "\"nuc\", " + text(dim) + ", " + keepdim,
                    SUM,
                    (torch, x) -> torch.norm(torch.clamp(x[0], -100, 100), "nuc", dim, keepdim));
        }
        Number p = ORDERS[random.nextInt(ORDERS.length)];
        String order = p instanceof Double infinite && infinite.isInfinite()
                ? "Double." + (infinite > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
                : p.toString();
        return Call.of(
                        "norm",
                        order + ", " + text(dim) + ", " + keepdim,
                        p.doubleValue() > 2 || p.doubleValue() < 0 ? Closeness.POWERS : SUM,
                        (torch, x) -> torch.norm(x[0], p, dim, keepdim))
                .by(Operation.NORM, x -> new Object[] {x[0], p, Dims.longs(dim), keepdim, null});
    }

    private Call normalized(String name, Closeness closeness, int dim, Operation operation, In word, InDtype inDtype) {
        if (random.nextInt(3) == 0) {
            return Call.of(
                            name,
                            dim + ", DataType.FLOAT64",
                            closeness,
                            (torch, x) -> inDtype.ask(torch, x[0], dim, wide(x[0], DataType.FLOAT64)))
                    .by(operation, x -> new Object[] {x[0], (long) dim, dtype(wide(x[0], DataType.FLOAT64))});
        }
        return Call.of(name, "" + dim, closeness, (torch, x) -> word.ask(torch, x[0], dim))
                .by(operation, x -> new Object[] {x[0], (long) dim, null});
    }

    private static String text(int... dims) {
        return "new int[] {" + Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + "}";
    }
}
