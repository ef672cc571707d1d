package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a manager owns beside arrays in Java's memory, those inside it above all: as DJL's {@code BaseNDManager} has it, which needs its
 * engine and a logger to be made at all.
 */
abstract class HeapResources implements NDManager {

    private final NDManager parent;
    private final ConcurrentHashMap<String, AutoCloseable> resources = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Lent> lent = new ConcurrentHashMap<>();

    private String name;
    private String uid;
    private volatile boolean isClosed;
    private volatile boolean isCapped;

    HeapResources(NDManager parent) {
        this.parent = parent;
    }

    /** Made when somebody asks. */
    private static final class Log {

        static final Logger LOGGER = LoggerFactory.getLogger(HeapManager.class);
    }

    /** Says it as DJL's managers do. */
    static void failed(String what, Exception e) {
        Log.LOGGER.error(what, e);
    }

    /** A resource that goes back to its manager when this closes, unless it has been taken away by then. */
    private static final class Lent {

        final NDResource resource;
        final NDManager manager;
        volatile boolean isTaken;

        Lent(NDResource resource, NDManager manager) {
            this.resource = resource;
            this.manager = manager;
        }

        void giveBack() {
            try {
                if (!isTaken) {
                    if (manager.isOpen()) {
                        resource.returnResource(manager);
                    } else {
                        resource.close();
                    }
                }
            } catch (Exception e) { // of whatever kind, the others go back too
                failed("Temporary resource return failed.", e);
            }
        }
    }

    // ---- its names

    /** Unique in the process. */
    synchronized String uid() {
        if (uid == null) {
            uid = NDManager.nextUid();
        }
        return uid;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name == null ? uid() : name;
    }

    @Override
    public NDManager getParentManager() {
        return parent;
    }

    @Override
    public String toString() {
        return "Name: " + getName() + " Parent Name: " + (parent == null ? "No Parent" : parent.getName()) + " isOpen: "
                + isOpen() + " Resource size: " + resources.size();
    }

    // ---- what it owns

    Collection<AutoCloseable> resources() {
        return resources.values();
    }

    boolean isCapped() {
        return isCapped;
    }

    @Override
    public void cap() {
        isCapped = true;
    }

    @Override
    public List<NDArray> getManagedArrays() {
        List<NDArray> arrays = new ArrayList<>();
        for (AutoCloseable resource : resources.values()) {
            if (resource instanceof NDResource own) {
                arrays.addAll(own.getResourceNDArrays());
            } else if (resource instanceof NDManager manager) {
                arrays.addAll(manager.getManagedArrays());
            }
        }
        for (Lent each : lent.values()) {
            arrays.addAll(each.resource.getResourceNDArrays());
        }
        return arrays;
    }

    @Override
    public synchronized void attachInternal(String resourceId, AutoCloseable... added) {
        if (isCapped) {
            throw new IllegalStateException("NDManager is capped for addition of resources.");
        }
        for (AutoCloseable resource : added) {
            checkAttachable(resource);
        }
        for (int i = 0; i < added.length; i++) {
            attachUncappedInternal(added.length == 1 ? resourceId : resourceId + "_" + i, added[i]);
        }
    }

    /** DJL's adapters ask a manager, once they are in it, for its helping engine, which only DJL's own managers tell. */
    private static void checkAttachable(AutoCloseable resource) {
        if (resource instanceof NDArrayAdapter) {
            throw new IllegalStateException("a " + resource.getClass().getSimpleName()
                    + " cannot be attached to a manager of arrays in Java's memory:"
                    + " torchmm copies one with manager.from(array)");
        }
    }

    @Override
    public synchronized void attachUncappedInternal(String resourceId, AutoCloseable resource) {
        if (isClosed) {
            throw new IllegalStateException("NDManager has been closed already.");
        }
        if (!takesBack(resourceId)) {
            resources.put(resourceId, resource);
        }
    }

    /** Whether it was lent to this manager, then elsewhere, and is back: it still is its first one's. */
    synchronized boolean takesBack(String resourceId) {
        Lent returned = lent.get(resourceId);
        if (returned != null) {
            returned.isTaken = false;
        }
        return returned != null;
    }

    @Override
    public synchronized void tempAttachInternal(NDManager originalManager, String resourceId, NDResource resource) {
        if (this instanceof NDManager.SystemNDManager) {
            throw new IllegalStateException("System manager cannot be temp attached because it can't be closed..");
        }
        if (isClosed) {
            throw new IllegalStateException("NDManager has been closed already.");
        }
        lent.put(resourceId, new Lent(resource, originalManager));
    }

    /** Also in the middle of closing, when there is nothing to do. */
    @Override
    public synchronized void detachInternal(String resourceId) {
        if (isClosed) {
            return;
        }
        Lent taken = lent.get(resourceId);
        if (taken != null) {
            taken.isTaken = true;
        }
        resources.remove(resourceId);
    }

    // ---- its end

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    private synchronized boolean beginClosing() {
        boolean isFirst = !isClosed;
        isClosed = true;
        return isFirst;
    }

    @Override
    public void close() {
        if (!beginClosing()) {
            return;
        }
        for (AutoCloseable resource : resources.values()) {
            try {
                resource.close();
            } catch (Exception e) { // of whatever kind, the others are closed too
                failed("Resource close failed.", e);
            }
        }
        for (Lent each : lent.values()) {
            each.giveBack();
        }
        if (uid != null) {
            parent.detachInternal(uid);
        }
        resources.clear();
        lent.clear();
    }
}
