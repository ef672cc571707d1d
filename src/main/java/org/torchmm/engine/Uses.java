package org.torchmm.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the calls that use something, in a volatile int field of it, and lets its closing wait for them.
 *
 * <p>DJL reads a native pointer and then hands it to libtorch; whoever frees the array in between makes libtorch read freed memory.
 *
 * @param <T> what has the field
 */
public final class Uses<T> {

    /** Added once; so what is closed, or closing, counts below zero. */
    private static final int CLOSED = Integer.MIN_VALUE;

    private static final long POLL_NANOS = 10_000;

    /** An interrupt from before finds most calls over within this time. */
    private static final long GRACE_NANOS = 100_000_000;

    private static final long WARN_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("torchmm.close.warn.millis", 10_000));

    private static final Logger logger = LoggerFactory.getLogger(Uses.class);

    private final AtomicIntegerFieldUpdater<T> count;
    private final String name;

    /** What the updater's class can reach, and what to call a T in messages. */
    public Uses(AtomicIntegerFieldUpdater<T> count, String name) {
        this.count = count;
        this.name = name;
    }

    /** Begins a use; false, and nothing begun, if it is closed. */
    public boolean enter(T used) {
        if (count.getAndIncrement(used) >= 0) {
            return true;
        }
        exit(used);
        return false;
    }

    public void exit(T used) {
        count.getAndDecrement(used);
    }

    /**
     * Refuses further uses and waits for those in flight; true for the one caller that may free it then.
     *
     * @throws IllegalStateException if the thread is interrupted, which it stays, or its own call is among them; the thing is open
     *     as before
     */
    public boolean close(T used) {
        if (count.getAndUpdate(used, uses -> uses < 0 ? uses : uses + CLOSED) < 0) {
            return false;
        }
        long begin = System.nanoTime();
        boolean isWarned = false;
        while (count.get(used) != CLOSED) {
            long waited = System.nanoTime() - begin;
            if (OwnCalls.use(used)) {
                throw reopened(used, " cannot be closed from inside a call that uses it");
            }
            if (waited > GRACE_NANOS && Thread.currentThread().isInterrupted()) {
                throw reopened(
                        used, " stays open: the thread was interrupted while closing waited for calls in flight");
            }
            if (waited > WARN_NANOS && !isWarned) {
                isWarned = true;
                logger.warn(
                        "Closing a {} has waited for {} ms for {} calls in flight, and goes on; an interrupt ends it",
                        name,
                        TimeUnit.NANOSECONDS.toMillis(waited),
                        count.get(used) - CLOSED);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private IllegalStateException reopened(T used, String reason) {
        count.getAndAdd(used, -CLOSED);
        return new IllegalStateException("This " + name + reason);
    }
}
