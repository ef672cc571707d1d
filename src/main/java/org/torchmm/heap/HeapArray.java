package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Uses;
import org.torchmm.rules.Dtype;
import org.torchmm.text.Repr;

/**
 * An array in Java's own memory, with real strides: views share the storage of their input.
 *
 * <p>Whoever closes it, or its manager, waits for the calls that use it, as its memory is used again then.
 */
final class HeapArray
        implements HeapViews,
                HeapCopies,
                Arithmetic,
                Comparisons,
                Functions,
                Reductions,
                Joining,
                Indexing,
                Ordering,
                Products,
                ComplexViews,
                Uncomputed,
                Hold {

    private static final Uses<HeapArray> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(HeapArray.class, Uses.COUNT), "array");

    private static final VarHandle CALLS = Uses.count(MethodHandles.lookup(), HeapArray.class);

    /** Counted by {@link #USES}. */
    private volatile int calls;

    private Operand elements;
    private NDManager manager;
    private String name;
    private String uid;
    private Shape shape;

    /** Neighbours among the arrays of a {@link HeapManager}, which are its to change. */
    HeapArray previous;

    HeapArray next;

    /** Takes over one count of the storage, also if it is refused. */
    HeapArray(NDManager manager, Storage storage, Layout layout) {
        elements = new Operand(storage, layout);
        this.manager = manager;
        try {
            register();
        } catch (IllegalStateException e) {
            storage.letGo();
            throw e;
        }
    }

    static HeapArray of(NDArray array) {
        return (HeapArray) array;
    }

    // ---- what it is, to be asked while it is held

    Operand elements() {
        return elements;
    }

    Storage storage() {
        return elements.storage();
    }

    Layout layout() {
        return elements.layout();
    }

    Dtype dtype() {
        return elements.dtype();
    }

    /** Where results of this array's manager have their memory from. */
    Recycler recycler() {
        return manager instanceof HeapManager own ? own.recycler() : Recycler.NONE;
    }

    // ---- uses

    /** Begins a use; false, and nothing begun, if the array is closed. */
    boolean tryHold() {
        if ((int) CALLS.getAndAdd(this, 1) >= 0) {
            return true;
        }
        release();
        return false;
    }

    @Override
    public void release() {
        CALLS.getAndAdd(this, -1);
    }

    /** Refused with {@link IllegalStateException} once closed. */
    void hold() {
        if (!tryHold()) {
            throw new IllegalStateException("This array is closed");
        }
    }

    /** What is read of an array while it cannot be closed. */
    <T> T whileHeld(Function<HeapArray, T> reader) {
        hold();
        try {
            return reader.apply(this);
        } finally {
            release();
        }
    }

    /** Another array over the same elements, of this one's manager. */
    HeapArray view(UnaryOperator<Layout> change) {
        hold();
        try {
            return new HeapArray(manager, storage().share(), change.apply(layout()));
        } finally {
            release();
        }
    }

    // ---- life

    private void register() {
        if (manager instanceof HeapManager own) {
            if (uid == null || !own.takesBack(uid)) { // nothing is lent without
                own.add(this);
            }
        } else {
            manager.attachInternal(getUid(), this);
        }
    }

    private void unregister() {
        if (manager instanceof HeapManager own) {
            own.remove(this);
            if (uid != null) {
                own.detachInternal(uid);
            }
        } else {
            manager.detachInternal(getUid());
        }
    }

    @Override
    public NDManager getManager() {
        return manager;
    }

    @Override
    public synchronized void attach(NDManager newManager) {
        if (newManager == manager) {
            return;
        }
        hold();
        try {
            NDManager old = manager;
            unregister();
            manager = newManager;
            try {
                register();
            } catch (IllegalStateException e) {
                manager = old;
                register();
                throw e;
            }
        } finally {
            release();
        }
    }

    @Override
    public void detach() {
        attach(HeapManager.system());
    }

    @Override
    public void tempAttach(NDManager newManager) {
        NDManager original = manager;
        detach();
        unregister();
        manager = newManager;
        newManager.tempAttachInternal(original, getUid(), this);
    }

    @Override
    public List<NDArray> getResourceNDArrays() {
        return Collections.singletonList(this);
    }

    @Override
    public boolean isReleased() {
        return calls < 0;
    }

    @Override
    public void close() {
        if (USES.close(this)) {
            unregister();
            elements.storage().letGo();
            elements = null;
        }
    }

    /** Ends up with the other's elements, of whatever size and dtype, and closes the other. */
    @Override
    public void intern(NDArray replaced) {
        HeapArray other = of(replaced);
        hold();
        try {
            other.hold();
            try {
                Storage old = storage();
                elements = new Operand(other.storage().share(), other.layout());
                shape = null;
                old.letGo();
            } finally {
                other.release();
            }
        } finally {
            release();
        }
        other.close();
    }

    @Override
    public String getUid() {
        if (uid == null) {
            uid = NDManager.nextUid();
        }
        return uid;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public Shape getShape() {
        if (shape == null) {
            hold();
            try {
                shape = new Shape(layout().sizes().clone());
            } finally {
                release();
            }
        }
        return shape;
    }

    @Override
    public DataType getDataType() {
        return DataTypes.dataType(heldDtype());
    }

    /** The dtype of an array that may be closed. */
    Dtype heldDtype() {
        hold();
        try {
            return dtype();
        } finally {
            release();
        }
    }

    @Override
    public Device getDevice() {
        return Device.cpu();
    }

    @Override
    public SparseFormat getSparseFormat() {
        return SparseFormat.DENSE;
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public NDArrayEx getNDArrayInternal() {
        return HeapArrayEx.of(this);
    }

    /** Torch's text, or why there is none. */
    @Override
    public String toString() {
        return new Repr(HeapBackend.best()).shown(this);
    }
}
