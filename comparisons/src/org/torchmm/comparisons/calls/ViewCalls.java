package org.torchmm.comparisons.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Draws the facade's views of an array, mostly such as it has, now and then such as are refused. */
final class ViewCalls {

    private final Random random;

    ViewCalls(Random random) {
        this.random = random;
    }

    /** A view of an array of those sizes. */
    Call next(long[] sizes) {
        int rank = sizes.length;
        int dim = dim(rank);
        return switch (random.nextInt(14)) {
            case 0 -> unsqueeze(dim(rank + 1));
            case 1 -> Call.of("squeeze", "", Closeness.BITS, (torch, x) -> torch.squeeze(x[0]));
            case 2 -> Call.of("squeeze", "" + dim, Closeness.BITS, (torch, x) -> torch.squeeze(x[0], dim));
            case 3, 4 -> {
                int other = dim(rank);
                yield Call.of(
                        "transpose",
                        dim + ", " + other,
                        Closeness.BITS,
                        (torch, x) -> torch.transpose(x[0], dim, other));
            }
            case 5 ->
                random.nextBoolean()
                        ? Call.of("t", "", Closeness.BITS, (torch, x) -> torch.t(x[0]))
                        : Call.of("mT", "", Closeness.BITS, (torch, x) -> torch.mT(x[0]));
            case 6 -> {
                long[] order = order(rank);
                yield Call.of("permute", text(order), Closeness.BITS, (torch, x) -> torch.permute(x[0], order));
            }
            case 7 -> {
                long[] size = expanded(sizes);
                yield Call.of("expand", text(size), Closeness.BITS, (torch, x) -> torch.expand(x[0], size));
            }
            case 8 -> {
                long[] shape = shape(sizes);
                yield Call.of("reshape", text(shape), Closeness.BITS, (torch, x) -> torch.reshape(x[0], shape));
            }
            case 9 -> {
                long[] shape = shape(sizes);
                yield Call.of("view", text(shape), Closeness.BITS, (torch, x) -> torch.view(x[0], shape));
            }
            case 10 -> Call.of("contiguous", "", Closeness.BITS, (torch, x) -> torch.contiguous(x[0]));
            case 11 -> {
                long index = index(sizes, dim);
                yield Call.of(
                        "select", dim + ", " + index, Closeness.BITS, (torch, x) -> torch.select(x[0], dim, index));
            }
            default -> {
                long start = index(sizes, dim);
                long length = random.nextInt(4) - (random.nextInt(12) == 0 ? 1 : 0);
                yield Call.of(
                        "narrow",
                        dim + ", " + start + ", " + length,
                        Closeness.BITS,
                        (torch, x) -> torch.narrow(x[0], dim, start, length));
            }
        };
    }

    private static Call unsqueeze(int dim) {
        return Call.of("unsqueeze", "" + dim, Closeness.BITS, (torch, x) -> torch.unsqueeze(x[0], dim));
    }

    /** From the front or from the end, seldom one too many. */
    private int dim(int rank) {
        int dim = rank == 0 ? 0 : random.nextInt(rank);
        dim += random.nextInt(15) == 0 ? random.nextInt(4) - 1 : 0;
        return random.nextInt(3) == 0 ? dim - rank : dim;
    }

    private long index(long[] sizes, int dim) {
        long size = dim >= 0 && dim < sizes.length ? sizes[dim] : 3;
        long index = size <= 0 ? 0 : random.nextInt((int) size);
        index += random.nextInt(15) == 0 ? random.nextInt(5) - 1 : 0;
        return random.nextInt(4) == 0 ? index - size : index;
    }

    private long[] order(int rank) {
        List<Long> order = new ArrayList<>(LongStream.range(0, rank).boxed().toList());
        java.util.Collections.shuffle(order, random);
        long[] dims = order.stream().mapToLong(d -> random.nextInt(5) == 0 ? d - rank : d).toArray();
        if (random.nextInt(15) == 0 && rank > 0) {
            dims[0] = dims[rank - 1];
        }
        return random.nextInt(25) == 0 ? Arrays.copyOf(dims, rank + 1) : dims;
    }

    private long[] expanded(long[] sizes) {
        int more = random.nextInt(3) - (random.nextInt(15) == 0 ? 1 : 0);
        long[] size = new long[Math.max(0, sizes.length + more)];
        for (int d = 0; d < size.length; d++) {
            long own = d < more ? 1 : d - more < sizes.length ? sizes[d - more] : 1;
            boolean isFree = own == 1 || random.nextInt(25) == 0;
            size[d] = random.nextInt(4) == 0 ? -1 : isFree ? random.nextInt(4) : own;
        }
        return size;
    }

    /** Factors of the number of elements, or nearly so. */
    private long[] shape(long[] sizes) {
        long left = Arrays.stream(sizes).reduce(1, (x, y) -> x * y);
        List<Long> shape = new ArrayList<>();
        while (left > 1 && random.nextInt(4) != 0) {
            long factor = 1 + random.nextInt(5);
            if (left % factor == 0) {
                shape.add(factor);
                left /= factor;
            } else if (random.nextInt(20) == 0) {
                shape.add(factor);
            }
        }
        shape.add(random.nextInt(5) == 0 ? -1 : left);
        if (random.nextInt(6) == 0) {
            shape.add(random.nextInt(6) == 0 ? -1L : 1L);
        }
        return shape.stream().mapToLong(s -> s).toArray();
    }

    private static String text(long[] numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(", "));
    }
}
