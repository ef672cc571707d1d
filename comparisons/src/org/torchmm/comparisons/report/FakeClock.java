package org.torchmm.comparisons.report;

/** Time that passes only when a product says so. */
final class FakeClock implements Clock {

    private long wall;
    private long caller;
    private long process;
    private long collecting;
    private long compiling;
    private long paused;

    /** All threads at work, on two processors. */
    void work(long nanos) {
        pass(nanos, nanos, 2 * nanos);
    }

    void pass(long wallNanos, long callerNanos, long processNanos) {
        wall += wallNanos;
        caller += callerNanos;
        process += processNanos;
    }

    /** Every thread stands still but the garbage collector. */
    void collect(long nanos) {
        pass(nanos, 0, 2 * nanos);
        collecting += nanos;
    }

    /** The compiler at work on the second processor, beside the caller. */
    void compile(long nanos) {
        work(nanos);
        compiling += nanos;
    }

    long paused() {
        return paused;
    }

    @Override
    public Reading read() {
        return new Reading(wall, caller, process, collecting, compiling);
    }

    @Override
    public void pause(long millis) {
        paused += millis;
    }
}
