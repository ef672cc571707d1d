package org.torchmm.kernel;

/**
 * Whether the numbers of a product have so few digits that nothing but a step's last addition, s + t of {@link EmulatedSteps}, rounds.
 *
 * <p>With every element of a a multiple of 2^p and of b of 2^q, all products, their parts and all sums are multiples of u = 2^(p + q), as
 * rounding to fewer digits leaves them. So an addition whose result is below 2^53 u loses nothing. e is no more than half a digit of a sum
 * of k products; {@code a bl} and {@code al bh} are bounded by the largest of each, and so is t, by e and the two.
 */
final class EmulatedDigits {

    /** What is less may not be a number with all its digits. */
    private static final int LEAST_EXPONENT = -1000;

    /** Numbers of a first row and column that say of most products that they have more. */
    private static final int FIRST = 64;

    /** More than any exponent. */
    private static final int NONE = 1 << 20;

    private final Product<double[]> p;
    private final int q;
    private final int i0;
    private final int i1;
    private final int j0;
    private final int j1;

    private boolean isAsked;
    private boolean areFew;

    /** For rows and columns of c of matrix {@code q}. */
    EmulatedDigits(Product<double[]> p, int q, int i0, int i1, int j0, int j1) {
        this.p = p;
        this.q = q;
        this.i0 = i0;
        this.i1 = i1;
        this.j0 = j0;
        this.j1 = j1;
    }

    /** False while nobody asked. */
    boolean areKnownToBeFew() {
        return areFew;
    }

    /** Reads all the numbers the first time. */
    boolean areFew() {
        if (!isAsked) {
            isAsked = true;
            Numbers a = new Numbers();
            Numbers b = new Numbers();
            a.read(p.a().data(), start(p.a(), i0, 0), p.a().columnStride(), Math.min(FIRST, p.k()));
            b.read(p.b().data(), start(p.b(), 0, j0), p.b().rowStride(), Math.min(FIRST, p.k()));
            areFew = areFew(a, b) && read(p.a(), i0, i1, 0, p.k(), a, b) && read(p.b(), 0, p.k(), j0, j1, b, a);
        }
        return areFew;
    }

    /** Row by row or column by column, as they lie in memory, until there are too many digits. */
    private boolean read(Matrices<double[]> x, int r0, int r1, int c0, int c1, Numbers of, Numbers others) {
        boolean isAcross = c1 - c0 == 1 || r1 - r0 > 1 && x.columnStride() > x.rowStride();
        int start = start(x, r0, c0);
        int lines = isAcross ? c1 - c0 : r1 - r0;
        int from = isAcross ? x.columnStride() : x.rowStride();
        for (int line = 0; line < lines; line++) {
            if (isAcross) {
                of.read(x.data(), start + line * from, x.rowStride(), r1 - r0);
            } else {
                of.read(x.data(), start + line * from, x.columnStride(), c1 - c0);
            }
            if (!areFew(of, others)) {
                return false;
            }
        }
        return true;
    }

    private int start(Matrices<double[]> x, int row, int column) {
        return x.offset() + q * x.batchStride() + row * x.rowStride() + column * x.columnStride();
    }

    private boolean areFew(Numbers a, Numbers b) {
        if (Math.min(a.exponent, b.exponent) < LEAST_EXPONENT / 2) {
            return false;
        }
        double unit = Double.longBitsToDouble(1023L + Math.min(0, a.exponent + b.exponent) << 52);
        double e = (p.k() + 1.0) * a.most * b.most * 0x1p-52;
        return e + 2 * (a.most * b.mostLow + a.mostLow * b.most) <= 0x1p52 * unit; // NaN is no
    }

    /** What an operand's numbers are multiples of, and bounds of them and of their lower halves. */
    private static final class Numbers {

        private int exponent = NONE / 4;
        private double most;
        private double mostLow;

        void read(double[] data, int from, int step, int n) {
            long least = NONE;
            long largest = 0;
            long all = 0;
            for (int j = 0, at = from; j < n; j++, at += step) {
                long bits = Double.doubleToRawLongBits(data[at]) & Long.MAX_VALUE;
                long ofZero = bits - 1 >> 63 & NONE;
                least = Math.min(least, (bits >>> 52) + Long.numberOfTrailingZeros(bits | 1L << 52) + ofZero);
                largest = Math.max(largest, bits);
                all |= bits;
            }
            exponent = (int) Math.min(exponent, least - 1075);
            most = Math.max(most, Double.longBitsToDouble(largest)); // NaN stays
            if (!EmulatedSteps.isShort(all)) {
                mostLow = Math.max(mostLow, most * 0x1p-26);
            }
        }
    }
}
