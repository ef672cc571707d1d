package org.torchmm.engine;

/** A thread's choice whether operations are recorded for gradients, until it is closed; one inside another comes first. */
public final class Recording {

    private static final ThreadLocal<Recording> INNERMOST = new ThreadLocal<>();

    /** Whether there ever was one: else no call need look for it. */
    private static volatile boolean isUsed;

    private final Thread thread = Thread.currentThread();
    private final Recording outer = INNERMOST.get();
    private final boolean isOn;
    private boolean isClosed;

    private Recording(boolean isOn) {
        this.isOn = isOn;
    }

    public static Recording open(boolean isOn) {
        isUsed = true;
        Recording recording = new Recording(isOn);
        INNERMOST.set(recording);
        return recording;
    }

    /** What this thread has chosen; {@code otherwise} where it has not. */
    public static boolean isOn(boolean otherwise) {
        if (!isUsed) {
            return otherwise;
        }
        Recording innermost = INNERMOST.get();
        return innermost == null ? otherwise : innermost.isOn;
    }

    /**
     * Ends the choice, and those made inside it; false, and nothing done, if it had ended.
     *
     * @throws IllegalStateException from another thread
     */
    public boolean close() {
        if (isClosed) {
            return false;
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("This GradMode is another thread's: " + thread.getName());
        }
        for (Recording each = INNERMOST.get(); each != outer; each = each.outer) {
            each.isClosed = true;
        }
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
        return true;
    }
}
