package org.torchmm.kernel;

import java.util.Arrays;

/**
 * {@link FloatLoops} where {@link Math#fma} is no instruction: the same sums in the same order by {@link EmulatedFloatSteps}, in doubles.
 * Rows that it doubts are added up again, one fused multiply-add after the other.
 */
final class EmulatedFloats extends EmulatedSums<float[]> {

    static final EmulatedFloats INSTANCE = new EmulatedFloats();

    /** Chains of {@link Summation#LANES}. */
    private static final int LANES = 64 / Float.BYTES;

    /** Steps of k whose b is copied at a time, of {@link Summation#LANES}. */
    private static final int DEPTH = Summation.KC;

    /** Rows that pay for a copy of b, in doubles and row by row, of {@link Summation#LANES}. */
    // Times a plain loop's, and those of dots, of RANDOM and SHORT (17, UseAVX=0): 4x200x200 2.6 (4.1) and
    // 4.1 (4.4), 2x500x500 2.6 (3.6) and 4.4 (3.9), 1x300x300 4.3 (3.8) and 5.0 (4.1).
    private static final int SIDE_BY_SIDE = 3;

    private EmulatedFloats() {}

    @Override
    public void separate(Product<float[]> p, int from, int to) {
        FloatLoops.INSTANCE.separate(p, from, to);
    }

    @Override
    void blocked(Product<float[]> p, int q, int i0, int i1, int j0, int j1) {
        int nc = Math.min(WIDTH, j1 - j0);
        Split split = Summation.chains(p.k());
        Room room = Room.borrow(split.most(), 1, 1);
        double[] sum = room.sums[0][0];
        for (int j = j0; j < j1; j += nc) {
            int n = Math.min(nc, j1 - j);
            for (int chain = 0; chain < split.chunks(); chain++) {
                int k0 = split.from(chain);
                int kc = split.to(chain) - k0;
                copy(p.b(), q, k0, kc, j, n, room.b);
                for (int i = i0; i < i1; i++) {
                    Arrays.fill(sum, 0, n, 0);
                    room.chains.of(p.a(), q, i, k0, kc);
                    room.chains.add(room.b, 0, 1, kc, sum, n);
                    for (int at = 0; at < n; at++) {
                        room.row[at] = (float) sum[at];
                    }
                    FloatLoops.store(p.c(), q, i, j, n, room.row, 0, k0 > 0);
                }
            }
        }
        room.giveBack();
    }

    private static void copy(Matrices<float[]> b, int q, int k0, int kc, int j0, int n, double[][] to) {
        float[] data = b.data();
        int start = b.offset() + q * b.batchStride() + k0 * b.rowStride() + j0 * b.columnStride();
        if (b.columnStride() == 1) {
            for (int k = 0; k < kc; k++) {
                int from = start + k * b.rowStride();
                for (int j = 0; j < n; j++) {
                    to[k][j] = data[from + j];
                }
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            int from = start + j * b.columnStride();
            for (int k = 0; k < kc; k++) {
                to[k][j] = data[from + k * b.rowStride()];
            }
        }
    }

    @Override
    public void lanes(Product<float[]> p, int q, int j0, int j1) {
        if (p.m() < SIDE_BY_SIDE || j1 - j0 < FEW) {
            fewLanes(p, q, j0, j1);
            return;
        }
        int nc = Math.min(WIDTH, j1 - j0);
        int whole = p.k() - p.k() % LANES;
        Room room = Room.borrow(Math.min(DEPTH, whole), p.m(), LANES);
        for (int j = j0; j < j1; j += nc) {
            int n = Math.min(nc, j1 - j);
            for (int i = 0; i < p.m(); i++) {
                for (double[] sum : room.sums[i]) {
                    Arrays.fill(sum, 0, n, 0);
                }
            }
            for (int k = 0; k < whole; k += DEPTH) {
                int kc = Math.min(DEPTH, whole - k);
                copy(p.b(), q, k, kc, j, n, room.b);
                for (int i = 0; i < p.m(); i++) {
                    room.chains.of(p.a(), q, i, k, kc);
                    for (int lane = 0; lane < LANES; lane++) {
                        room.chains.add(room.b, lane, LANES, kc, room.sums[i][lane], n);
                    }
                }
            }
            for (int i = 0; i < p.m(); i++) {
                addUp(p, q, i, j, n, room.sums[i], room.row);
                FloatLoops.store(p.c(), q, i, j, n, room.row, 0, false);
            }
        }
        room.giveBack();
    }

    /** Each element's lanes made one, as {@link FloatLoops} does it. */
    private static void addUp(Product<float[]> p, int q, int i, int j0, int n, double[][] lanes, float[] row) {
        Matrices<float[]> a = p.a();
        Matrices<float[]> b = p.b();
        int ai = a.offset() + q * a.batchStride() + i * a.rowStride();
        int bj = b.offset() + q * b.batchStride() + j0 * b.columnStride();
        float[] sums = new float[LANES];
        for (int at = 0; at < n; at++, bj += b.columnStride()) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] = (float) lanes[lane][at];
            }
            row[at] = FloatLoops.addUp(p.k(), a.data(), ai, b.data(), bj, sums);
        }
    }

    private static void fewLanes(Product<float[]> p, int q, int j0, int j1) {
        Matrices<float[]> a = p.a();
        Matrices<float[]> b = p.b();
        int[] as = new int[LANES];
        int[] bs = new int[LANES];
        float[] sums = new float[LANES];
        int steps = p.k() / LANES;
        for (int i = 0; i < p.m(); i++) {
            for (int j = j0; j < j1; j++) {
                for (int lane = 0; lane < LANES; lane++) {
                    as[lane] = a.offset() + q * a.batchStride() + i * a.rowStride() + lane;
                    bs[lane] = b.offset() + q * b.batchStride() + j * b.columnStride() + lane;
                }
                EmulatedFloatDots.run(a.data(), LANES, as, b.data(), LANES, bs, LANES, steps, sums);
                sums[0] = FloatLoops.addUp(p.k(), a.data(), as[0], b.data(), bs[0], sums);
                FloatLoops.store(p.c(), q, i, j, 1, sums, 0, false);
            }
        }
    }

    /** Few elements: all their chains go on side by side. */
    @Override
    void few(Product<float[]> p, int q, int i0, int i1) {
        Matrices<float[]> a = p.a();
        Matrices<float[]> b = p.b();
        FewElements few = new FewElements(p, q, i0, i1);
        float[] sums = new float[few.count()];
        EmulatedFloatDots.run(
                a.data(), a.columnStride(), few.a, b.data(), b.rowStride(), few.b, few.count(), few.steps, sums);
        for (int x = 0; x < few.count(); x++) {
            if (few.hasOneMore(x)) {
                float last = a.data()[few.a[x] + few.steps * a.columnStride()];
                sums[x] = Fused.multiplyAdd(last, b.data()[few.b[x] + few.steps * b.rowStride()], sums[x]);
            }
            FloatLoops.store(p.c(), q, few.row(x), few.column(x), 1, sums, x, few.chain(x) > 0);
        }
    }

    /** The arrays of a chunk, kept for the next. */
    private static final class Room {

        private static final Idle<Room> IDLE = new Idle<>();

        final double[][] b;
        final EmulatedFloatChains chains;
        /** By row, chain and element. */
        final double[][][] sums;

        final float[] row = new float[WIDTH];

        private Room(int depth, int rows, int lanes) {
            b = new double[depth][WIDTH];
            chains = new EmulatedFloatChains(depth, WIDTH);
            sums = new double[rows][lanes][WIDTH];
        }

        /** For so many steps, rows, and chains of each element, or more. */
        static Room borrow(int depth, int rows, int lanes) {
            Room room = IDLE.take();
            if (room == null) {
                return new Room(depth, rows, lanes);
            }
            boolean isEnough = room.b.length >= depth && room.sums.length >= rows && room.sums[0].length >= lanes;
            return isEnough
                    ? room
                    : new Room(
                            Math.max(depth, room.b.length),
                            Math.max(rows, room.sums.length),
                            Math.max(lanes, room.sums[0].length));
        }

        void giveBack() {
            IDLE.give(this);
        }
    }
}
