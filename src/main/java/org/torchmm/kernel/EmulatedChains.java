package org.torchmm.kernel;

import java.util.Arrays;

/**
 * The chains of one row of c over a {@link EmulatedBlock} of b, each with the next step of k in its turn where there are several an
 * element: quickly, and where that leaves much in doubt once more, carefully.
 */
final class EmulatedChains {

    /** Of the elements of a row: those in doubt, above which to add up one by one takes longer than a careful row. */
    private static final int DOUBTFUL = 8;

    /** Rows to be careful with at once after one that was in doubt. */
    private static final int AFTER_DOUBT = 15;

    /** Elements so few that a careful step's vectors cost more than to look at each. */
    // Times a plain loop's of MIXED, UseAVX=0 and -UseFMA: 5x2000x5 4.8, not 6.4, and 5.4, not 6.8.
    // Tried: 24x24x24 so: 3.5, not 3.3, and 3.5, not 2.6.
    private static final int SHORT = 12;

    /** Where arrays of one length begin at one place in a page, a load waits for a store to another. */
    private static final int APART = 24;

    private final double[] high;
    private final double[] low;
    /** The sums before the block, should it have to be done again. */
    private final double[][] before;

    private final double[] doubt;
    /** For a careful step. */
    private final double[] s;

    private final double[] t;

    private EmulatedDigits digits;
    private int careful;
    /** Whether the last product that was asked had few digits, and steps that were not exact. */
    private boolean wereFew;

    /** How a row is added up. */
    private enum Way {
        QUICK,
        CAREFUL,
        FEW
    }

    /** For so many steps, chains an element, and elements. */
    EmulatedChains(int depth, int chains, int n) {
        high = new double[depth];
        low = new double[depth];
        before = new double[chains][n];
        doubt = new double[n + APART];
        s = new double[n + 2 * APART];
        t = new double[n + 3 * APART];
    }

    /** Another product, of which nothing is known but that it comes after those before. */
    void begin(EmulatedDigits digitsOf) {
        digits = digitsOf;
    }

    /**
     * Steps k0 to k0 + kc of row i for n elements; where a sum may be wrong {@code isDoubtful} becomes true.
     *
     * @param sums by chain and element
     * @return whether none may
     */
    boolean add(
            Matrices<double[]> a,
            int q,
            int i,
            int k0,
            int kc,
            EmulatedBlock b,
            int n,
            double[][] sums,
            boolean[] isDoubtful) {
        copy(sums, before, n);
        if (!split(a, q, i, k0, kc)) {
            Arrays.fill(isDoubtful, 0, n, true);
            return false;
        }
        if ((careful > 0 || wereFew) && digits.areFew() || digits.areKnownToBeFew()) {
            wereFew = false;
            steps(b, kc, n, sums, Way.FEW);
            return true;
        }
        wereFew = false;
        if (careful == 0) {
            steps(b, kc, n, sums, Way.QUICK);
            int doubts = countDoubts(b, n, sums);
            if (doubts == 0 && !b.hasOutOfRange) {
                return true;
            }
            if (doubts * DOUBTFUL > n) {
                copy(before, sums, n);
                if (digits.areFew()) {
                    steps(b, kc, n, sums, Way.FEW);
                    return true;
                }
                careful = AFTER_DOUBT + 1;
            }
        }
        if (careful > 0) {
            careful--;
            steps(b, kc, n, sums, Way.CAREFUL);
            countDoubts(b, n, sums);
        }
        for (int j = 0; j < n; j++) {
            isDoubtful[j] |= doubt[j] != 0 || b.isOutOfRange[j]; // NaN too
        }
        return false;
    }

    /** What an element's first chain was before the last steps. */
    double before(int j) {
        return before[0][j];
    }

    private static void copy(double[][] sums, double[][] to, int n) {
        for (int chain = 0; chain < Math.min(sums.length, to.length); chain++) {
            System.arraycopy(sums[chain], 0, to[chain], 0, n);
        }
    }

    /** False where one is out of range. */
    private boolean split(Matrices<double[]> a, int q, int i, int k0, int kc) {
        double[] data = a.data();
        int column = a.columnStride();
        int from = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * column;
        long out = 0;
        for (int k = 0; k < kc; k++) {
            double x = data[from + k * column];
            double h = EmulatedSteps.high(x);
            high[k] = h;
            low[k] = x - h;
            out |= EmulatedSteps.outOfRange(Double.doubleToRawLongBits(x));
        }
        return out >= 0;
    }

    private void steps(EmulatedBlock b, int kc, int n, double[][] sums, Way way) {
        Arrays.fill(doubt, 0, n, 0);
        int last = sums.length - 1; // there are 1 or 8
        for (int k = 0; k < kc; k++) {
            double h = high[k];
            double l = low[k];
            double[] sum = sums[k & last];
            if (b.isOfPowers[k] || l == 0 && (b.isShort[k] || EmulatedSteps.isPower(Double.doubleToRawLongBits(h)))) {
                EmulatedSteps.exact(sum, b.high[k], b.low[k], h + l, n);
            } else if (way == Way.QUICK) {
                EmulatedSteps.quick(sum, doubt, b.high[k], b.low[k], h, l, n);
            } else if (way == Way.FEW) {
                wereFew = true;
                EmulatedSteps.few(sum, b.high[k], b.low[k], h, l, n);
            } else if (n < SHORT) {
                EmulatedSteps.mending(sum, s, t, b.high[k], b.low[k], h, l, n);
            } else {
                EmulatedSteps.careful(sum, doubt, s, t, b.high[k], b.low[k], h, l, n);
            }
        }
    }

    /** Sums that are not finite, as an exact step leaves them without a word, are in doubt too. */
    private int countDoubts(EmulatedBlock b, int n, double[][] sums) {
        for (double[] sum : sums) {
            for (int j = 0; j < n; j++) {
                doubt[j] += Math.abs(sum[j] - sum[j]);
            }
        }
        int doubts = 0;
        for (int j = 0; j < n; j++) {
            doubts += doubt[j] != 0 && !b.isOutOfRange[j] ? 1 : 0;
        }
        return doubts;
    }
}
