package org.torchmm.comparisons.calls;

import static org.torchmm.comparisons.calls.Closeness.BITS;

import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Random;
import org.torchmm.rules.Operation;

/** Draws the facade's words that put in order, cut and join. */
final class OrderCalls {

    private final Random random;
    private final Dims dims;

    OrderCalls(Random random) {
        this.random = random;
        dims = new Dims(random);
    }

    /** A call of one array of those sizes. */
    Call ofOne(long[] sizes) {
        int dim = dims.one(sizes.length);
        boolean flag = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 ->
                Call.of("sort", dim + ", " + flag + ", true", BITS, (torch, x) -> torch.sort(x[0], dim, flag, true))
                        .by(Operation.SORT, x -> new Object[] {x[0], true, (long) dim, flag});
            case 1 ->
                Call.of(
                                "argsort",
                                dim + ", " + flag + ", true",
                                BITS,
                                (torch, x) -> torch.argsort(x[0], dim, flag, true))
                        .by(Operation.ARGSORT, x -> new Object[] {x[0], true, (long) dim, flag});
            case 2 -> top(dim, flag);
            default -> cut(sizes, dim);
        };
    }

    /** Values alone, in order: which of equal elements is found is libtorch's secret. */
    private Call top(int dim, boolean isLargest) {
        int k = random.nextInt(4) - (random.nextInt(12) == 0 ? 1 : 0);
        boolean isSorted = random.nextInt(4) > 0;
        return Call.of("topk", k + ", " + dim + ", " + isLargest + ", " + isSorted, BITS, (torch, x) -> {
            NDList top = torch.topk(x[0], k, dim, isLargest, isSorted);
            return isSorted
                    ? new NDList(top.get(0))
                    : torch.sort(top.get(0), dim).get(0);
        });
    }

    private Call cut(long[] sizes, int dim) {
        int size = random.nextInt(5) - (random.nextInt(12) == 0 ? 1 : 0);
        if (random.nextInt(3) == 0) {
            return Call.of("chunk", size + ", " + dim, BITS, (torch, x) -> torch.chunk(x[0], size, dim))
                    .by(Operation.CHUNK, x -> new Object[] {x[0], (long) size, (long) dim});
        }
        if (random.nextBoolean()) {
            return Call.of("split", size + ", " + dim, BITS, (torch, x) -> torch.split(x[0], size, dim))
                    .by(Operation.SPLIT, x -> new Object[] {x[0], (long) size, (long) dim});
        }
        long all = dim >= 0 && dim < sizes.length ? sizes[dim] : 3;
        long[] parts = {Math.min(all, 1), all - Math.min(all, 1) + (random.nextInt(8) == 0 ? 1 : 0)};
        return Call.of(
                        "split",
                        "new long[] {" + parts[0] + ", " + parts[1] + "}, " + dim,
                        BITS,
                        (torch, x) -> torch.split(x[0], parts, dim))
                .by(Operation.SPLIT_SIZES, x -> new Object[] {x[0], parts, (long) dim});
    }

    /** Of some arrays. */
    Call ofSome(int rank) {
        int dim = dims.one(rank + random.nextInt(2));
        return random.nextInt(3) == 0
                ? Call.of("stack", "" + dim, BITS, (torch, x) -> torch.stack(List.of(x), dim))
                        .by(Operation.STACK, x -> new Object[] {List.of(x), (long) dim})
                : Call.of("cat", "" + dim, BITS, (torch, x) -> torch.cat(List.of(x), dim))
                        .by(Operation.CAT, x -> new Object[] {List.of(x), (long) dim});
    }
}
