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
            Numbers a = new Numbers(p.a(), q, i0, i1, 0, p.k());
            areFew = a.fits() && areFew(a, new Numbers(p.b(), q, 0, p.k(), j0, j1));
        }
        return areFew;
    }

    private boolean areFew(Numbers a, Numbers b) {
        if (!b.fits() || a.exponent + b.exponent < LEAST_EXPONENT) {
            return false;
        }
        double unit = Math.scalb(1.0, Math.min(0, a.exponent + b.exponent));
        double e = (p.k() + 1.0) * a.most * b.most * 0x1p-52;
        return e + a.most * b.mostLow + 2 * a.mostLow * b.most <= 0x1p52 * unit; // NaN is no
    }

    /** What an operand's numbers are multiples of, and the largest of them and of their lower halves. */
    private static final class Numbers {

        private int exponent = Integer.MAX_VALUE / 2;
        private double most;
        private double mostLow;

        Numbers(Matrices<double[]> x, int q, int r0, int r1, int c0, int c1) {
            double[] data = x.data();
            for (int r = r0; r < r1; r++) {
                int at = x.offset() + q * x.batchStride() + r * x.rowStride() + c0 * x.columnStride();
                for (int c = c0; c < c1; c++, at += x.columnStride()) {
                    look(data[at]);
                }
            }
        }

        private void look(double x) {
            long bits = Double.doubleToRawLongBits(x);
            if (bits << 1 != 0) {
                int last = (int) (bits >>> 52 & 0x7ff) - 1075 + Long.numberOfTrailingZeros(bits | 1L << 52);
                exponent = Math.min(exponent, last);
            }
            double h = EmulatedSteps.high(x);
            most = Math.max(most, Math.abs(x));
            mostLow = Math.max(mostLow, Math.abs(x - h));
        }

        boolean fits() {
            return exponent > LEAST_EXPONENT / 2;
        }
    }
}
