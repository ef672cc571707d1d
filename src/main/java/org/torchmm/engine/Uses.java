package org.torchmm.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the closing of something wait for the calls that use it: they count themselves in a volatile int field of it, called {@link
 * #COUNT}, by a {@link VarHandle} of their own (an updater's checks cost 2 ns a count).
 *
 * <p>DJL reads a native pointer and then hands it to libtorch; whoever frees the array in between makes libtorch read freed memory.
 *
 * @param <T> what has the field
 */
// Tried, on a product of a microsecond: counting in here, by a handle that is a record's component: 10 ns more.
// Tried: closing by one compareAndSet of the class's own handle, where nobody uses it: no difference.
public final class Uses<T> {

    /** Added once; so what is closed, or closing, counts below zero. */
    private static final int CLOSED = Integer.MIN_VALUE;

    /** The field's name. */
    public static final String COUNT = "calls";

    private static final long POLL_NANOS = 10_000;

    /** An interrupt from before finds most calls over within this time. */
    private static final long GRACE_NANOS = 100_000_000;

    private static final long WARN_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("torchmm.close.warn.millis", 10_000));

    /** Made when there is something to say. */
    private static final class Log {

        static final Logger LOGGER = LoggerFactory.getLogger(Uses.class);
    }

    private final AtomicIntegerFieldUpdater<T> count;
    private final String name;

    /** The handle of a class's field, for calls to count themselves: from below zero they have to go back. */
    public static VarHandle count(MethodHandles.Lookup lookup, Class<?> type) {
        try {
            return lookup.findVarHandle(type, COUNT, int.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What the updater's class can reach, and what to call a T in messages. */
    public Uses(AtomicIntegerFieldUpdater<T> count, String name) {
        this.count = count;
        this.name = name;
    }

    /**
     * Refuses further uses and waits for those in flight; true for the one caller that may free it then.
     *
     * @throws IllegalStateException if the thread is interrupted, which it stays, or its own call is among them; the thing is open
     *     as before
     */
    public boolean close(T used) {
        int uses = count.get(used);
        while (uses >= 0 && !count.compareAndSet(used, uses, uses + CLOSED)) {
            uses = count.get(used);
        }
        if (uses < 0) {
            return false;
        }
        if (count.get(used) != CLOSED) {
            await(used);
        }
        return true;
    }

    /** Apart, as a look at the clock takes 26 ns, and hardly anybody waits. */
    private void await(T used) {
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
                Log.LOGGER.warn(
                        "Closing a {} has waited for {} ms for {} calls in flight, and goes on; an interrupt ends it",
                        name,
                        TimeUnit.NANOSECONDS.toMillis(waited),
                        count.get(used) - CLOSED);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private IllegalStateException reopened(T used, String reason) {
        count.getAndAdd(used, -CLOSED);
        return new IllegalStateException("This " + name + reason);
    }
}
