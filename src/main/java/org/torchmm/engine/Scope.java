package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The lifetime of a {@code Torch}: the manager that owns its results, and the calls that are running in it.
 *
 * <p>DJL reads a native pointer and then hands it to libtorch; whoever closes the array in between makes libtorch read
 * freed memory. So a call enters its scope and all scopes around it, and closing a scope waits for the calls inside.
 */
public final class Scope {

    private static final int CLOSED = Integer.MIN_VALUE;

    private final Scope parent;
    private final NDManager manager;
    private final boolean ownsManager;

    /** Calls in flight; CLOSED is added once, so a closed scope counts below zero. */
    private final AtomicInteger calls = new AtomicInteger();

    private Scope(Scope parent, NDManager manager, boolean ownsManager) {
        this.parent = parent;
        this.manager = manager;
        this.ownsManager = ownsManager;
    }

    /** A scope that closes {@code manager} when it is closed. */
    public static Scope owning(NDManager manager) {
        return new Scope(null, manager, true);
    }

    /** A scope inside a manager that is somebody else's to close. */
    public static Scope over(NDManager manager) {
        return new Scope(null, manager, false);
    }

    public Scope newChild() {
        enter();
        try {
            return new Scope(this, manager.newSubManager(), true);
        } finally {
            exit();
        }
    }

    public NDManager manager() {
        return manager;
    }

    /** Begins a call; {@link #exit} must follow. Refused with {@link IllegalStateException} once closed. */
    public void enter() {
        if (parent != null) {
            parent.enter();
        }
        if (calls.incrementAndGet() < 0 || !manager.isOpen()) {
            exit();
            throw new IllegalStateException("This Torch is closed");
        }
    }

    public void exit() {
        calls.decrementAndGet();
        if (parent != null) {
            parent.exit();
        }
    }

    /** Makes a result belong to this scope, whichever manager DJL gave it to. */
    public NDArray own(NDArray result) {
        if (result.getManager() != manager) {
            try {
                result.attach(manager);
            } catch (RuntimeException e) {
                result.close();
                throw e;
            }
        }
        return result;
    }

    /** Waits for the calls in flight, then frees everything. Closing again does nothing. */
    public void close() {
        int before = calls.getAndUpdate(count -> count < 0 ? count : count + CLOSED);
        if (before < 0) {
            return;
        }
        while (calls.get() != CLOSED) {
            LockSupport.parkNanos(10_000);
        }
        if (ownsManager) {
            manager.close();
        }
    }
}
