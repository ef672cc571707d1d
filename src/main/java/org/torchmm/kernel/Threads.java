package org.torchmm.kernel;

/** How many threads a product may use, the caller's included. Internal: callers have {@link MatrixKernels#setThreads}. */
public final class Threads {

    /** libtorch starts them all, and on two cores was measured to take 3 s for 512, and to hang for 1024. */
    private static final int MOST = 512;

    private static volatile int count = initial();

    private Threads() {}

    public static int get() {
        return count;
    }

    static void set(int threads) {
        check(threads);
        count = threads;
    }

    /** The one limit, for libtorch's threads and the kernels' alike. */
    public static void check(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Expected positive number of threads");
        }
        if (threads > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " threads, got " + threads);
        }
    }

    private static int initial() {
        Integer threads = Integer.getInteger("torchmm.threads");
        return Math.max(1, Math.min(MOST, threads == null ? Runtime.getRuntime().availableProcessors() : threads));
    }
}
