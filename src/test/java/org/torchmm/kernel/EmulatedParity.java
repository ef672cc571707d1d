package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Array;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Loops without an instruction for fused multiply-add against those that ask {@link Math#fma}, bit by bit. */
abstract class EmulatedParity<A> {

    static final long SEED = Long.getLong("torchmm.seed", 20261127);
    private static final int ROUNDS = Integer.getInteger("emulated.rounds", 400);

    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 31, 32, 33, 64, 100, 127, 130, 255, 256, 257, 300, 520};

    private final Element element;
    private final Loops<A> loops;
    private final Loops<A> reference;
    private final int kinds;

    EmulatedParity(Element element, Loops<A> loops, Loops<A> reference, int kinds) {
        this.element = element;
        this.loops = loops;
        this.reference = reference;
        this.kinds = kinds;
    }

    /** Numbers of one kind, and now and then one that a row can't take. */
    abstract Supplier<Number> numbers(Random random, int kind);

    /** NaNs are equal. */
    abstract boolean isSame(A expected, A actual, int i);

    @Test
    void blocks() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            boolean isSmall = random.nextInt(4) == 0; // too few elements for rows
            int m = 1 + random.nextInt(isSmall ? 4 : 20);
            int n = isSmall ? 1 + random.nextInt(4) : size(random);
            Sum sum = new Sum(random, round, m, n, size(random), random.nextBoolean());
            int from = random.nextInt(m);
            loops.blocked(sum.into(sum.c), 0, from, m);
            reference.blocked(sum.into(sum.expected), 0, from, m);
            sum.check();
        }
    }

    @Test
    void lanes() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int m = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(random.nextInt(3) == 0 ? 4 : 70);
            int k = round % 50 == 0 ? 3000 + random.nextInt(100) : size(random);
            Sum sum = new Sum(random, round, m, n, k, true);
            int from = random.nextInt(n);
            loops.lanes(sum.into(sum.c), 0, from, n);
            reference.lanes(sum.into(sum.expected), 0, from, n);
            sum.check();
        }
    }

    private static int size(Random random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /** Random operands, and two results. */
    private final class Sum {

        private final String name;
        private final Matrices<A> a;
        private final Matrices<A> b;
        final Matrices<A> c;
        final Matrices<A> expected;

        Sum(Random random, int round, int m, int n, int k, boolean isTransposed) {
            int kind = random.nextInt(kinds);
            name = "seed " + SEED + ", round " + round + ": " + m + "x" + k + "x" + n + " of kind " + kind;
            a = matrix(numbers(random, kind), m, k, false);
            b = matrix(numbers(random, random.nextInt(4) == 0 ? random.nextInt(kinds) : kind), k, n, isTransposed);
            c = matrix(() -> 0f, m, n, false);
            expected = matrix(() -> 0f, m, n, false);
        }

        @SuppressWarnings("unchecked")
        private Matrices<A> matrix(Supplier<Number> numbers, int rows, int columns, boolean isTransposed) {
            Object array = element.newArray(rows * columns);
            for (int i = 0; i < rows * columns; i++) {
                Array.set(array, i, numbers.get());
            }
            int row = isTransposed ? 1 : columns;
            int column = isTransposed ? rows : 1;
            return (Matrices<A>) element.matrices(array, 0, 1, rows, columns, rows * columns, row, column);
        }

        /** As it is, not turned round. */
        Product<A> into(Matrices<A> result) {
            return new Product<>(1, result.rows(), result.columns(), a.columns(), a, b, result);
        }

        void check() {
            for (int i = 0; i < c.rows() * c.columns(); i++) {
                if (!isSame(expected.data(), c.data(), i)) {
                    fail(name + ", element " + i + ": expected " + Array.get(expected.data(), i) + ", got "
                            + Array.get(c.data(), i));
                }
            }
        }
    }
}
