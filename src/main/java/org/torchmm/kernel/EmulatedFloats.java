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

    /** Rows to be careful with at once after one that was in doubt. */
    private static final int AFTER_DOUBT = 15;

    private EmulatedFloats() {}

    @Override
    public void separate(Product<float[]> p, int from, int to) {
        FloatLoops.INSTANCE.separate(p, from, to);
    }

    @Override
    void blocked(Product<float[]> p, int q, int i0, int i1, int j0, int j1) {
        int nc = Math.min(WIDTH, j1 - j0);
        Split split = Summation.chains(p.k());
        Room room = Room.borrow(split.most());
        double[][] b = room.b;
        double[] a = room.a;
        double[] sum = room.sum;
        float[] row = room.row;
        int careful = room.careful;
        for (int j = j0; j < j1; j += nc) {
            int n = Math.min(nc, j1 - j);
            for (int chain = 0; chain < split.chunks(); chain++) {
                int k0 = split.from(chain);
                int kc = split.to(chain) - k0;
                copy(p.b(), q, k0, kc, j, n, b);
                for (int i = i0; i < i1; i++) {
                    copy(p.a(), q, i, k0, kc, a);
                    if (careful == 0 && quick(a, b, kc, sum, n) < 0) {
                        careful = AFTER_DOUBT;
                    }
                    if (careful > 0) {
                        careful--;
                        if (careful(a, b, kc, sum, n) < 0) {
                            surely(a, b, kc, sum, n);
                        }
                    }
                    for (int at = 0; at < n; at++) {
                        row[at] = (float) sum[at];
                    }
                    FloatLoops.store(p.c(), q, i, j, n, row, 0, k0 > 0);
                }
            }
        }
        room.careful = careful;
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

    private static void copy(Matrices<float[]> a, int q, int i, int k0, int kc, double[] to) {
        int from = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * a.columnStride();
        for (int k = 0; k < kc; k++) {
            to[k] = a.data()[from + k * a.columnStride()];
        }
    }

    private static long quick(double[] a, double[][] b, int kc, double[] sum, int n) {
        Arrays.fill(sum, 0, n, 0);
        long doubt = 0;
        for (int k = 0; k + 1 < kc; k += 2) {
            doubt |= EmulatedFloatSteps.quick(sum, b[k], b[k + 1], a[k], a[k + 1], n);
        }
        last(a, b, kc, sum, n);
        return doubt;
    }

    private static long careful(double[] a, double[][] b, int kc, double[] sum, int n) {
        Arrays.fill(sum, 0, n, 0);
        long doubt = 0;
        for (int k = 0; k + 1 < kc; k += 2) {
            doubt |= EmulatedFloatSteps.careful(sum, b[k], b[k + 1], a[k], a[k + 1], n);
        }
        last(a, b, kc, sum, n);
        return doubt;
    }

    /** An odd step, one by one. */
    private static void last(double[] a, double[][] b, int kc, double[] sum, int n) {
        if (kc % 2 > 0) {
            step(a, b, kc - 1, sum, n);
        }
    }

    private static void surely(double[] a, double[][] b, int kc, double[] sum, int n) {
        Arrays.fill(sum, 0, n, 0);
        for (int k = 0; k < kc; k++) {
            step(a, b, k, sum, n);
        }
    }

    private static void step(double[] a, double[][] b, int k, double[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = Fused.multiplyAdd((float) a[k], (float) b[k][j], (float) sum[j]);
        }
    }

    @Override
    public void lanes(Product<float[]> p, int q, int j0, int j1) {
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
        final double[] a;
        final double[] sum = new double[WIDTH];
        final float[] row = new float[WIDTH];
        /** Rows to be careful with, as the last ones were in doubt. */
        int careful;

        private Room(int depth) {
            b = new double[depth][WIDTH];
            a = new double[depth];
        }

        static Room borrow(int depth) {
            Room room = IDLE.take();
            return room != null && room.a.length >= depth ? room : new Room(depth);
        }

        void giveBack() {
            IDLE.give(this);
        }
    }
}
