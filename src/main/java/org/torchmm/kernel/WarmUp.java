package org.torchmm.kernel;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Internal: runs an exercise in the background until C2 has compiled what it calls; until then whoever asks takes the scalar
 * loops, whose bits are the same.
 *
 * <p>An interpreted vector is an object: a tile that is not yet compiled is a thousand times slower than one that is, and its helpers,
 * once they were called often enough, stand in C2's queue before it. So it is practised on a depth of a few k and seldom, and called
 * with nothing to do in between, which the compiler counts the same: it wants 5200 calls, and one interpreted tile takes 0.5 ms. Only
 * tiles that a product has asked for are practised; a tile that stays slow, such as one of long vectors where the machine has no
 * such multiplication, is never used.
 */
// Zen 5, two processors, 512x512x512, JDK 17 and 25: a first tile after 0.3 to 0.4 s, 0.8 of full speed after 0.75 and
// 0.76 and 0.55 and 0.68 s; with 14x2 as the first tile after 0.85 and 0.89 and 0.84 and 1.01.
// Tried: all calls with something to do: 1.2 to 1.65 s and more, this thread 0.8 to 0.9.
// Tried, one JVM each: classes loaded 20 ms after the first call: nothing clear, and on 25 that call at 2.2 GFLOP/s and
// not 3.8.
public final class WarmUp {

    /**
     * What to run; the same with nothing to do, or null where there is no such call; and the nanoseconds that a compiled run keeps below.
     */
    public record Exercise(Runnable run, Runnable nothing, long bound) {

        /** All calls do something. */
        public Exercise(Runnable run, long bound) {
            this(run, null, bound);
        }
    }

    /** Runs that are timed together, and make a round where there is nothing else to call. */
    private static final int RUNS = 50;

    /** What runs may take in a round otherwise: a single one while it is interpreted, then more, whose branches the compiler learns from. */
    private static final long ROUND_NANOS = 100_000;

    /** Calls of nothing at a time, until they take as long. */
    private static final int CALLS = 64;

    /** Rounds of several runs: in those after, the helpers learn nothing, and would stand in C2's queue before the tile. */
    private static final int LEARNT = 20;

    /** Times that runs are timed before they count as slow, while that takes less than a round. */
    // Xeon (Emerald Rapids), once: sums of tiles, compiled after 0.5 s, waited for 8 s and more.
    private static final int TRIES = 4;

    /** Rounds after which the next exercise may begin beside this one: what was asked for first is compiled first. */
    // Tried: 14 and 40: 0.8 of full speed after 0.92 to 1.01 and 1.1 s. Tried: 1: the same.
    private static final int ALONE = 4;

    /** Rounds after which it is in C2's queue or waits for others to leave it: calls would only take the compiler's time. */
    private static final int QUEUED = 200;

    /**
     * Between two rounds; of one that is queued, or a sixteenth of the time since it began: C2 may have a hundred tiles to compile,
     * 0.1 to 0.5 s each.
     */
    // Tried: giving up after 30 s; it left whoever came last to the scalar loops for good.
    private static final long PAUSE_NANOS = 1_000_000;

    private static final long LATER_NANOS = 60_000_000;

    /** One thread for all, as C2 itself has only one or two. It ends when there is nothing to do. */
    private static final ScheduledThreadPoolExecutor PRACTICE =
            new ScheduledThreadPoolExecutor(1, work -> Daemons.thread(work, "torchmm-kernel-warm-up"));

    static {
        PRACTICE.setKeepAliveTime(1, TimeUnit.SECONDS);
        PRACTICE.allowCoreThreadTimeOut(true);
    }

    /** After it C2 has the usual tiles; who still waits, waits for one that may stay slow. */
    private static final long SOON_NANOS = 2_000_000_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** When the last exercise was asked for, or something for {@link #later}, and whether ever. */
    private static volatile long asked;

    private static volatile boolean isAsked;

    private final Supplier<Exercise> exercise;
    private volatile boolean isRequested;
    /** Read plainly: a thread that sees it late runs one more product through the scalar loops. */
    private boolean isReady;

    /** The exercise, which may bring arrays, is made when first asked for, and let go when it is no longer needed. */
    public WarmUp(Supplier<Exercise> exercise) {
        this.exercise = exercise;
    }

    /** In 60 ms, on the thread that practises: by then the plain loops are with the compiler, and not behind what is to replace them. */
    // Tried: 20 ms: the first call's GFLOP/s on a busy machine 1.1 and not 2.7 to 3.4. Tried: 120 ms: the same as 60.
    public static void later(Runnable task) {
        asks();
        PRACTICE.schedule(task, LATER_NANOS, TimeUnit.NANOSECONDS);
    }

    private static void asks() {
        asked = System.nanoTime();
        isAsked = true;
    }

    /** So many threads leave a processor to the practice and to C2, while there is need. */
    // Two processors, one of Zen 5, all threads but one until the tiles are there, and all: 512x512x512 on JDK 17 and
    // 25
    // has 0.8 of full speed after 1.09 and 1.09 s, and 1.34 and 1.26; the first call's GFLOP/s are 2.7 and 3.4, and
    // 0.4 and 0.9 (a busy machine).
    public static int threadsBeside() {
        boolean isSoon = isAsked && System.nanoTime() - asked < SOON_NANOS;
        return isSoon ? Math.max(1, PROCESSORS - 1) : Integer.MAX_VALUE;
    }

    /** Whether the exercise is fast; the first call begins to run it. */
    public boolean isReady() {
        return isReady || !isRequested && request();
    }

    private synchronized boolean request() {
        if (!isRequested) {
            isRequested = true;
            asks();
            Exercise made = exercise.get();
            long begin = System.nanoTime();
            PRACTICE.execute(() -> begin(made, begin));
        }
        return false;
    }

    private void begin(Exercise made, long begin) {
        // first nothing: C1 has it by the time that the classes of the first run are loaded
        calls(made.nothing());
        for (int round = 0; round < ALONE; round++) {
            if (isFast(made, round)) {
                isReady = true;
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        goOn(made, ALONE, begin);
    }

    /** Until it is fast, in turns with others. */
    private void goOn(Exercise made, int round, long begin) {
        if (isFast(made, round)) {
            isReady = true;
            return;
        }
        long pause = round < QUEUED ? PAUSE_NANOS : Math.max(PAUSE_NANOS, (System.nanoTime() - begin) / 16);
        PRACTICE.schedule(() -> goOn(made, round + 1, begin), pause, TimeUnit.NANOSECONDS);
    }

    /** After a round. */
    private static boolean isFast(Exercise made, int round) {
        if (made.nothing() == null) {
            repeat(made.run(), RUNS);
        } else if (round < LEARNT ? !isSeveral(made.run()) : !isWithin(4 * made.bound(), made.run(), 1)) {
            calls(made.nothing());
            return false;
        }
        return isWithin(RUNS * made.bound(), made.run(), RUNS);
    }

    /** Once in a few times: after a pause caches are cold, and Intel's vectors of 512 bits at a quarter of their speed for 20 us. */
    private static boolean isWithin(long bound, Runnable run, int times) {
        for (int i = 0; i < TRIES; i++) {
            long nanos = nanos(run, times);
            if (nanos <= bound || nanos > ROUND_NANOS) {
                return nanos <= bound;
            }
        }
        return false;
    }

    /** Runs it as often as there is time for, and tells whether that is often. */
    // Tried: one run a round: its helpers' branches were not seen when C2 came, and the tile fell back and was compiled
    // again.
    private static boolean isSeveral(Runnable run) {
        long start = System.nanoTime();
        int times = 0;
        do {
            run.run();
            times++;
        } while (times < RUNS && System.nanoTime() - start < ROUND_NANOS);
        return times == RUNS;
    }

    private static void calls(Runnable nothing) {
        if (nothing == null) {
            return;
        }
        long start = System.nanoTime();
        do {
            repeat(nothing, CALLS);
        } while (System.nanoTime() - start < ROUND_NANOS);
    }

    private static long nanos(Runnable run, int times) {
        long start = System.nanoTime();
        repeat(run, times);
        return System.nanoTime() - start;
    }

    private static void repeat(Runnable run, int times) {
        for (int i = 0; i < times; i++) {
            run.run();
        }
    }
}
