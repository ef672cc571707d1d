package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The loops of floats without an instruction for fused multiply-add against those that ask {@link Math#fma}, bit by bit. */
class EmulatedFloatsTest {

    private static final long SEED = Long.getLong("torchmm.seed", 20261127);
    private static final int ROUNDS = Integer.getInteger("emulated.rounds", 400);
    private static final int KINDS = 11;

    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 31, 32, 33, 64, 100, 127, 130, 255, 256, 257, 300, 520};

    /** Numbers of one kind, and now and then one that a row can't take. */
    private static Supplier<Float> numbers(Random random, int kind) {
        float[] specials = {
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.MIN_VALUE,
            0x1p-140f,
            -0x1p100f,
            -0.0f,
            0.0f
        };
        // whose products are a little less than a half of the last digit of 1, so little that a double loses it
        float[] besideMiddles = {1, 1 + 0x1p-23f, -1, 0x1p-12f * (1 + 0x1p-16f), 0x1p-12f * (1 - 0x1p-16f), 0, 0, 0};
        // the same below the normal numbers, whose middles are elsewhere
        float[] tiny = {0x1p-65f, 0x1p-84f, 0x1p-75f * (1 + 0x1p-23f), 0x1p-75f * (1 - 0x1p-23f), -0x1p-65f};
        return switch (kind) {
            case 0 -> () -> (float) random.nextGaussian();
            case 1 -> () -> besideMiddles[random.nextInt(besideMiddles.length)];
            case 2 -> () -> random.nextInt(1 << 14) * 0x1p-13f; // sums that end in the middle
            case 3 -> () -> (float) Math.scalb(random.nextGaussian(), random.nextInt(40) - 20);
            case 4 -> () -> (float) Math.scalb(random.nextGaussian(), random.nextInt(90) - 80); // tiny sums
            case 5 -> () -> random.nextInt(7) - 3f;
            case 6 ->
                () -> random.nextInt(500) == 0
                        ? specials[random.nextInt(specials.length)]
                        : (float) random.nextGaussian();
            case 7 -> () -> (float) Math.scalb(random.nextGaussian(), random.nextInt(280) - 150);
            case 8 -> () -> (float) Math.scalb(1.0, random.nextInt(4)) * (random.nextInt(3) - 1);
            case 9 -> () -> tiny[random.nextInt(tiny.length)];
            default -> () -> random.nextInt(4) == 0 ? random.nextInt(4) : (float) random.nextGaussian();
        };
    }

    private static float[] array(int length, Supplier<Float> numbers) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = numbers.get();
        }
        return array;
    }

    private static int size(Random random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private static void check(float[] expected, float[] actual, String call) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
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
            FloatMatrices a = FloatMatrices.of(array(m * k, numbers(random, kind)), 1, m, k);
            float[] second = array(k * n, numbers(random, random.nextInt(4) == 0 ? random.nextInt(KINDS) : kind));
            FloatMatrices b = isTransposed
                    ? new FloatMatrices(second, 0, 1, k, n, k * n, 1, k)
                    : FloatMatrices.of(second, 1, k, n);
            FloatMatrices c = FloatMatrices.of(new float[m * n], 1, m, n);
            FloatMatrices expected = FloatMatrices.of(new float[m * n], 1, m, n);
            int from = random.nextInt(m);
            EmulatedFloats.INSTANCE.blocked(product(a, b, c), 0, from, m);
            FloatLoops.INSTANCE.blocked(product(a, b, expected), 0, from, m);
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
            FloatMatrices a = FloatMatrices.of(array(m * k, numbers(random, kind)), 1, m, k);
            float[] second = array(k * n, numbers(random, random.nextInt(4) == 0 ? random.nextInt(KINDS) : kind));
            FloatMatrices b = new FloatMatrices(second, 0, 1, k, n, k * n, 1, k);
            FloatMatrices c = FloatMatrices.of(new float[m * n], 1, m, n);
            FloatMatrices expected = FloatMatrices.of(new float[m * n], 1, m, n);
            int from = random.nextInt(n);
            EmulatedFloats.INSTANCE.lanes(product(a, b, c), 0, from, n);
            FloatLoops.INSTANCE.lanes(product(a, b, expected), 0, from, n);
            check(
                    expected.data(),
                    c.data(),
                    "seed " + SEED + ", round " + round + ": " + m + "x" + k + "x" + n + " of kind " + kind);
        }
    }

    /** As it is, not turned round. */
    private static Product<float[]> product(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        return new Product<>(1, c.rows(), c.columns(), a.columns(), a, b, c);
    }
}
