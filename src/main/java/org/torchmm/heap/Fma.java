package org.torchmm.heap;

/**
 * x * y + z, rounded once: {@link Math#fma} where the processor has it, and else the same bits by other arithmetic. Without
 * hardware {@code Math.fma} goes through {@code BigDecimal} and takes 60 us.
 *
 * <p>Source of the emulations: S. Boldo and G. Melquiond, Emulation of a FMA and correctly rounded sums: proved algorithms using
 * rounding to odd, 2008.
 */
final class Fma {

    /** How long {@link #CALLS} may take by hardware, interpreted too: a tenth of what BigDecimal needs, and ten times what it does. */
    private static final long NANOSECONDS = 20_000;

    private static final int CALLS = 16;

    /** Constant for the compilers, so that a loop over {@link #multiplyAdd} becomes vectors. A wrong guess costs time alone. */
    private static final boolean IS_HARDWARE = isFast();

    private static volatile float result;

    private Fma() {}

    static float multiplyAdd(float x, float y, float z) {
        return IS_HARDWARE ? Math.fma(x, y, z) : emulated(x, y, z);
    }

    static double multiplyAdd(double x, double y, double z) {
        return IS_HARDWARE ? Math.fma(x, y, z) : emulated(x, y, z);
    }

    /**
     * The product of two floats is exact in double. The sum is rounded to double and then to float, which differs from one
     * rounding only where the double falls halfway between two floats and was itself rounded, or where it is subnormal as a
     * float: there the double is first rounded to odd, which no second rounding can harm.
     */
    static float emulated(float x, float y, float z) {
        double product = (double) x * y;
        double sum = product + z;
        boolean isHalfway = (Double.doubleToRawLongBits(sum) & 0x1fffffff) == 0x10000000;
        if (isHalfway || Math.abs(sum) < Float.MIN_NORMAL) {
            return (float) roundedToOdd(product, z, sum);
        }
        return (float) sum;
    }

    /** Of numbers whose product and its error are neither too large nor too small; others take the slow way. */
    static double emulated(double x, double y, double z) {
        if (!isMiddling(x, 400) || !isMiddling(y, 400) || z != 0 && !isMiddling(z, 800)) {
            return Math.fma(x, y, z);
        }
        double product = x * y;
        double error = productError(x, y, product);
        double low = z + error;
        double lostLow = sumError(z, error, low);
        double high = product + low;
        double lostHigh = sumError(product, low, high);
        return high + roundedToOdd(lostLow, lostHigh, lostLow + lostHigh);
    }

    private static boolean isMiddling(double value, int exponent) {
        return Math.abs(Math.getExponent(value)) <= exponent;
    }

    /** Dekker's. */
    private static double productError(double x, double y, double product) {
        double x1 = upperHalf(x);
        double y1 = upperHalf(y);
        double x2 = x - x1;
        double y2 = y - y1;
        return x2 * y2 - (product - x1 * y1 - x2 * y1 - x1 * y2);
    }

    private static double upperHalf(double value) {
        double scaled = value * ((1 << 27) + 1);
        return scaled - (scaled - value);
    }

    /** Knuth's. */
    private static double sumError(double a, double b, double sum) {
        double part = sum - a;
        return a - (sum - part) + (b - part);
    }

    /** The double next to {@code a + b}, towards what {@code sum} lost, whose last bit is set; {@code sum} where it is exact. */
    private static double roundedToOdd(double a, double b, double sum) {
        double lost = sumError(a, b, sum);
        long bits = Double.doubleToRawLongBits(sum);
        if (lost == 0 || (bits & 1) != 0) {
            return sum;
        }
        return Double.longBitsToDouble(lost > 0 == sum > 0 ? bits + 1 : bits - 1);
    }

    private static boolean isFast() {
        for (int attempt = 0; attempt < 5; attempt++) { // the first ones may have been interrupted
            long start = System.nanoTime();
            float sum = 1;
            for (int i = 0; i < CALLS; i++) {
                sum = Math.fma(sum, 1.0000001f, 1e-9f);
            }
            result = sum;
            if (System.nanoTime() - start < NANOSECONDS) {
                return true;
            }
        }
        return false;
    }
}
