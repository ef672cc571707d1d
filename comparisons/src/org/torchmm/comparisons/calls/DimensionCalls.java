package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;
import static org.torchmm.comparisons.calls.Closeness.HALVES;
import static org.torchmm.comparisons.calls.Closeness.SUM;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.torchmm.Torch;

/** Draws the facade's words along dimensions, and those that join, cut and order; dimensions that are not there now and then. */
final class DimensionCalls {

    private static final DataType[] SUMMED = {
        DataType.FLOAT32, DataType.FLOAT64, DataType.INT64, DataType.INT32, DataType.FLOAT16, DataType.BOOLEAN
    };

    private final Random random;

    DimensionCalls(Random random) {
        this.random = random;
    }

    /** A call of one array of those sizes. */
    Call ofOne(long[] sizes) {
        int rank = sizes.length;
        int dim = dim(rank);
        boolean flag = random.nextBoolean();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> summed(rank);
            case 3 -> one("mean", SUM, dims(rank), flag, Torch::mean);
            case 4 -> one("amax", BITS, dims(rank), flag, Torch::amax);
            case 5 -> one("amin", BITS, dims(rank), flag, Torch::amin);
            case 6 -> one("all", BITS, dims(rank), flag, Torch::all);
            case 7 -> one("any", BITS, dims(rank), flag, Torch::any);
            case 8 -> norm(dims(rank), flag);
            case 9 -> Call.of("max", dim + ", " + flag, BITS, (torch, x) -> torch.max(x[0], dim, flag));
            case 10 -> Call.of("min", dim + ", " + flag, BITS, (torch, x) -> torch.min(x[0], dim, flag));
            case 11 -> Call.of("argmax", dim + ", " + flag, BITS, (torch, x) -> torch.argmax(x[0], dim, flag));
            case 12 -> Call.of("argmin", "", BITS, (torch, x) -> torch.argmin(x[0]));
            case 13 -> Call.of("softmax", "" + dim, SUM, (torch, x) -> torch.softmax(x[0], dim));
            case 14 -> Call.of("logSoftmax", "" + dim, HALVES, (torch, x) -> torch.logSoftmax(x[0], dim));
            case 15 -> Call.of("cumsum", "" + dim, SUM, (torch, x) -> torch.cumsum(x[0], dim));
            case 16 ->
                Call.of("sort", dim + ", " + flag + ", true", BITS, (torch, x) -> torch.sort(x[0], dim, flag, true));
            case 17 -> ordered(dim, flag);
            default -> cut(sizes, dim);
        };
    }

    /** Of two arrays. */
    Call ofTwo(int rank) {
        int dim = dim(rank + random.nextInt(2));
        return random.nextInt(3) == 0
                ? Call.of("stack", "" + dim, BITS, (torch, x) -> torch.stack(List.of(x[0], x[1]), dim))
                : Call.of("cat", "" + dim, BITS, (torch, x) -> torch.cat(List.of(x[0], x[1]), dim));
    }

    /** A word with several dimensions and {@code keepdim}. */
    @FunctionalInterface
    private interface Along {
        NDArray ask(Torch torch, NDArray input, int[] dim, boolean keepdim);
    }

    private static Call one(String name, Closeness closeness, int[] dim, boolean keepdim, Along word) {
        return Call.of(name, text(dim) + ", " + keepdim, closeness, (torch, x) -> word.ask(torch, x[0], dim, keepdim));
    }

    private Call summed(int rank) {
        int[] dim = dims(rank);
        boolean keepdim = random.nextBoolean();
        if (random.nextBoolean()) {
            return one("sum", SUM, dim, keepdim, Torch::sum);
        }
        DataType dtype = SUMMED[random.nextInt(SUMMED.length)];
        // what is no number, or too large for the dtype, is the processor's to convert
        return Call.of(
                "sum",
                text(dim) + ", " + keepdim + ", DataType." + dtype,
                SUM,
                (torch, x) ->
                        torch.sum(x[0], dim, keepdim, x[0].getDataType().isFloating() ? DataType.FLOAT64 : dtype));
    }

    private Call norm(int[] dim, boolean keepdim) {
        Number p = random.nextBoolean()
                ? Integer.valueOf(random.nextInt(3))
                : Double.valueOf(random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        String order = p instanceof Integer
                ? p.toString()
                : "Double." + (p.doubleValue() > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY";
        return Call.of(
                "norm",
                order + ", " + text(dim) + ", " + keepdim,
                SUM,
                (torch, x) -> torch.norm(x[0], p, dim, keepdim));
    }

    /** Values alone: which of equal elements is found is libtorch's secret. */
    private Call ordered(int dim, boolean isLargest) {
        int k = random.nextInt(4) - (random.nextInt(12) == 0 ? 1 : 0);
        return Call.of(
                "topk",
                k + ", " + dim + ", " + isLargest + ", true",
                BITS,
                (torch, x) ->
                        new NDList(torch.topk(x[0], k, dim, isLargest, true).get(0)));
    }

    private Call cut(long[] sizes, int dim) {
        int size = random.nextInt(5) - (random.nextInt(12) == 0 ? 1 : 0);
        if (random.nextInt(3) == 0) {
            return Call.of("chunk", size + ", " + dim, BITS, (torch, x) -> torch.chunk(x[0], size, dim));
        }
        if (random.nextBoolean()) {
            return Call.of("split", size + ", " + dim, BITS, (torch, x) -> torch.split(x[0], size, dim));
        }
        long all = dim >= 0 && dim < sizes.length ? sizes[dim] : 3;
        long[] parts = {Math.min(all, 1), all - Math.min(all, 1) + (random.nextInt(8) == 0 ? 1 : 0)};
        return Call.of(
                "split",
                "new long[] {" + parts[0] + ", " + parts[1] + "}, " + dim,
                BITS,
                (torch, x) -> torch.split(x[0], parts, dim));
    }

    private int dim(int rank) {
        int dim = rank == 0 ? 0 : random.nextInt(rank);
        dim += random.nextInt(20) == 0 ? 1 : 0;
        return random.nextInt(3) == 0 ? dim - rank : dim;
    }

    private int[] dims(int rank) {
        List<Integer> dims = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            if (random.nextInt(3) == 0) {
                dims.add(random.nextInt(4) == 0 ? d - rank : d);
            }
        }
        if (random.nextInt(20) == 0) {
            dims.add(dim(rank));
        }
        return dims.stream().mapToInt(d -> d).toArray();
    }

    private static String text(int... dims) {
        return "new int[] {" + Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + "}";
    }
}
