package org.torchmm.kernel.vector;

/** One way through the tiles for one product; {@link Roads} chooses it. */
interface Road {

    /** Whether all tiles that it needs are compiled. Those that are not begin to be practised. */
    boolean isReady();

    /** c = a x b on at most so many threads, the caller's included. Before it is ready right too, but a thousand times slower. */
    void run(int threads);
}
