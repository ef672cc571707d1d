package org.torchmm.kernel;

import java.util.Arrays;

/**
 * {@link DoubleLoops} where {@link Math#fma} is no instruction: the same sums in the same order by {@link EmulatedSteps}, over so many
 * elements of c at once that its loops are long. Chains that it doubts are added up again, one by one.
 */
final class EmulatedLoops extends EmulatedSums<double[]> {

    static final EmulatedLoops INSTANCE = new EmulatedLoops();

    /** Chains of {@link Summation#LANES}. */
    private static final int LANES = 64 / Double.BYTES;

    /** Steps of k whose b is copied at a time. */
    private static final int DEPTH = Summation.KC;

    private EmulatedLoops() {}

    @Override
    public void separate(Product<double[]> p, int from, int to) {
        DoubleLoops.INSTANCE.separate(p, from, to);
    }

    @Override
    void blocked(Product<double[]> p, int q, int i0, int i1, int j0, int j1) {
        int nc = Math.min(WIDTH, j1 - j0);
        Split split = Summation.chains(p.k());
        try (EmulatedRoom room = EmulatedRoom.borrow(split.most(), nc, 0, LANES)) {
            for (int j = j0; j < j1; j += nc) {
                int n = Math.min(nc, j1 - j);
                room.chains.begin(new EmulatedDigits(p, q, i0, i1, j, j + n));
                for (int chain = 0; chain < split.chunks(); chain++) {
                    int k0 = split.from(chain);
                    int k1 = split.to(chain);
                    room.block.copy(p.b(), q, k0, k1 - k0, j, n);
                    for (int i = i0; i < i1; i++) {
                        Arrays.fill(room.sum[0], 0, n, 0);
                        row(p, q, i, j, n, k0, k1, room, room.isDoubtful[0]);
                        DoubleLoops.store(p.c(), q, i, j, n, room.sum[0], 0, k0 > 0);
                    }
                }
            }
        }
    }

    /** Steps k0 to k1 of one row, from what is in the room's sum on. */
    private static void row(
            Product<double[]> p, int q, int i, int j0, int n, int k0, int k1, EmulatedRoom room, boolean[] isDoubtful) {
        Arrays.fill(isDoubtful, 0, n, false);
        if (room.chains.add(p.a(), q, i, k0, k1 - k0, room.block, n, room.sum, isDoubtful)) {
            return;
        }
        double[] sum = room.sum[0];
        for (int at = 0; at < n; at++) {
            if (isDoubtful[at]) {
                sum[at] = chain(p, q, i, j0 + at, k0, k1, 1, room.chains.before(at));
            }
        }
    }

    @Override
    public void lanes(Product<double[]> p, int q, int j0, int j1) {
        if (j1 - j0 < FEW) {
            fewLanes(p, q, j0, j1);
            return;
        }
        int nc = Math.min(WIDTH, j1 - j0);
        int whole = p.k() - p.k() % LANES;
        try (EmulatedRoom room = EmulatedRoom.borrow(Math.max(LANES, Math.min(DEPTH, whole)), nc, p.m(), LANES)) {
            for (int j = j0; j < j1; j += nc) {
                int n = Math.min(nc, j1 - j);
                room.chains.begin(new EmulatedDigits(p, q, 0, p.m(), j, j + n));
                for (int i = 0; i < p.m(); i++) {
                    begin(room.lanes[i], room.isDoubtful[i], n);
                }
                for (int k = 0; k < whole; k += DEPTH) {
                    int kc = Math.min(DEPTH, whole - k);
                    room.block.copy(p.b(), q, k, kc, j, n);
                    for (int i = 0; i < p.m(); i++) {
                        room.chains.add(p.a(), q, i, k, kc, room.block, n, room.lanes[i], room.isDoubtful[i]);
                    }
                }
                room.block.copy(p.b(), q, whole, p.k() - whole, j, n);
                for (int i = 0; i < p.m(); i++) {
                    addUp(p, q, i, j, n, room.lanes[i], room.isDoubtful[i]);
                    System.arraycopy(room.lanes[i][0], 0, room.sum[0], 0, n);
                    row(p, q, i, j, n, whole, p.k(), room, room.isDoubtful[i]);
                    DoubleLoops.store(p.c(), q, i, j, n, room.sum[0], 0, false);
                }
            }
        }
    }

    /** Few elements: all their chains go on side by side. */
    @Override
    void few(Product<double[]> p, int q, int i0, int i1) {
        Matrices<double[]> a = p.a();
        Matrices<double[]> b = p.b();
        FewElements few = new FewElements(p, q, i0, i1);
        double[] sums = new double[few.count()];
        EmulatedDots.run(
                a.data(), a.columnStride(), few.a, b.data(), b.rowStride(), few.b, few.count(), few.steps, sums);
        for (int x = 0; x < few.count(); x++) {
            if (few.hasOneMore(x)) {
                double last = a.data()[few.a[x] + few.steps * a.columnStride()];
                sums[x] = Fused.multiplyAdd(last, b.data()[few.b[x] + few.steps * b.rowStride()], sums[x]);
            }
            DoubleLoops.store(p.c(), q, few.row(x), few.column(x), 1, sums, x, few.chain(x) > 0);
        }
    }

    private static void fewLanes(Product<double[]> p, int q, int j0, int j1) {
        Matrices<double[]> a = p.a();
        Matrices<double[]> b = p.b();
        int[] as = new int[LANES];
        int[] bs = new int[LANES];
        double[] sums = new double[LANES];
        int steps = p.k() / LANES;
        for (int i = 0; i < p.m(); i++) {
            for (int j = j0; j < j1; j++) {
                for (int lane = 0; lane < LANES; lane++) {
                    as[lane] = a.offset() + q * a.batchStride() + i * a.rowStride() + lane;
                    bs[lane] = b.offset() + q * b.batchStride() + j * b.columnStride() + lane;
                }
                EmulatedDots.run(a.data(), LANES, as, b.data(), LANES, bs, LANES, steps, sums);
                sums[0] = DoubleLoops.addUp(p.k(), a.data(), as[0], b.data(), bs[0], sums);
                DoubleLoops.store(p.c(), q, i, j, 1, sums, 0, false);
            }
        }
    }

    private static void begin(double[][] sums, boolean[] isDoubtful, int n) {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0, n, 0);
        }
        Arrays.fill(isDoubtful, 0, n, false);
    }

    /** Each element's lanes made one, the first, as {@link DoubleLoops} does it. */
    private static void addUp(Product<double[]> p, int q, int i, int j0, int n, double[][] sums, boolean[] isDoubtful) {
        int whole = p.k() - p.k() % LANES;
        for (int at = 0; at < n; at++) {
            for (int lane = 0; isDoubtful[at] && lane < LANES; lane++) {
                sums[lane][at] = chain(p, q, i, j0 + at, lane, whole, LANES, 0);
            }
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                double[] sum = sums[lane];
                double[] other = sums[lane + half];
                for (int at = 0; at < n; at++) {
                    sum[at] += other[at];
                }
            }
        }
    }

    /** Every {@code step}th fused multiply-add of an element from k0 on, one by one. */
    private static double chain(Product<double[]> p, int q, int i, int j, int k0, int k1, int step, double from) {
        Matrices<double[]> a = p.a();
        Matrices<double[]> b = p.b();
        int ai = a.offset() + q * a.batchStride() + i * a.rowStride();
        int bj = b.offset() + q * b.batchStride() + j * b.columnStride();
        double sum = from;
        for (int k = k0; k < k1; k += step) {
            sum = Fused.multiplyAdd(a.data()[ai + k * a.columnStride()], b.data()[bj + k * b.rowStride()], sum);
        }
        return sum;
    }
}
