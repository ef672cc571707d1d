package org.torchmm.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fused multiply-add without hardware, against {@link Math#fma}. */
class FmaTest {

    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Math.nextUp(1f),
        Math.nextDown(1f),
        0x1p-75f,
        0x1p64f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };

    private static void check(float x, float y, float z, String seed) {
        int expected = Float.floatToIntBits(Math.fma(x, y, z)); // one NaN for all
        int actual = Float.floatToIntBits(Fma.emulated(x, y, z));
        if (expected != actual) {
            assertEquals(
                    Math.fma(x, y, z),
                    Fma.emulated(x, y, z),
                    Float.toHexString(x) + " * " + Float.toHexString(y) + " + " + Float.toHexString(z) + seed);
        }
    }

    @Test
    void special_values() {
        for (float x : SPECIAL) {
            for (float y : SPECIAL) {
                for (float z : SPECIAL) {
                    check(x, y, z, "");
                }
            }
        }
    }

    @Test
    void any_bits() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20_000; i++) {
                check(any(random), any(random), any(random), ", seed " + seed);
            }
        }
    }

    private static float any(Random random) {
        return Float.intBitsToFloat(random.nextInt());
    }

    /** A product halfway between two floats, and an addend that a double loses, or that cancels most of it. */
    @Test
    void where_two_roundings_differ_from_one() {
        int differing = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20_000; i++) {
                float x = mantissa(random, 1 + random.nextInt(24));
                float y = mantissa(random, 1 + random.nextInt(24));
                int exponent = random.nextInt(4) == 0 ? -150 + random.nextInt(30) : -random.nextInt(60);
                x = Math.scalb(x, exponent);
                double product = (double) x * y;
                float z = switch (random.nextInt(4)) {
                    case 0 -> Math.scalb(mantissa(random, 24), Math.getExponent(product) - 20 - random.nextInt(60));
                    case 1 -> -(float) product;
                    case 2 -> Math.scalb(mantissa(random, 2), Math.getExponent(product) + random.nextInt(60));
                    default -> random.nextBoolean() ? Float.MIN_VALUE : -Float.MIN_VALUE;
                };
                check(x, y, z, ", seed " + seed);
                differing += (float) (product + z) == Math.fma(x, y, z) ? 0 : 1;
            }
        }
        assertEquals(true, differing > 100, differing + " cases were such");
    }

    /** With as many binary digits, the last of them set, and of either sign. */
    private static float mantissa(Random random, int digits) {
        int bits = 1 << digits - 1 | random.nextInt(1 << digits - 1) | 1;
        return random.nextBoolean() ? bits : -bits;
    }

    @Test
    void of_doubles() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20_000; i++) {
                double x = number(random, 52, 60);
                double y = number(random, 52, 60);
                double z = switch (random.nextInt(4)) {
                    case 0 -> -(x * y);
                    case 1 ->
                        Math.scalb(
                                number(random, 1 + random.nextInt(52), 1),
                                Math.getExponent(x * y) + random.nextInt(110) - 55);
                    case 2 -> Math.nextUp(-(x * y));
                    default -> number(random, 52, 200);
                };
                double expected = Math.fma(x, y, z);
                if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(Fma.emulated(x, y, z))) {
                    assertEquals(expected, Fma.emulated(x, y, z), x + " * " + y + " + " + z + ", seed " + seed);
                }
            }
            for (int i = 0; i < 2000; i++) {
                double x = Double.longBitsToDouble(random.nextLong());
                double y = Double.longBitsToDouble(random.nextLong());
                double z = random.nextInt(3) == 0 ? 0 : Double.longBitsToDouble(random.nextLong());
                assertEquals(Math.fma(x, y, z), Fma.emulated(x, y, z), x + " * " + y + " + " + z + ", seed " + seed);
            }
        }
    }

    /** Few digits make ties, and all of them make products that need twice as many. */
    private static double number(Random random, int digits, int exponents) {
        long bits = random.nextLong() >>> 64 - digits | 1 | 1L << digits - 1;
        double value = Math.scalb((double) bits, random.nextInt(exponents) - exponents / 2 - digits);
        return random.nextBoolean() ? value : -value;
    }
}
