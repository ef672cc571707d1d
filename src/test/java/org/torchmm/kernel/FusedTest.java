package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands in for the instruction has its bits. */
class FusedTest {

    private static final long SEED = 20261127;
    private static final int CASES = 2_000_000;

    @Test
    void floats_of_any_bits() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            check(
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()));
        }
    }

    /** Short factors and addends far below: sums that end in the middle between two floats, or a little beside it. */
    @Test
    void floats_around_the_middle() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            float x = 1 + random.nextInt(1 << 13) * 0x1p-12f;
            float y = Math.scalb(1 + random.nextInt(1 << 13) * 0x1p-12f, random.nextInt(253) - 149);
            float product = x * y;
            check(x, y, Math.scalb(random.nextInt(5) - 2, Math.getExponent(product) - 20 - random.nextInt(60)));
            check(x, y, -product);
            check(x, y, Math.nextUp(-product));
        }
    }

    @Test
    void doubles_of_any_bits() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            check(
                    Double.longBitsToDouble(random.nextLong()),
                    Double.longBitsToDouble(random.nextLong()),
                    Double.longBitsToDouble(random.nextLong()));
        }
    }

    @Test
    void doubles_of_like_sizes_and_around_the_middle() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            double x = random.nextGaussian();
            double y = Math.scalb(random.nextGaussian(), random.nextInt(60) - 30);
            double product = x * y;
            check(x, y, random.nextGaussian());
            check(x, y, Math.scalb(random.nextGaussian(), random.nextInt(240) - 120));
            check(x, y, -product);
            check(x, y, Math.nextUp(-product));
            double shortX = 1 + random.nextInt(1 << 27) * 0x1p-26;
            double shortY = 1 + random.nextInt(1 << 27) * 0x1p-26;
            check(shortX, shortY, Math.scalb(random.nextInt(5) - 2, -random.nextInt(170)));
            check(shortX, Math.scalb(shortY, -52 - random.nextInt(4)), random.nextInt(4) - 1);
        }
    }

    /** Of like sizes, far apart, around the middle, of few bits, and zeros: what is not doubted is right. */
    @Test
    void rows_of_doubles() {
        Random random = new Random(SEED);
        int n = 61;
        int quickDoubts = 0;
        int carefulDoubts = 0;
        for (int round = 0; round < CASES / n; round++) {
            double a = factor(random);
            double[] b = new double[n];
            double[] sum = new double[n];
            for (int j = 0; j < n; j++) {
                b[j] = factor(random);
                sum[j] = addend(random, a, b[j]) + 0.0; // no -0
                assertTrue(EmulatedSteps.isInRange(a) && EmulatedSteps.isInRange(b[j]));
            }
            quickDoubts += doubts(a, b, sum, EmulatedSteps::quick);
            carefulDoubts += doubts(a, b, sum, FusedTest::careful);
        }
        assertTrue(quickDoubts > 1000 && quickDoubts < CASES / 4, quickDoubts + " doubts");
        assertTrue(carefulDoubts > 100 && carefulDoubts < quickDoubts, carefulDoubts + " doubts");
    }

    private interface Step {
        void run(double[] sum, double[] doubt, double[] bh, double[] bl, double ah, double al, int n);
    }

    /** How many of a step's sums are in doubt; the others are checked. */
    private static int doubts(double a, double[] b, double[] addends, Step step) {
        int n = b.length;
        double[] low = b.clone();
        double[] high = new double[n];
        double[] sum = addends.clone();
        double[] doubt = new double[n];
        for (int j = 0; j < n; j++) {
            high[j] = EmulatedSteps.high(b[j]);
            low[j] -= high[j];
        }
        step.run(sum, doubt, high, low, EmulatedSteps.high(a), a - EmulatedSteps.high(a), n);
        int doubts = 0;
        for (int j = 0; j < n; j++) {
            if (doubt[j] != 0) {
                doubts++;
                continue;
            }
            String call = "seed " + SEED + ": fma(" + a + ", " + b[j] + ", " + addends[j] + ")";
            double expected = Math.fma(a, b[j], addends[j]);
            assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(sum[j]), call);
        }
        return doubts;
    }

    /** Their sums with doubles end in the middle as often as not, but without a second rounding. */
    @Test
    void rows_of_small_whole_numbers_are_not_doubted_carefully() {
        Random random = new Random(SEED);
        int quickDoubts = 0;
        for (int round = 0; round < 1000; round++) {
            double[] b = random.doubles(64, -1, 1).toArray();
            double[] sum = random.doubles(64, -9, 9).toArray();
            int a = random.nextInt(7) - 3;
            quickDoubts += doubts(a, b, sum, EmulatedSteps::quick);
            assertEquals(0, doubts(a, b, sum, FusedTest::careful), "seed " + SEED + ", round " + round);
        }
        assertTrue(quickDoubts > 1000, quickDoubts + " doubts");
    }

    /** Products of floats are doubles as they are, and so are those of any double and a power of two. */
    @Test
    void exact_rows() {
        Random random = new Random(SEED);
        for (int round = 0; round < 1000; round++) {
            double[] b = random.doubles(64, -1, 1).toArray();
            double power = Math.scalb(1.0, random.nextInt(20) - 10);
            assertTrue(isPower(power) && isPower(0) && !isPower(b[0]));
            assertEquals(0, doubts(power, b, b, FusedTest::exact));
            assertEquals(0, doubts(0, b, b, FusedTest::exact));
            double[] floats = random.doubles(64, -1, 1).map(x -> (float) x).toArray();
            float factor = (float) random.nextGaussian();
            assertEquals(factor, EmulatedSteps.high(factor));
            assertEquals(0, doubts(factor, floats, b, FusedTest::exact));
        }
    }

    private static boolean isPower(double x) {
        return EmulatedSteps.isPower(Double.doubleToRawLongBits(x));
    }

    private static void careful(double[] sum, double[] doubt, double[] bh, double[] bl, double ah, double al, int n) {
        EmulatedSteps.careful(sum, doubt, new double[n], new double[n], bh, bl, ah, al, n);
    }

    private static void exact(double[] sum, double[] doubt, double[] bh, double[] bl, double ah, double al, int n) {
        EmulatedSteps.exact(sum, bh, bl, ah + al, n);
    }

    private static double factor(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3) - 1;
            case 1 -> -0.0;
            case 2 -> Math.scalb(1 + random.nextInt(1 << 27) * 0x1p-26, random.nextInt(8) - 4);
            case 3 -> Math.scalb(random.nextGaussian(), random.nextInt(560) - 300);
            case 4 -> (float) random.nextGaussian();
            default -> random.nextGaussian();
        };
    }

    private static double addend(Random random, double x, double y) {
        double product = x * y;
        int half = Math.max(-1000, Math.min(1000, Math.getExponent(product))) + random.nextInt(112) - 56;
        return switch (random.nextInt(12)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> -product;
            case 3 -> Math.nextUp(-product);
            case 4 -> Math.scalb(random.nextInt(5) - 2.0, half);
            case 5 -> Math.scalb(random.nextGaussian(), half);
            case 6 -> Math.scalb(random.nextGaussian(), random.nextInt(1000) - 500); // as chains may be
            case 7 -> product * (1 + random.nextInt(9) * 0x1p-52);
            case 8 -> toMiddle(random, x, y);
            case 9 ->
                random.nextBoolean() ? Math.nextUp(toMiddle(random, x, y)) : Math.nextDown(toMiddle(random, x, y));
            default -> random.nextGaussian();
        };
    }

    /** From the product to a middle between two doubles near it, as exactly as a double can. */
    private static double toMiddle(Random random, double x, double y) {
        double product = x * y;
        double middle = (1 + 2 * random.nextInt(4)) * Math.ulp(product) / 2;
        return (random.nextBoolean() ? middle : -middle) - Math.fma(x, y, -product);
    }

    @Test
    void what_a_row_leaves_to_others() {
        for (double x : new double[] {0x1p-331, -0x1p-331, Double.MIN_VALUE, -Double.MIN_NORMAL}) {
            assertFalse(EmulatedSteps.isInRange(x));
        }
        for (double x : new double[] {0x1p-330, -0x1p-329, 0.0, -0.0, 1, -Double.MAX_VALUE}) {
            assertTrue(EmulatedSteps.isInRange(x));
        }
    }

    @Test
    void special_values() {
        double[] values = {
            0.0,
            -0.0,
            1,
            -1,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            -Double.MAX_VALUE,
            0x1p900,
            0x1p-900,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            0x1p103,
            0x1p-75,
            0x1.000002p0,
            1 - 0x1p-24
        };
        for (double x : values) {
            for (double y : values) {
                for (double z : values) {
                    check(x, y, z);
                    check((float) x, (float) y, (float) z);
                }
            }
        }
    }

    private static void check(float x, float y, float z) {
        assertEquals(
                Float.floatToIntBits(Math.fma(x, y, z)),
                Float.floatToIntBits(Fused.emulated(x, y, z)),
                () -> "seed " + SEED + ": fma(" + x + "f, " + y + "f, " + z + "f)");
    }

    private static void check(double x, double y, double z) {
        assertEquals(
                Double.doubleToLongBits(Math.fma(x, y, z)),
                Double.doubleToLongBits(Fused.emulated(x, y, z)),
                () -> "seed " + SEED + ": fma(" + x + ", " + y + ", " + z + ")");
    }
}
