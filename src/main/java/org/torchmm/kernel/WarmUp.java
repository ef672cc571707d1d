package org.torchmm.kernel;

import java.util.BitSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.torchmm.kernel.Tiles.Sum;

/**
 * Runs tiles in the background until C2 has compiled them; until then {@link VectorLoops} hands their products to the
 * scalar loops, whose bits are the same.
 *
 * <p>An interpreted vector is an object: a tile that is not yet compiled is a thousand times slower than one that is (1
 * GFLOP/s in the first 0.7 s of a JVM). Practised on a depth of a few k, a tile is compiled after 50 to 200 ms of one
 * thread. Only tiles that a product has asked for are practised; a tile that stays slow, such as one of long vectors
 * where the machine has no such multiplication, is never used.
 */
final class WarmUp<A> {

    private static final int DOTS = Sum.values().length << 8;
    private static final int PACK = DOTS + 1;
    private static final int ADD = PACK + 1;
    private static final int TRANSPOSE = ADD + 1;
    private static final int KINDS = TRANSPOSE + 1;

    /** Steps of k in practice: few, so that the many calls that the compiler waits for are short. */
    private static final int DEPTH = 3;

    /** Matrices in practice: a loop that was never seen to go round is compiled away, and the first batch falls back. */
    private static final int BATCH = 2;

    private static final int ROUND = 50;

    /** Rounds after which the tile is in C2's queue: from here on calls would only take the compiler's time. */
    private static final int QUEUED = 400;

    /**
     * From then on a tile is tried again after this time, and again whenever a sixteenth more has passed: C2 may have a hundred
     * tiles to compile, 0.1 to 0.5 s each. (Giving up after 30 s left whoever came last to the scalar loops for good.)
     */
    private static final long PAUSE_NANOS = 2_000_000;

    /** One thread for all, as C2 itself has only one or two. It ends when there is nothing to do. */
    private static final ScheduledThreadPoolExecutor PRACTICE = new ScheduledThreadPoolExecutor(1, WarmUp::thread);

    static {
        PRACTICE.setKeepAliveTime(1, TimeUnit.SECONDS);
        PRACTICE.allowCoreThreadTimeOut(true);
    }

    private final Tiles<A> tiles;
    private final Packing<A> packing;
    private final BitSet requested = new BitSet();
    /** Plain reads: a thread that sees an entry late runs one more product through the scalar loops. */
    private final boolean[] ready = new boolean[KINDS];

    WarmUp(Tiles<A> tiles, Packing<A> packing) {
        this.tiles = tiles;
        this.packing = packing;
    }

    boolean isReady(Sum sum, int rows, int vectors) {
        return isReady(sum.ordinal() << 8 | vectors << 4 | rows);
    }

    boolean isReadyForDots() {
        return isReady(DOTS);
    }

    boolean isReadyToPack() {
        return isReady(PACK);
    }

    boolean isReadyToAdd() {
        return isReady(ADD);
    }

    boolean isReadyToTranspose() {
        return isReady(TRANSPOSE);
    }

    /** Every tile counts as compiled from now on: for tests, and for those who would rather wait. */
    void skip() {
        java.util.Arrays.fill(ready, true);
    }

    private boolean isReady(int kind) {
        return ready[kind] || request(kind);
    }

    private boolean request(int kind) {
        synchronized (requested) {
            if (!requested.get(kind)) {
                requested.set(kind);
                A array = packing.newArray(64 * 64);
                TileOperands<A> operands = packing.practice(array, tiles.lanes);
                long begin = System.nanoTime();
                PRACTICE.execute(() -> practise(kind, operands, QUEUED, begin));
            }
        }
        return false;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "torchmm-kernel-warm-up");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Until the tile is fast; one that is in C2's queue lets the next begin, and is tried again now and then. */
    private void practise(int kind, TileOperands<A> operands, int rounds, long begin) {
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND; i++) {
                run(kind, operands);
            }
            if (System.nanoTime() - start < ROUND * bound(kind)) {
                ready[kind] = true;
                return;
            }
        }
        long pause = Math.max(PAUSE_NANOS, (System.nanoTime() - begin) / 16);
        PRACTICE.schedule(() -> practise(kind, operands, 1, begin), pause, TimeUnit.NANOSECONDS);
    }

    private void run(int kind, TileOperands<A> operands) {
        if (kind == DOTS) {
            tiles.dots(7, 5, operands, operands.c, 512 / 32 * 2 + 1, 0, 0, 0);
        } else if (kind == PACK) {
            tiles.pack(operands.b, 0, 12 * tiles.lanes, DEPTH, 6, operands.c, 0);
        } else if (kind == TRANSPOSE) {
            int n = tiles.lanes + 1;
            tiles.transpose(operands.b, 0, n, n, n, operands.c, 2048, n);
        } else if (kind == ADD) {
            for (int vectors = 1; vectors <= 4; vectors++) {
                tiles.add(DEPTH, vectors, operands.a, 0, operands.c, 0, operands.cRow, operands.step);
            }
        } else {
            int rows = kind & 15;
            int vectors = kind >> 4 & 15;
            switch (Sum.values()[kind >> 8]) {
                case CONTIGUOUS -> tiles.contiguous(rows, vectors, operands, BATCH, DEPTH, 0, 0, 0);
                case STRIDED -> tiles.strided(rows, vectors, operands, BATCH, DEPTH, 0, 0, 0);
                case EXTEND -> tiles.extend(rows, vectors, operands, DEPTH, 0, 0, 0);
                case SEPARATE -> tiles.separate(rows, vectors, operands, BATCH, DEPTH, 0, 0, 0);
            }
        }
    }

    /** Nanoseconds that a compiled call keeps below: 8 for a step of one vector, ten times what it takes; boxed takes 50. */
    private long bound(int kind) {
        if (kind == DOTS) {
            return 8 * 7 * 5 * 16;
        }
        if (kind == PACK) {
            return 100 + 8 * DEPTH * 6 * 2;
        }
        if (kind == ADD) {
            return 100 + 8 * DEPTH * (1 + 2 + 3 + 4);
        }
        if (kind == TRANSPOSE) {
            return 100 + 8 * 9 * 2 * tiles.lanes;
        }
        return 100 + 8L * BATCH * (DEPTH + 2) * (kind & 15) * (kind >> 4 & 15);
    }
}
