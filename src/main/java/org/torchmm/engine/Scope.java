package org.torchmm.engine;

import ai.djl.ndarray.NDManager;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

/**
 * The lifetime of a {@code Torch}: the manager that owns its results, and the calls that are running in it.
 *
 * <p>A call enters its scope and all scopes around it, and closing a scope waits for the calls inside.
 */
public final class Scope implements Hold {

    private static final Uses<Scope> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(Scope.class, Uses.COUNT), "Torch");

    private static final VarHandle CALLS = Uses.count(MethodHandles.lookup(), Scope.class);

    /**
     * To find the scope that owns an array of DJL's making; managers are equal to themselves alone. A scope stays until what it
     * owns is freed: whoever comes in between has to find it closed. Weak, as nobody closes those inside a scope that is closed.
     */
    private static final Map<NDManager, WeakReference<Scope>> OWNERS = Collections.synchronizedMap(new WeakHashMap<>());

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
            OWNERS.put(manager, new WeakReference<>(this));
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
        if ((int) CALLS.getAndAdd(this, 1) < 0) {
            CALLS.getAndAdd(this, -1);
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
        CALLS.getAndAdd(this, -1);
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
            WeakReference<Scope> reference = OWNERS.get(each);
            Scope owner = reference == null ? null : reference.get();
            if (owner != null) {
                return owner.tryEnter() ? owner : null;
            }
        }
        return NONE;
    }

    private static final class Closing implements Consumer<NDManager> {

        static final Closing INSTANCE = new Closing();

        @Override
        public void accept(NDManager closed) {
            closed.close();
        }
    }

    /** This scope and those around it. */
    public List<Scope> chain() {
        List<Scope> chain = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            chain.add(scope);
        }
        return chain;
    }

    /** Ends the scope, with {@code freeing} in place of the manager's close; false, and nothing done, if it was closed. */
    public boolean abandon(Consumer<NDManager> freeing) {
        if (!USES.close(this)) {
            return false;
        }
        if (ownsManager) {
            freeing.accept(manager);
            OWNERS.remove(manager);
        }
        return true;
    }

    /**
     * Waits for the calls in flight, then frees everything. Closing again does nothing.
     *
     * @throws IllegalStateException from inside a call, or if the thread is interrupted while calls are in flight
     */
    public void close() {
        abandon(Closing.INSTANCE);
    }
}
