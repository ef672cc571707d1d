package org.torchmm.kernel;

/**
 * Internal: x * y + z, rounded once where the element type rounds. Overloads, so that one source serves four element types.
 *
 * <p>Where the processor has no such instruction, or the JVM does not use it, {@link Math#fma} computes with {@code BigDecimal}, 10 to 100
 * us a number. There a few more operations give the same bits in nanoseconds.
 */
public final class Fused {

    private static final boolean IS_INSTRUCTION = isInstruction();

    /** 4 in {@code BigDecimal} take more than 100 us; an instruction, 0.1 us even interpreted. */
    private static final long BOUND_NANOS = 10_000;

    /** The bits of a double beyond a float, and those of a float's half unit in the last place. */
    private static final long BEYOND_FLOAT = (1L << 29) - 1;

    private static final long HALF = 1L << 28;

    private static final long TINY_FLOAT = 2 * Double.doubleToRawLongBits(Float.MIN_NORMAL) - 1;

    /** Half a double's digits: times this, and back, leaves the upper half. */
    static final double SPLIT = 0x1p27 + 1;

    /** The lower half of a larger product is a number as it is. */
    static final double SMALL = 0x1p-900;

    private Fused() {}

    /** Whether it is one instruction; a slow guess costs speed, and never a bit. */
    public static boolean isFast() {
        return IS_INSTRUCTION;
    }

    private static boolean isInstruction() {
        float sum = 0;
        boolean isFast = false;
        for (int attempt = 0; attempt < 8 && !isFast; attempt++) { // the first may have to wait for a processor
            long begin = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                sum = Math.fma(1.1f + i, 1.3f, sum);
            }
            isFast = System.nanoTime() - begin < BOUND_NANOS;
        }
        return isFast && sum > 0;
    }

    public static float multiplyAdd(float x, float y, float z) {
        return IS_INSTRUCTION ? Math.fma(x, y, z) : emulated(x, y, z);
    }

    public static double multiplyAdd(double x, double y, double z) {
        return IS_INSTRUCTION ? Math.fma(x, y, z) : emulated(x, y, z);
    }

    public static int multiplyAdd(int x, int y, int z) {
        return x * y + z;
    }

    public static long multiplyAdd(long x, long y, long z) {
        return x * y + z;
    }

    /** A double holds the product as it is. */
    static float emulated(float x, float y, float z) {
        return add((double) x * y, z);
    }

    /**
     * The product of two floats and a float. Rounding the sum twice, to a double and then to a float, goes wrong only where the first
     * time ends in the middle between two floats, or below the normal ones, whose middles are elsewhere.
     */
    static float add(double product, double z) {
        double sum = product + z;
        long bits = Double.doubleToRawLongBits(sum);
        boolean isMiddle = (bits & BEYOND_FLOAT) == HALF;
        boolean isTiny = Long.compareUnsigned(2 * bits - 1, TINY_FLOAT) < 0; // 0 is not
        return isMiddle || isTiny ? (float) odd(sum, lost(product, z, sum)) : (float) sum;
    }

    /**
     * The product as the sum of two doubles (Dekker, Veltkamp), z added to the larger, and what that loses to the smaller. Rounding twice
     * goes wrong only where the last sum is in the middle between two doubles; there what comes before is rounded to odd (Boldo and
     * Melquiond, <i>Emulation of a FMA and correctly rounded sums</i>, 2008).
     */
    // Tried: rounding to odd always, and bounds for each operand: 3 times as long.
    static double emulated(double x, double y, double z) {
        double product = x * y;
        double xt = x * SPLIT;
        double xh = xt - (xt - x);
        double xl = x - xh;
        double yt = y * SPLIT;
        double yh = yt - (yt - y);
        double yl = y - yh;
        double low = xl * yl - (((product - xh * yh) - xl * yh) - xh * yl);
        double sum = product + z;
        double lost = lost(product, z, sum);
        double rest = lost + low;
        double result = sum + rest;
        // else a part of the product was below the smallest number, or something overflowed
        if (Math.abs(product) > SMALL && Math.abs(result) <= Double.MAX_VALUE) {
            double twice = 2 * (rest - (result - sum)); // what the result lacks, twice
            boolean isMiddle = twice != 0 && (result + twice) - result == twice;
            return isMiddle ? addOdd(sum, lost, low, rest) : result;
        }
        // which is quick where an operand is infinite or NaN, but not where a factor is zero
        return x == 0 || y == 0 ? product + z : Math.fma(x, y, z);
    }

    /** sum + (x + y), rounded once; rest is x + y, rounded, and much smaller than sum where that lost something. */
    static double addOdd(double sum, double x, double y, double rest) {
        return sum + odd(rest, lost(x, y, rest));
    }

    /** What x + y has and sum, its rounded value, has not (Knuth); NaN where the sum is not finite. */
    private static double lost(double x, double y, double sum) {
        double ofY = sum - x;
        return (x - (sum - ofY)) + (y - ofY);
    }

    /** A rounded value that lost something: of its two neighbours in the format, the one whose last bit is 1. */
    private static double odd(double rounded, double lost) {
        if (!(Math.abs(lost) > 0)) {
            return rounded;
        }
        long bits = Double.doubleToRawLongBits(rounded);
        long towards = (bits ^ Double.doubleToRawLongBits(lost)) >> 63 | 1; // 1 away from zero, -1 to it
        return Double.longBitsToDouble(bits + (towards & -(~bits & 1)));
    }
}
