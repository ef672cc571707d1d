package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.torchmm.rules.Word;

/** Cases without end: any product, ranks, sizes, layouts, dtypes and values; mostly multiplied, now and then refused. */
public final class RandomCases {

    /** Multiplications of a case at most: many small cases find more than few large ones. */
    private static final long MOST_WORK = 20_000;
    /** Now and then large enough for blocks and threads. */
    private static final long MOST_LARGE_WORK = 400_000;

    /** The ranks of the operands, of words that do not take any rank. */
    private static final Map<Word, List<Integer>> RANKS =
            Map.of(Word.BMM, List.of(3, 3), Word.MM, List.of(2, 2), Word.MV, List.of(2, 1), Word.DOT, List.of(1, 1));

    private final Random random;

    RandomCases(long seed) {
        random = new Random(seed);
    }

    Case next() {
        for (; ; ) {
            Case candidate = candidate();
            long most = random.nextInt(25) == 0 ? MOST_LARGE_WORK : MOST_WORK;
            if (candidate != null && work(candidate) < most) {
                return candidate;
            }
        }
    }

    /** At least the elements of both operands and the multiplications, refused cases included. */
    private static long work(Case asked) {
        List<Integer> b = asked.b().size();
        int columns = b.size() < 2 ? 1 : Math.max(1, b.get(b.size() - 1));
        int batchB = b.stream().limit(Math.max(0, b.size() - 2)).reduce(1, (x, y) -> Math.max(1, x) * Math.max(1, y));
        return elements(asked.a()) * columns * batchB + elements(asked.b());
    }

    private static long elements(Operand operand) {
        return operand.size().stream().mapToLong(size -> Math.max(1, size)).reduce(1, (x, y) -> x * y);
    }

    private Case candidate() {
        Word word = pick(Word.values());
        word = random.nextInt(3) == 0 ? Word.MATMUL : word;
        List<Integer> ranks = RANKS.get(word);
        int rankA = ranks == null ? 1 + random.nextInt(5) : ranks.get(0);
        int rankB = ranks == null ? 1 + random.nextInt(5) : ranks.get(1);
        int k = size();
        List<Integer> a = new ArrayList<>(rankA == 1 ? List.of(k) : List.of(size(), k));
        List<Integer> b = new ArrayList<>(rankB == 1 ? List.of(k) : List.of(k, size()));
        boolean broadcasts = ranks == null;
        for (int d = 3; d <= Math.max(rankA, rankB); d++) {
            int size = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(d == 3 ? 12 : 4);
            if (d <= rankA) {
                a.add(0, broadcasts && random.nextInt(4) == 0 ? 1 : size);
            }
            if (d <= rankB) {
                b.add(0, broadcasts && random.nextInt(4) == 0 ? 1 : size);
            }
        }
        DataType dtype = random.nextInt(6) == 0
                ? pick(ElementType.values()).dtype()
                : pick(ElementType.DTYPES.toArray(DataType[]::new));
        DataType dtypeB = dtype;
        if (random.nextInt(20) == 0) {
            List<Integer> spoiled = random.nextBoolean() ? a : b;
            switch (random.nextInt(3)) {
                case 0 -> spoiled.set(random.nextInt(spoiled.size()), size());
                case 1 -> spoiled.remove(0);
                default -> dtypeB = pick(ElementType.DTYPES.toArray(DataType[]::new));
            }
        }
        Values values = pick(Values.values());
        if (!values.suits(ElementType.of(dtype)) || !values.suits(ElementType.of(dtypeB))) {
            return null;
        }
        return new Case(
                word,
                new Operand(dtype, a, layout(a.size(), random)),
                new Operand(dtypeB, b, layout(b.size(), random)),
                values,
                random.nextInt(1000));
    }

    /** Mostly small, often around a power of two, now and then large or 0. */
    private int size() {
        return switch (random.nextInt(16)) {
            case 0 -> 0;
            case 1, 2 -> 1;
            case 3, 4, 5 -> (4 << random.nextInt(6)) - 1 + random.nextInt(3);
            case 6 -> 1 + random.nextInt(600);
            case 7, 8, 9 -> 1 + random.nextInt(70);
            default -> 1 + random.nextInt(16);
        };
    }

    /** Dimensions in any order, some expanded, stepped or offset. */
    public static Layout layout(int rank, Random random) {
        List<Integer> order = new ArrayList<>(Layout.CONTIGUOUS.order(rank));
        if (random.nextInt(3) == 0) {
            Collections.shuffle(order, random);
        } else if (rank > 1 && random.nextInt(3) == 0) {
            Collections.swap(order, rank - 2, rank - 1);
        }
        List<Integer> expanded = new ArrayList<>();
        List<Integer> stepped = new ArrayList<>();
        List<Integer> offset = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            switch (random.nextInt(24)) {
                case 0, 1 -> expanded.add(d);
                case 2, 3 -> stepped.add(d);
                case 4, 5 -> offset.add(d);
                default -> {}
            }
        }
        return new Layout(order, expanded, stepped, offset);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
