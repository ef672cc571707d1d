package org.torchmm.engine;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The lifetime of a {@code Torch}: the manager that owns its results, and the calls that are running in it.
 *
 * <p>A call enters its scope and all scopes around it, and closing a scope waits for the calls inside.
 */
public final class Scope implements Hold {

    private static final Uses<Scope> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(Scope.class, "calls"), "Torch");

    /** To find the scope that owns an array of DJL's making; managers are equal to themselves alone. */
    private static final Map<NDManager, Scope> OPEN = new ConcurrentHashMap<>();

    private final Scope parent;
    private final NDManager manager;
    private final boolean ownsManager;

    /** Counted by {@link #USES}. */
    private volatile int calls;

    private Scope(Scope parent, NDManager manager, boolean ownsManager) {
        this.parent = parent;
        this.manager = manager;
        this.ownsManager = ownsManager;
        if (ownsManager) {
            OPEN.put(manager, this);
        }
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
        if (!tryEnter()) {
            throw new IllegalStateException("This Torch is closed");
        }
    }

    private boolean tryEnter() {
        if (parent != null && !parent.tryEnter()) {
            return false;
        }
        if (!USES.enter(this)) {
            if (parent != null) {
                parent.exit();
            }
            return false;
        }
        if (!manager.isOpen()) {
            exit();
            return false;
        }
        return true;
    }

    public void exit() {
        USES.exit(this);
        if (parent != null) {
            parent.exit();
        }
    }

    @Override
    public void release() {
        exit();
    }

    /** Enters the scope that owns arrays of this manager: {@link Hold#NONE} if there is none, null if it is closed. */
    public static Hold holdOwner(NDManager manager) {
        for (NDManager each = manager; each != null; each = each.getParentManager()) {
            Scope owner = OPEN.get(each);
            if (owner != null) {
                return owner.tryEnter() ? owner : null;
            }
        }
        return NONE;
    }

    /** This scope and those around it. */
    public List<Scope> chain() {
        List<Scope> chain = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            chain.add(scope);
        }
        return chain;
    }

    /** Ends the scope and leaves its manager as it is; true for the one caller that has to see to what is in it. */
    public boolean abandon() {
        boolean isOpen = USES.close(this) && ownsManager;
        if (isOpen) {
            OPEN.remove(manager);
        }
        return isOpen;
    }

    /**
     * Waits for the calls in flight, then frees everything. Closing again does nothing.
     *
     * @throws IllegalStateException from inside a call, or if the thread is interrupted while calls are in flight
     */
    public void close() {
        if (abandon()) {
            manager.close();
        }
    }
}
