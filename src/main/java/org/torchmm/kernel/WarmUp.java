package org.torchmm.kernel;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Internal: runs an exercise in the background until C2 has compiled what it calls; until then whoever asks takes the scalar
 * loops, whose bits are the same.
 *
 * <p>An interpreted vector is an object: a tile that is not yet compiled is a thousand times slower than one that is (1
 * GFLOP/s in the first 0.7 s of a JVM). Practised on a depth of a few k, a tile is compiled after 50 to 200 ms of one
 * thread. Only tiles that a product has asked for are practised; a tile that stays slow, such as one of long vectors
 * where the machine has no such multiplication, is never used.
 */
public final class WarmUp {

    /** What to run, and the nanoseconds that a compiled run keeps below. */
    public record Exercise(Runnable run, long bound) {}

    private static final int ROUND = 50;

    /** Rounds after which the tile is in C2's queue: from here on calls would only take the compiler's time. */
    // Tried: 400: 20,000 calls of 10 us and more, and the next tile waits so long to be queued.
    private static final int QUEUED = 100;

    /**
     * From then on a tile is tried again after this time, and again whenever a sixteenth more has passed: C2 may have a hundred
     * tiles to compile, 0.1 to 0.5 s each.
     */
    // Tried: giving up after 30 s; it left whoever came last to the scalar loops for good.
    private static final long PAUSE_NANOS = 2_000_000;

    /** One thread for all, as C2 itself has only one or two. It ends when there is nothing to do. */
    private static final ScheduledThreadPoolExecutor PRACTICE =
            new ScheduledThreadPoolExecutor(1, work -> Daemons.thread(work, "torchmm-kernel-warm-up"));

    static {
        PRACTICE.setKeepAliveTime(1, TimeUnit.SECONDS);
        PRACTICE.allowCoreThreadTimeOut(true);
    }

    private final Supplier<Exercise> exercise;
    private volatile boolean isRequested;
    /** Read plainly: a thread that sees it late runs one more product through the scalar loops. */
    private boolean isReady;

    /** The exercise, which may bring arrays, is made when first asked for, and let go when it is no longer needed. */
    public WarmUp(Supplier<Exercise> exercise) {
        this.exercise = exercise;
    }

    /** Whether the exercise is fast; the first call begins to run it. */
    public boolean isReady() {
        return isReady || !isRequested && request();
    }

    private synchronized boolean request() {
        if (!isRequested) {
            isRequested = true;
            Exercise made = exercise.get();
            long begin = System.nanoTime();
            PRACTICE.execute(() -> practise(made, QUEUED, begin));
        }
        return false;
    }

    /** Until it is fast; one that is in C2's queue lets the next begin, and is tried again now and then. */
    private void practise(Exercise made, int rounds, long begin) {
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND; i++) {
                made.run().run();
            }
            if (System.nanoTime() - start < ROUND * made.bound()) {
                isReady = true;
                return;
            }
        }
        long pause = Math.max(PAUSE_NANOS, (System.nanoTime() - begin) / 16);
        PRACTICE.schedule(() -> practise(made, 1, begin), pause, TimeUnit.NANOSECONDS);
    }
}
