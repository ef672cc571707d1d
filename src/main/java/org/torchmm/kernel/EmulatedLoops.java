package org.torchmm.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@link DoubleLoops} where {@link Math#fma} is no instruction: the same sums in the same order by {@link EmulatedRow}, over so many
 * elements of c at once that its loops are long. Chains that it doubts are added up again, one by one.
 */
final class EmulatedLoops implements Loops<double[]> {

    static final EmulatedLoops INSTANCE = new EmulatedLoops();

    /** Chains side by side. */
    // Tried: 512: a block of b no longer stays in L2.
    private static final int WIDTH = 256;

    /** Chains of {@link Summation#LANES}. */
    private static final int LANES = 64 / Double.BYTES;

    /** Steps of k whose b is copied at a time. */
    private static final int DEPTH = Summation.KC;

    private EmulatedLoops() {}

    @Override
    public void separate(Product<double[]> p, int from, int to) {
        DoubleLoops.INSTANCE.separate(p, from, to);
    }

    /** Some rows of c, as many as are {@link #WIDTH} long together; a row of b is copied as often, side by side. */
    @Override
    public void blocked(Product<double[]> p, int q, int i0, int i1) {
        int nc = Math.min(WIDTH, p.n());
        int mc = Math.min(WIDTH / nc, i1 - i0);
        Split chains = Summation.chains(p.k());
        Block block = Block.take(chains.most(), nc, mc * nc);
        for (int j0 = 0; j0 < p.n(); j0 += nc) {
            int n = Math.min(nc, p.n() - j0);
            for (int chain = 0; chain < chains.chunks(); chain++) {
                int k0 = chains.from(chain);
                int kc = chains.to(chain) - k0;
                block.copyRows(p.b(), q, k0, kc, j0, n);
                for (int i = i0; i < i1; i += mc) {
                    int m = Math.min(mc, i1 - i);
                    rows(p.a(), q, i, m, k0, kc, n, block);
                    for (int row = 0; row < m; row++) {
                        DoubleLoops.store(p.c(), q, i + row, j0, n, block.row.sum, row * n, k0 > 0);
                    }
                }
            }
        }
        Block.giveBack(block);
    }

    private static void rows(Matrices<double[]> a, int q, int i, int m, int k0, int kc, int n, Block block) {
        int column = a.columnStride();
        int from = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * column;
        double[] data = a.data();
        EmulatedRow row = block.row;
        row.begin(m * n);
        for (int k = 0; k < kc; k++) {
            for (int r = 0; r < m; r++) {
                double x = data[from + r * a.rowStride() + k * column];
                Arrays.fill(block.a, r * n, r * n + n, x);
                if (!EmulatedRow.isInRange(x)) {
                    row.doubt(r * n, r * n + n);
                }
            }
            if (m == 1) {
                row.multiplyAdd(block.a, block.b[k], block.bHigh[k], n);
            } else {
                repeat(block.b[k], n, m, block.manyB);
                repeat(block.bHigh[k], n, m, block.manyHigh);
                row.multiplyAdd(block.a, block.manyB, block.manyHigh, m * n);
            }
        }
        for (int at = 0; at < m * n; at++) {
            if (row.isDoubtful(at) || block.isOutOfRange[at % n]) {
                int ai = from + at / n * a.rowStride();
                double sum = 0;
                for (int k = 0; k < kc; k++) {
                    sum = Fused.multiplyAdd(data[ai + k * column], block.b[k][at % n], sum);
                }
                row.sum[at] = sum;
            }
        }
    }

    private static void repeat(double[] source, int n, int times, double[] many) {
        for (int time = 0; time < times; time++) {
            System.arraycopy(source, 0, many, time * n, n);
        }
    }

    /** The lanes of some columns. */
    @Override
    public void lanes(Product<double[]> p, int q, int j0, int j1) {
        int most = Math.min(WIDTH / LANES, j1 - j0);
        int steps = p.k() / LANES;
        Block block = new Block(Math.min(DEPTH, steps), most * LANES, most * LANES);
        EmulatedRow[] rows = new EmulatedRow[p.m()];
        Arrays.setAll(rows, i -> new EmulatedRow(most * LANES));
        for (int j = j0; j < j1; j += most) {
            int n = Math.min(most, j1 - j);
            for (int step = 0; step < steps; step += DEPTH) {
                int kc = Math.min(DEPTH, steps - step);
                block.copyColumns(p.b(), q, step * LANES, kc, j, n);
                for (int i = 0; i < p.m(); i++) {
                    if (step == 0) {
                        rows[i].begin(n * LANES);
                    }
                    lanes(p.a(), q, i, step * LANES, kc, n, block, rows[i]);
                }
            }
            for (int i = 0; i < p.m(); i++) {
                for (int column = 0; column < n; column++) {
                    dot(p, q, i, j + column, rows[i], column * LANES);
                }
            }
        }
    }

    private static void lanes(Matrices<double[]> a, int q, int i, int k0, int kc, int n, Block block, EmulatedRow row) {
        int from = a.offset() + q * a.batchStride() + i * a.rowStride() + k0;
        int all = n * LANES;
        for (int k = 0; k < kc; k++) {
            System.arraycopy(a.data(), from + k * LANES, block.a, 0, LANES);
            for (int have = LANES; have < all; have *= 2) {
                System.arraycopy(block.a, 0, block.a, have, Math.min(have, all - have));
            }
            for (int lane = 0; lane < LANES; lane++) {
                if (!EmulatedRow.isInRange(block.a[lane])) {
                    row.doubt(0, all);
                }
            }
            row.multiplyAdd(block.a, block.b[k], block.bHigh[k], all);
        }
        for (int at = 0; at < all; at++) {
            if (block.isOutOfRange[at]) {
                row.doubt(at, at + 1);
            }
        }
    }

    /** The lanes' sums of an element made one, as {@link DoubleLoops} does it. */
    private static void dot(Product<double[]> p, int q, int i, int j, EmulatedRow row, int at) {
        Matrices<double[]> c = p.c();
        double[] a = p.a().data();
        double[] b = p.b().data();
        int ao = p.a().offset() + q * p.a().batchStride() + i * p.a().rowStride();
        int bo = p.b().offset() + q * p.b().batchStride() + j * p.b().columnStride();
        int whole = p.k() - p.k() % LANES;
        double[] sums = row.sum;
        for (int lane = 0; lane < LANES; lane++) {
            if (row.isDoubtful(at + lane)) {
                double sum = 0;
                for (int k = lane; k < whole; k += LANES) {
                    sum = Fused.multiplyAdd(a[ao + k], b[bo + k], sum);
                }
                sums[at + lane] = sum;
            }
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                sums[at + lane] += sums[at + lane + half];
            }
        }
        double sum = sums[at];
        for (int k = whole; k < p.k(); k++) {
            sum = Fused.multiplyAdd(a[ao + k], b[bo + k], sum);
        }
        c.data()[c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride()] = sum;
    }

    /** Rows of factors: of b for some steps, and the upper halves of their digits; of a for one. */
    private static final class Block {

        /** The last one that was let go: memory that a JVM touches for the first time costs more than the sums of small matrices. */
        private static final AtomicReference<Block> SPARE = new AtomicReference<>();

        final double[] a;
        final double[][] b;
        final double[][] bHigh;
        /** A row of b as often as a row of c is worked on, and its upper halves. */
        final double[] manyB;

        final double[] manyHigh;
        /** Where one of b's factors is, column by column. */
        final boolean[] isOutOfRange;

        final EmulatedRow row;

        private Block(int depth, int n, int width) {
            a = new double[width];
            b = new double[depth][n];
            bHigh = new double[depth][n];
            manyB = new double[width];
            manyHigh = new double[width];
            isOutOfRange = new boolean[n];
            row = new EmulatedRow(width);
        }

        /** Of so many rows of n columns or more, and rows of c that are {@code width} long together. */
        static Block take(int depth, int n, int width) {
            Block spare = SPARE.getAndSet(null);
            boolean isEnough = spare != null
                    && spare.b.length >= depth
                    && spare.isOutOfRange.length >= n
                    && spare.a.length >= width;
            return isEnough ? spare : new Block(depth, n, width);
        }

        static void giveBack(Block block) {
            SPARE.set(block);
        }

        void copyRows(Matrices<double[]> source, int q, int k0, int kc, int j0, int n) {
            DoubleLoops.copyBlock(source, q, k0, kc, j0, n, b);
            look(kc, n);
        }

        /** n columns of kc times {@link #LANES} rows: of each step the lanes of one column after the other. */
        void copyColumns(Matrices<double[]> source, int q, int k0, int kc, int j0, int n) {
            int from = source.offset() + q * source.batchStride() + k0 + j0 * source.columnStride();
            for (int j = 0; j < n; j++) {
                int column = from + j * source.columnStride();
                for (int k = 0; k < kc; k++) {
                    System.arraycopy(source.data(), column + k * LANES, b[k], j * LANES, LANES);
                }
            }
            look(kc, n * LANES);
        }

        private void look(int kc, int width) {
            Arrays.fill(isOutOfRange, false);
            for (int k = 0; k < kc; k++) {
                EmulatedRow.high(b[k], bHigh[k], width);
                for (int at = 0; at < width; at++) {
                    isOutOfRange[at] |= !EmulatedRow.isInRange(b[k][at]);
                }
            }
        }
    }
}
