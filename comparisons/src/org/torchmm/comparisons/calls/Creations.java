package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.torchmm.Torch;

/** Draws calls that make arrays: every factory, of every dtype that both kinds create, seeds, sizes, and what is refused. */
final class Creations {

    static final List<DataType> DTYPES = List.of(
            DataType.FLOAT32,
            DataType.FLOAT64,
            DataType.FLOAT16,
            DataType.BFLOAT16,
            DataType.UINT8,
            DataType.INT8,
            DataType.INT16,
            DataType.INT32,
            DataType.INT64,
            DataType.BOOLEAN,
            DataType.COMPLEX64);

    /** Those that DJL's own methods of libtorch's arrays do not know. */
    static final Set<DataType> UNNAMED = EnumSet.of(DataType.BFLOAT16, DataType.INT16);

    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2.5,
        -3.7,
        100,
        127,
        128,
        255,
        256,
        -129,
        65504,
        65520,
        1e-8,
        1e-40,
        3e38,
        1e39,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Integer.MAX_VALUE,
        3e9,
        Long.MAX_VALUE
    };

    /** A factory but for its size. */
    @FunctionalInterface
    private interface OfSize {
        NDArray make(Torch torch, long[] size);
    }

    private final Random random;

    Creations(Random random) {
        this.random = random;
    }

    Call next() {
        DataType dtype = random.nextInt(3) == 0 ? DataType.FLOAT32 : DTYPES.get(random.nextInt(DTYPES.size()));
        return switch (random.nextInt(15)) {
            case 12 -> of(dtype, size());
            case 13 -> lone();
            case 14 -> {
                long n = random.nextInt(30) - (random.nextInt(10) == 0 ? 31 : 0);
                long seed = random.nextInt(1000);
                yield Call.of("randperm", "" + n, Closeness.BITS, (torch, none) -> {
                    torch.manualSeed(seed);
                    return torch.randperm(n);
                });
            }
            case 0, 1 -> randn(dtype);
            case 2 -> rand(dtype);
            case 3, 4 -> randint(dtype);
            case 5 -> arange(dtype);
            case 6 -> full(dtype);
            case 7 -> eye(dtype);
            case 8 -> constant(dtype);
            default -> tensor();
        };
    }

    /** Of numbers that suit the dtype: small whole ones or any, special ones among them for some seeds. */
    Call of(DataType dtype, long... size) {
        long seed = random.nextInt(1000);
        return sized(
                "tensor",
                "DataType." + dtype + ", suited(" + seed + ")",
                Closeness.BITS,
                (torch, all) -> suited(torch, dtype, seed, all),
                size);
    }

    private static NDArray suited(Torch torch, DataType dtype, long seed, long... size) {
        if (dtype == DataType.COMPLEX64 && Arrays.stream(size).allMatch(n -> n >= 0)) {
            float[] parts = floats(seed % 3 == 0 ? seed : 2 * seed + 1, 2 * count(size));
            return torch.manager().create(parts, new Shape(size).add(2)).complex();
        }
        double[] numbers = doubles(seed, count(size));
        Random signs = new Random(seed);
        boolean isWhole = dtype.isInteger() || dtype == DataType.BOOLEAN || seed % 3 == 0;
        for (int i = 0; i < numbers.length; i++) {
            boolean isPositive = dtype == DataType.UINT8 || dtype == DataType.BOOLEAN;
            numbers[i] = isWhole ? signs.nextInt(isPositive ? 3 : 9) - (isPositive ? 0 : 4) : numbers[i];
            numbers[i] = dtype == DataType.BOOLEAN && numbers[i] > 0 ? 1 : numbers[i];
        }
        return torch.tensor(dtype, numbers, size);
    }

    /** One number, and more of it. */
    private Call lone() {
        double value = NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (random.nextInt(6)) {
            case 0 -> Call.of("tensor", "" + value, Closeness.BITS, (torch, none) -> torch.tensor(value));
            case 1 ->
                Call.of("tensor", "(float) " + value, Closeness.BITS, (torch, none) -> torch.tensor((float) value));
            case 2 -> Call.of("tensor", (int) value + "", Closeness.BITS, (torch, none) -> torch.tensor((int) value));
            case 3 -> Call.of("tensor", (value > 0) + "", Closeness.BITS, (torch, none) -> torch.tensor(value > 0));
            case 4 -> sized("full", "" + value, Closeness.BITS, (torch, size) -> torch.full(value, size), size());
            default ->
                sized("full", (value > 0) + "", Closeness.BITS, (torch, size) -> torch.full(value > 0, size), size());
        };
    }

    private Call randn(DataType dtype) {
        Closeness closeness = dtype == DataType.FLOAT64 ? Closeness.NORMALS : Closeness.BITS;
        return sized("randn", dtype + "", closeness, seeded((torch, size) -> torch.randn(dtype, size)), size());
    }

    private Call rand(DataType dtype) {
        return sized("rand", dtype + "", Closeness.BITS, seeded((torch, size) -> torch.rand(dtype, size)), size());
    }

    private Call randint(DataType dtype) {
        // libtorch prints a warning where a floating dtype does not hold every whole number between
        boolean isSmall = dtype.isFloating() || random.nextInt(3) > 0;
        boolean isUnsigned = dtype == DataType.UINT8 || dtype == DataType.BOOLEAN;
        boolean isTaken = isUnsigned && random.nextInt(20) > 0; // a refusal costs libtorch a millisecond
        long low = isTaken ? 0 : isSmall ? random.nextInt(8) - 4 : random.nextLong() >> random.nextInt(63);
        long most = dtype == DataType.BOOLEAN && isTaken ? 2 : 20;
        long high = isTaken || isSmall
                ? low + (random.nextInt(15) > 0 ? 1 : 0) + random.nextInt((int) most)
                : random.nextLong() >> random.nextInt(63);
        return sized(
                "randint",
                dtype + ", " + low + ", " + high,
                Closeness.BITS,
                seeded((torch, size) -> torch.randint(dtype, low, high, size)),
                size());
    }

    private Call arange(DataType dtype) {
        double start = bound();
        double end = start + random.nextInt(40) - 4 + (random.nextBoolean() ? 0 : random.nextDouble());
        double step = random.nextBoolean() ? 1 + random.nextInt(3) : random.nextGaussian();
        if (random.nextInt(3) == 0) {
            long first = (long) start;
            long last = (long) end;
            long by = random.nextInt(5) - 1;
            return Call.of(
                    "arange",
                    first + "L, " + last + "L, " + by + "L",
                    Closeness.BITS,
                    (torch, none) -> torch.arange(first, last, by));
        }
        return Call.of(
                "arange",
                dtype + ", " + start + ", " + end + ", " + step,
                Closeness.BITS,
                (torch, none) -> torch.arange(dtype, start, end, step));
    }

    private double bound() {
        return random.nextInt(10) - 5 + (random.nextBoolean() ? 0 : random.nextDouble());
    }

    private Call full(DataType dtype) {
        if (random.nextBoolean()) {
            long value = random.nextLong() >> random.nextInt(64);
            return sized(
                    "full",
                    dtype + ", " + value + "L",
                    Closeness.BITS,
                    (torch, size) -> torch.full(dtype, value, size),
                    size());
        }
        double value = NUMBERS[random.nextInt(NUMBERS.length)];
        return sized(
                "full", dtype + ", " + value, Closeness.BITS, (torch, size) -> torch.full(dtype, value, size), size());
    }

    private Call eye(DataType dtype) {
        long n = random.nextInt(6) - (random.nextInt(10) == 0 ? 2 : 0);
        long m = random.nextInt(6);
        return Call.of("eye", dtype + ", " + n + ", " + m, Closeness.BITS, (torch, none) -> torch.eye(dtype, n, m));
    }

    private Call constant(DataType dtype) {
        return random.nextBoolean()
                ? sized("ones", dtype + "", Closeness.BITS, (torch, size) -> torch.ones(dtype, size), size())
                : sized("zeros", dtype + "", Closeness.BITS, (torch, size) -> torch.zeros(dtype, size), size());
    }

    /** Of Java's arrays, special numbers among them. */
    private Call tensor() {
        long seed = random.nextInt(1000);
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                sized(
                        "tensor",
                        "floats(" + seed + ")",
                        Closeness.BITS,
                        (torch, size) -> torch.tensor(floats(seed, count(size)), size),
                        size());
            case 2 ->
                sized(
                        "tensor",
                        "doubles(" + seed + ")",
                        Closeness.BITS,
                        (torch, size) -> torch.tensor(doubles(seed, count(size)), size),
                        size());
            case 3 ->
                sized(
                        "tensor",
                        "ints(" + seed + ")",
                        Closeness.BITS,
                        (torch, size) -> torch.tensor(
                                LongStream.of(longs(seed, count(size)))
                                        .mapToInt(n -> (int) n)
                                        .toArray(),
                                size),
                        size());
            default ->
                sized(
                        "tensor",
                        "longs(" + seed + ")",
                        Closeness.BITS,
                        (torch, size) -> torch.tensor(longs(seed, count(size)), size),
                        size());
        };
    }

    private static int count(long[] size) {
        return (int) Math.max(0, Arrays.stream(size).reduce(1, (x, y) -> x * y));
    }

    private static double[] doubles(long seed, int count) {
        Random random = new Random(seed);
        double[] doubles = new double[count];
        for (int i = 0; i < count; i++) {
            doubles[i] = seed % 2 == 0 && random.nextInt(6) == 0
                    ? NUMBERS[random.nextInt(NUMBERS.length)]
                    : random.nextInt(3) == 0 ? random.nextInt(9) - 4 : random.nextGaussian() * 3;
        }
        return doubles;
    }

    private static float[] floats(long seed, int count) {
        double[] doubles = doubles(seed, count);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private static long[] longs(long seed, int count) {
        Random random = new Random(seed);
        return LongStream.generate(
                        () -> seed % 2 == 0 ? random.nextLong() >> random.nextInt(64) : (long) random.nextInt(13) - 6)
                .limit(count)
                .toArray();
    }

    private OfSize seeded(OfSize factory) {
        long seed = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(1000);
        return (torch, size) -> {
            torch.manualSeed(seed);
            return factory.make(torch, size);
        };
    }

    /** Mostly a few small dimensions; now and then more elements than are shown, none, or a size that is refused. */
    private long[] size() {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return new long[] {1001 + random.nextInt(500)};
        }
        if (kind == 1) {
            return new long[] {25 + random.nextInt(20), 45};
        }
        if (kind == 2) {
            return new long[] {2, -1 - random.nextInt(3)};
        }
        long[] size = new long[random.nextInt(5)];
        for (int d = 0; d < size.length; d++) {
            size[d] = random.nextInt(14) == 0 ? 0 : 1 + random.nextInt(random.nextInt(6) == 0 ? 20 : 5);
        }
        return size;
    }

    private static Call sized(String name, String arguments, Closeness closeness, OfSize factory, long[] size) {
        String sizes = LongStream.of(size).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String all = arguments + (arguments.isEmpty() || sizes.isEmpty() ? "" : ", ") + sizes;
        return Call.of(name, all, closeness, (torch, none) -> factory.make(torch, size))
                .with(call -> {
                    List<Call> smaller = new ArrayList<>();
                    for (long[] less : smaller(size)) {
                        smaller.add(sized(name, arguments, closeness, factory, less));
                    }
                    return smaller;
                });
    }

    /** One dimension less, or one that is shorter. */
    private static List<long[]> smaller(long[] size) {
        List<long[]> all = new ArrayList<>();
        for (int d = 0; d < size.length; d++) {
            int dropped = d;
            all.add(java.util.stream.IntStream.range(0, size.length)
                    .filter(i -> i != dropped)
                    .mapToLong(i -> size[i])
                    .toArray());
            for (long less : new long[] {1, size[d] / 2, size[d] - 1}) {
                if (less > 0 && less < size[d]) {
                    long[] shorter = size.clone();
                    shorter[d] = less;
                    all.add(shorter);
                }
            }
        }
        return all;
    }
}
