package org.torchmm.kernel;

import java.util.Random;
import java.util.function.Supplier;

/** float32. */
class EmulatedFloatsTest extends EmulatedParity<float[]> {

    private static final int KINDS = 11;

    EmulatedFloatsTest() {
        super(Element.FLOAT32, EmulatedFloats.INSTANCE, FloatLoops.INSTANCE, KINDS);
    }

    @Override
    boolean isSame(float[] expected, float[] actual, int i) {
        return Float.floatToIntBits(expected[i]) == Float.floatToIntBits(actual[i]);
    }

    @Override
    Supplier<Number> numbers(Random random, int kind) {
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
            default -> () -> random.nextInt(4) == 0 ? (float) random.nextInt(4) : (float) random.nextGaussian();
        };
    }
}
