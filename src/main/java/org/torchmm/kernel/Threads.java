package org.torchmm.kernel;

/** How many threads a product may use, the caller's included. Internal: callers have {@link MatrixKernels#setThreads}. */
public final class Threads {

    private static volatile int count = initial();

    private Threads() {}

    public static int get() {
        return count;
    }

    static void set(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("expected a positive number of threads, got " + threads);
        }
        count = threads;
    }

    private static int initial() {
        Integer threads = Integer.getInteger("torchmm.threads");
        return threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
    }
}
