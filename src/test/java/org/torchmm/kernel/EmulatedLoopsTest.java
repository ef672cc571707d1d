package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The loops without an instruction for fused multiply-add against those that ask {@link Math#fma}, bit by bit. */
class EmulatedLoopsTest {

    private static final long SEED = Long.getLong("torchmm.seed", 20261127);
    private static final int ROUNDS = Integer.getInteger("emulated.rounds", 400);
    private static final int KINDS = 12;

    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 31, 32, 33, 64, 100, 127, 130, 255, 256, 257, 300, 520};

    /** Numbers of one kind, and now and then one that a row can't take. */
    private static Supplier<Double> numbers(Random random, int kind) {
        double[] specials = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            0x1p-1040,
            0x1p-500,
            -0x1p600,
            -0.0,
            0.0
        };
        return switch (kind) {
            case 0 -> random::nextGaussian;
            case 1 -> () -> (double) (float) random.nextGaussian();
            case 2 -> () -> random.nextInt(1 << 28) * 0x1p-27; // sums that end in the middle, products that are longer
            case 3 -> () -> Math.scalb(random.nextGaussian(), random.nextInt(80) - 40);
            case 4 -> () -> Math.scalb(random.nextGaussian(), random.nextInt(500) - 300);
            case 5 -> () -> random.nextInt(7) - 3.0;
            case 6 ->
                () -> random.nextInt(500) == 0 ? specials[random.nextInt(specials.length)] : random.nextGaussian();
            case 7 -> () -> Math.scalb(random.nextGaussian(), random.nextInt(2100) - 1060);
            case 8 -> () -> Math.scalb(1.0, random.nextInt(4)) * (random.nextInt(3) - 1);
            case 9 -> () -> Math.scalb(random.nextGaussian(), random.nextInt(4) - 522); // products that lose digits
            case 10 -> {
                int scale = random.nextBoolean() ? -320 : -720; // one in range, one not
                yield () -> Math.scalb(random.nextGaussian(), scale);
            }
            default -> () -> random.nextInt(4) == 0 ? random.nextInt(4) : random.nextGaussian();
        };
    }

    private static double[] array(int length, Supplier<Double> numbers) {
        double[] array = new double[length];
        for (int i = 0; i < length; i++) {
            array[i] = numbers.get();
        }
        return array;
    }

    private static int size(Random random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private static void check(double[] expected, double[] actual, String call) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
                assertEquals(expected[i], actual[i], call + ", element " + i);
            }
        }
    }

    @Test
    void blocks() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            boolean isSmall = random.nextInt(4) == 0; // too few elements for rows
            int m = 1 + random.nextInt(isSmall ? 4 : 20);
            int n = isSmall ? 1 + random.nextInt(4) : size(random);
            int k = size(random);
            int kind = random.nextInt(KINDS);
            boolean isTransposed = random.nextBoolean();
            DoubleMatrices a = DoubleMatrices.of(array(m * k, numbers(random, kind)), 1, m, k);
            double[] second = array(k * n, numbers(random, random.nextInt(4) == 0 ? random.nextInt(KINDS) : kind));
            DoubleMatrices b = isTransposed
                    ? new DoubleMatrices(second, 0, 1, k, n, k * n, 1, k)
                    : DoubleMatrices.of(second, 1, k, n);
            DoubleMatrices c = DoubleMatrices.of(new double[m * n], 1, m, n);
            DoubleMatrices expected = DoubleMatrices.of(new double[m * n], 1, m, n);
            int from = random.nextInt(m);
            EmulatedLoops.INSTANCE.blocked(product(a, b, c), 0, from, m);
            DoubleLoops.INSTANCE.blocked(product(a, b, expected), 0, from, m);
            check(
                    expected.data(),
                    c.data(),
                    "seed " + SEED + ", round " + round + ": " + m + "x" + k + "x" + n + " of kind " + kind);
        }
    }

    @Test
    void lanes() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int m = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(random.nextInt(3) == 0 ? 4 : 70);
            int k = round % 50 == 0 ? 3000 + random.nextInt(100) : size(random);
            int kind = random.nextInt(KINDS);
            DoubleMatrices a = DoubleMatrices.of(array(m * k, numbers(random, kind)), 1, m, k);
            double[] second = array(k * n, numbers(random, random.nextInt(4) == 0 ? random.nextInt(KINDS) : kind));
            DoubleMatrices b = new DoubleMatrices(second, 0, 1, k, n, k * n, 1, k);
            DoubleMatrices c = DoubleMatrices.of(new double[m * n], 1, m, n);
            DoubleMatrices expected = DoubleMatrices.of(new double[m * n], 1, m, n);
            int from = random.nextInt(n);
            EmulatedLoops.INSTANCE.lanes(product(a, b, c), 0, from, n);
            DoubleLoops.INSTANCE.lanes(product(a, b, expected), 0, from, n);
            check(
                    expected.data(),
                    c.data(),
                    "seed " + SEED + ", round " + round + ": " + m + "x" + k + "x" + n + " of kind " + kind);
        }
    }

    /** Up to 39 bits by 39 all that a step adds is a number as it is; by far more it is not. */
    @Test
    void few_digits() {
        Random random = new Random(SEED);
        for (int bits : new int[] {1, 20, 28, 38, 42, 46, 53}) {
            for (int scale : new int[] {-200, 0, 100}) {
                DoubleMatrices a = ofBits(random, bits, scale, 5, 7);
                DoubleMatrices b = ofBits(random, bits, -scale, 7, 9);
                DoubleMatrices c = DoubleMatrices.of(new double[45], 1, 5, 9);
                assertEquals(bits < 40, new EmulatedDigits(product(a, b, c), 0, 0, 5, 0, 9).areFew(), bits + " bits");
                a.data()[4] = 0x1p-450;
                assertEquals(false, new EmulatedDigits(product(a, b, c), 0, 0, 5, 0, 9).areFew());
            }
        }
    }

    private static DoubleMatrices ofBits(Random random, int bits, int scale, int rows, int columns) {
        double[] data =
                array(rows * columns, () -> Math.scalb((double) (random.nextLong() >>> 64 - bits | 1), scale - bits));
        data[0] = 0;
        return DoubleMatrices.of(data, 1, rows, columns);
    }

    /** As it is, not turned round. */
    private static Product<double[]> product(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return new Product<>(1, c.rows(), c.columns(), a.columns(), a, b, c);
    }
}
