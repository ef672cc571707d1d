package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Uses;
import org.torchmm.rules.Build;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.text.Repr;

/**
 * An array in Java's own memory, with real strides: views share the storage of their input.
 *
 * <p>Whoever closes it, or its manager, waits for the calls that use it, as its memory is used again then.
 */
final class HeapArray
        implements HeapViews,
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
                Facts,
                Hold {

    /** Of libtorch on this kind of machine. */
    static final Build BUILD = new Build(System.getProperty("os.arch").equals("amd64"), false);

    private static final Uses<HeapArray> USES =
            new Uses<>(AtomicIntegerFieldUpdater.newUpdater(HeapArray.class, Uses.COUNT), "array");

    private static final VarHandle CALLS = Uses.count(MethodHandles.lookup(), HeapArray.class);

    /** Counted by {@link #USES}. */
    private volatile int calls;

    private Storage storage;
    private Layout layout;
    private NDManager manager;
    private String name;
    private String uid;
    private Shape shape;

    /** Neighbours among the arrays of a {@link HeapManager}, which are its to change. */
    HeapArray previous;

    HeapArray next;

    /** Takes over one count of the storage, also if it is refused. */
    HeapArray(NDManager manager, Storage storage, Layout layout) {
        this.storage = storage;
        this.layout = layout;
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

    Storage storage() {
        return storage;
    }

    Layout layout() {
        return layout;
    }

    @Override
    public Dtype dtype() {
        return storage.dtype;
    }

    @Override
    public long[] sizes() {
        return layout.sizes();
    }

    @Override
    public long[] strides() {
        return layout.strides();
    }

    @Override
    public boolean requiresGrad() {
        return false;
    }

    @Override
    public Build build() {
        return BUILD;
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
            return new HeapArray(manager, storage.share(), change.apply(layout));
        } finally {
            release();
        }
    }

    // ---- life

    private void register() {
        if (manager instanceof HeapManager own) {
            own.add(this);
        } else {
            manager.attachInternal(getUid(), this);
        }
    }

    private void unregister() {
        if (manager instanceof HeapManager own) {
            own.remove(this);
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
            storage.letGo();
            storage = null;
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
                Storage old = storage;
                storage = other.storage.share();
                layout = other.layout;
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
            long[] sizes = whileHeld(HeapArray::sizes);
            shape = new Shape(sizes.clone());
        }
        return shape;
    }

    @Override
    public DataType getDataType() {
        return DataTypes.dataType(whileHeld(HeapArray::dtype));
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

    // ---- copies

    /** A new contiguous array of the same elements. */
    @Override
    public HeapArray duplicate() {
        return whileHeld(array -> copy(dtype(), array.manager));
    }

    /** A new contiguous array of another manager. */
    HeapArray copy(Dtype dtype, NDManager owner) {
        Recycler recycler = owner instanceof HeapManager own ? own.recycler() : Recycler.NONE;
        HeapArray copy =
                new HeapArray(owner, Copies.dense(recycler, storage, layout, dtype), Layout.contiguous(layout.sizes()));
        copy.name = name;
        return copy;
    }

    @Override
    public HeapArray toType(DataType dataType, boolean copy) {
        Dtype dtype = HeapEngine.dtype(dataType);
        hold();
        try {
            return dtype == dtype() && !copy ? this : copy(dtype, manager);
        } finally {
            release();
        }
    }

    @Override
    public NDArray toDevice(Device device, boolean copy) {
        if (!device.equals(Device.cpu())) {
            throw new IllegalArgumentException("arrays in Java's memory are on the CPU, not on " + device);
        }
        return copy ? duplicate() : this;
    }

    @Override
    public NDArray toDense() {
        return duplicate();
    }

    // ---- reading

    /** The elements of a dtype in row-major order, in a Java array of their own; complex64 in pairs. */
    Object toArray(Dtype dtype) {
        return whileHeld(array -> {
            int count = (int) layout.count();
            if (dtype == dtype() && layout.isContiguous()) {
                return storage.copyOfRange(layout.offset(), count);
            }
            Storage dense = Copies.dense(Recycler.NONE, storage, layout, dtype);
            return dense.data;
        });
    }

    /** A copy, in Java's memory; nothing that is asked for a direct buffer could lend one. */
    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        return whileHeld(array -> {
            int count = (int) layout.count();
            boolean isInPlace = layout.isContiguous();
            Storage dense = isInPlace ? storage : Copies.dense(Recycler.NONE, storage, layout, dtype());
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, dtype().bytes))
                    .order(ByteOrder.nativeOrder());
            dense.put(bytes, isInPlace ? layout.offset() : 0, count);
            return bytes;
        });
    }

    @Override
    public float[] toFloatArray() {
        checkReadAs("toFloatArray", Dtype.FLOAT32, Dtype.FLOAT16, Dtype.BFLOAT16);
        return (float[]) toArray(Dtype.FLOAT32);
    }

    @Override
    public double[] toDoubleArray() {
        checkReadAs("toDoubleArray", Dtype.FLOAT64);
        return (double[]) toArray(Dtype.FLOAT64);
    }

    @Override
    public int[] toIntArray() {
        checkReadAs("toIntArray", Dtype.INT32);
        return (int[]) toArray(Dtype.INT32);
    }

    @Override
    public long[] toLongArray() {
        checkReadAs("toLongArray", Dtype.INT64);
        return (long[]) toArray(Dtype.INT64);
    }

    private void checkReadAs(String method, Dtype... dtypes) {
        Dtype own = whileHeld(HeapArray::dtype);
        for (Dtype dtype : dtypes) {
            if (own == dtype) {
                return;
            }
        }
        throw new IllegalStateException(method + "() reads " + dtypes[0].python + ", not " + own.python
                + ": convert with toType(DataType." + DataTypes.dataType(dtypes[0]) + ", false)");
    }

    // ---- writing: into the storage, so that every view sees it

    @Override
    public void set(Buffer data) {
        hold();
        try {
            BaseNDManager.validateBuffer(data, getDataType(), Math.toIntExact(layout.count()));
            assign(HeapManager.fromBuffer(data, dtype(), layout.count()));
        } finally {
            release();
        }
    }

    /** Copies elements in row-major order, of this array's dtype, to where its own are; it is held. */
    void assign(Storage dense) {
        Copies.assign(dense, storage, layout);
    }

    @Override
    public NDArrayEx getNDArrayInternal() {
        return new HeapArrayEx(this);
    }

    /** Torch's text, or why there is none. */
    @Override
    public String toString() {
        return new Repr(HeapBackend.best()).shown(this);
    }
}
