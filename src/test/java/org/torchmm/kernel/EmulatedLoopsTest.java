package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** float64. */
class EmulatedLoopsTest extends EmulatedParity<double[]> {

    private static final int KINDS = 12;

    EmulatedLoopsTest() {
        super(Element.FLOAT64, EmulatedLoops.INSTANCE, DoubleLoops.INSTANCE, KINDS);
    }

    @Override
    boolean isSame(double[] expected, double[] actual, int i) {
        return Double.doubleToLongBits(expected[i]) == Double.doubleToLongBits(actual[i]);
    }

    @Override
    Supplier<Number> numbers(Random random, int kind) {
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
            default -> () -> random.nextInt(4) == 0 ? (double) random.nextInt(4) : random.nextGaussian();
        };
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
                assertEquals(
                        bits < 40,
                        new EmulatedDigits(product(a, b, c), 0, 0, 5, 0, 9).areFew(),
                        bits + " bits, seed " + SEED);
                a.data()[4] = 0x1p-450;
                assertEquals(false, new EmulatedDigits(product(a, b, c), 0, 0, 5, 0, 9).areFew());
            }
        }
    }

    private static DoubleMatrices ofBits(Random random, int bits, int scale, int rows, int columns) {
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> Math.scalb((double) (random.nextLong() >>> 64 - bits | 1), scale - bits));
        data[0] = 0;
        return DoubleMatrices.of(data, 1, rows, columns);
    }

    /** As it is, not turned round. */
    private static Product<double[]> product(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        return new Product<>(1, c.rows(), c.columns(), a.columns(), a, b, c);
    }
}
