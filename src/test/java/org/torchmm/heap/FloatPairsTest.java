package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torchmm.heap.vector.DoubleVectorPairs;
import org.torchmm.heap.vector.FloatVectorPairs;

/** Whole vectors of two operands against the plain loops, bit by bit. */
class FloatPairsTest {

    private static final List<BinaryOp> OPS = List.of(
            BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.DIV, BinaryOp.MAXIMUM, BinaryOp.MINIMUM, BinaryOp.POW);

    private static final double[] SPECIAL = {
        0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Double.MIN_VALUE, 3e38
    };

    private final long seed = Long.getLong("torchmm.seed", 1);
    private final Random random = new Random(seed);

    private double[] numbers(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian();
        }
        return numbers;
    }

    private static float[] floats(double... numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Test
    void of_floats() {
        FloatPairs vectors = FloatVectorPairs.warm();
        for (BinaryOp op : OPS) {
            for (int round = 0; round < 50; round++) {
                float[] a = floats(numbers(3000));
                float[] b = floats(numbers(3000));
                int p = random.nextInt(100);
                int q = random.nextInt(100);
                int count = random.nextInt(round % 2 == 0 ? 70 : 2900);
                float[] expected = new float[p + count];
                FloatArithmetic.plain(op, a, p, b, q, expected, p, count);
                float[] actual = new float[p + count];
                int done = vectors.apply(op, a, p, b, q, actual, p, count);
                assertDone(op, done, count, 512 / Float.SIZE);
                String text = op + " of " + count + ", seed " + seed;
                assertArrayEquals(Arrays.copyOf(expected, p + done), Arrays.copyOf(actual, p + done), text);
                vectors.apply(op, a, p, b, q, a, p, count);
                assertArrayEquals(Arrays.copyOfRange(expected, p, p + done), Arrays.copyOfRange(a, p, p + done), text);
            }
        }
    }

    @Test
    void of_doubles() {
        DoublePairs vectors = DoubleVectorPairs.warm();
        for (BinaryOp op : OPS) {
            for (int round = 0; round < 50; round++) {
                double[] a = numbers(1000);
                double[] b = numbers(1000);
                int p = random.nextInt(100);
                int q = random.nextInt(100);
                int count = random.nextInt(round % 2 == 0 ? 70 : 900);
                double[] expected = new double[p + count];
                DoubleArithmetic.plain(op, a, p, b, q, expected, p, count);
                double[] actual = new double[p + count];
                int done = vectors.apply(op, a, p, b, q, actual, p, count);
                assertDone(op, done, count, 512 / Double.SIZE);
                String text = op + " of " + count + ", seed " + seed;
                assertArrayEquals(Arrays.copyOf(expected, p + done), Arrays.copyOf(actual, p + done), text);
                vectors.apply(op, a, p, b, q, b, q, count);
                assertArrayEquals(Arrays.copyOfRange(expected, p, p + done), Arrays.copyOfRange(b, q, q + done), text);
            }
        }
    }

    /** All but less than a vector; nothing where there is no loop. */
    private void assertDone(BinaryOp op, int done, int count, int lanes) {
        assertEquals(op == BinaryOp.POW ? 0 : count - done < lanes ? done : count, done, op + ", seed " + seed);
    }
}
