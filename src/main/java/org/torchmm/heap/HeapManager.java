package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.engine.Silence;
import org.torchmm.rules.ArangeRules;
import org.torchmm.rules.Dtype;

/** Owns arrays in Java's memory: they are open until it closes, and their memory is used again among it and those inside it. */
class HeapManager extends HeapResources implements UncomputedFactories {

    static {
        Silence.keep(); // before HeapEngine's superclass is initialised, which no initialiser of its own could come
        // before
    }

    private final Recycler recycler;
    private final boolean ownsRecycler;

    /** Guards what follows, and the arrays' links. */
    private final Object lock = new Object();

    private HeapArray first;
    private boolean isClosing;

    private HeapManager(HeapManager parent, Device device, Recycler recycler, boolean ownsRecycler) {
        super(parent);
        if (device != null && !device.equals(Device.cpu())) {
            throw new IllegalArgumentException("arrays in Java's memory are on the CPU, not on " + device);
        }
        this.recycler = recycler;
        this.ownsRecycler = ownsRecycler;
    }

    /** One that no other owns, on a device that is the CPU, or null: whoever forgets it leaves all of it to the garbage collector. */
    static HeapManager newBase(Device device, Recycler recycler) {
        return new HeapManager(system(), device, recycler, true);
    }

    /** The same with the memory of another. */
    HeapManager newTemporary() {
        return new HeapManager(system(), null, recycler, false);
    }

    @Override
    public HeapManager newSubManager(Device subDevice) {
        HeapManager manager = new HeapManager(this, subDevice, recycler, false);
        attachUncappedInternal(manager.uid(), manager);
        return manager;
    }

    @Override
    public HeapManager newSubManager() {
        return newSubManager(null);
    }

    @Override
    public Device defaultDevice() {
        return Device.cpu();
    }

    @Override
    public Device getDevice() {
        return Device.cpu();
    }

    @Override
    public Engine getEngine() {
        return HeapEngine.instance();
    }

    Recycler recycler() {
        return recycler;
    }

    // ---- its arrays

    /** {@link IllegalStateException} once closed. */
    void add(HeapArray array) {
        synchronized (lock) {
            if (isClosing) {
                throw new IllegalStateException("NDManager has been closed already.");
            }
            if (isCapped()) {
                throw new IllegalStateException("NDManager is capped for addition of resources.");
            }
            array.next = first;
            if (first != null) {
                first.previous = array;
            }
            first = array;
        }
    }

    /** Of one that is not here, nothing. */
    void remove(HeapArray array) {
        synchronized (lock) {
            if (array.previous != null) {
                array.previous.next = array.next;
            } else if (first == array) {
                first = array.next;
            }
            if (array.next != null) {
                array.next.previous = array.previous;
            }
            array.previous = null;
            array.next = null;
        }
    }

    @Override
    public List<NDArray> getManagedArrays() {
        return Stream.concat(super.getManagedArrays().stream(), arrays().stream())
                .toList();
    }

    private List<HeapArray> arrays() {
        synchronized (lock) {
            List<HeapArray> arrays = new ArrayList<>();
            for (HeapArray array = first; array != null; array = array.next) {
                arrays.add(array);
            }
            return arrays;
        }
    }

    /** Closes its arrays, after the calls that use them, and the managers inside it. */
    @Override
    public void close() {
        if (!beginClosing()) {
            return;
        }
        for (HeapArray array : arrays()) {
            try {
                array.close();
            } catch (IllegalStateException e) {
                failed("Resource close failed.", e);
            }
        }
        super.close();
        if (ownsRecycler) {
            recycler.close();
        }
    }

    private boolean beginClosing() {
        synchronized (lock) {
            boolean isFirst = !isClosing;
            isClosing = true;
            return isFirst;
        }
    }

    /** Closes it and leaves its arrays open, to the garbage collector. */
    void abandon() {
        if (!beginClosing()) {
            return;
        }
        for (HeapArray array : arrays()) {
            array.detach();
        }
        for (AutoCloseable resource : resources()) {
            if (resource instanceof HeapManager inner) {
                inner.abandon();
            }
        }
        super.close();
        recycler.close();
    }

    // ---- what it makes

    @Override
    public ByteBuffer allocateDirect(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    /** The same array if it is in Java's memory, else a copy. */
    @Override
    public NDArray from(NDArray array) {
        if (array == null || array instanceof HeapArray) {
            return array;
        }
        HeapArray copy = create(array.toByteBuffer(), array.getShape(), array.getDataType());
        copy.setName(array.getName());
        return copy;
    }

    @Override
    public HeapArray create(Shape shape, DataType type) {
        return zeros(shape, type);
    }

    @Override
    public HeapArray create(Buffer data, Shape shape, DataType type) {
        Dtype dtype = Creation.dtype(type);
        long count = Creation.count(shape.getShape());
        BaseNDManager.validateBuffer(data, type, Math.toIntExact(count));
        return own(Buffers.storage(data, dtype, count), shape);
    }

    private HeapArray own(Storage storage, Shape shape) {
        return new HeapArray(this, storage, Layout.contiguous(shape.getShape().clone()));
    }

    @Override
    public HeapArray zeros(Shape shape, DataType type) {
        return own(Creation.zeros(recycler, Creation.dtype(type), shape.getShape()), shape);
    }

    @Override
    public HeapArray ones(Shape shape, DataType type) {
        return own(Creation.full(recycler, Creation.dtype(type), shape.getShape(), 1), shape);
    }

    @Override
    public HeapArray full(Shape shape, float value, DataType type) {
        return own(Creation.full(recycler, Creation.dtype(type), shape.getShape(), value), shape);
    }

    @Override
    public HeapArray arange(float start, float stop, float step, DataType type) {
        return arange(Creation.dtype(type), start, stop, step);
    }

    HeapArray arange(Dtype dtype, double start, double stop, double step) {
        long length = ArangeRules.length(dtype, start, stop, step);
        return new HeapArray(this, Ranges.arange(recycler, dtype, start, step, length), Layout.contiguous(length));
    }

    @Override
    public HeapArray eye(int rows, int cols, int k, DataType type) {
        return own(Creation.eye(recycler, Creation.dtype(type), rows, cols, k), new Shape(rows, cols));
    }

    @Override
    public HeapArray linspace(float start, float stop, int num, boolean endpoint) {
        double end = endpoint || num == 0 ? stop : start + ((double) stop - start) / num * (num - 1);
        return own(Ranges.linspace(recycler, Dtype.FLOAT32, start, end, num), new Shape(num));
    }

    @Override
    public HeapArray randomUniform(float low, float high, Shape shape, DataType type) {
        return own(Draws.uniform(recycler, Creation.dtype(type), shape.getShape(), low, high), shape);
    }

    @Override
    public HeapArray randomNormal(float loc, float scale, Shape shape, DataType type) {
        return own(Draws.normal(recycler, Creation.dtype(type), shape.getShape(), loc, scale), shape);
    }

    @Override
    public HeapArray randomInteger(long low, long high, Shape shape, DataType type) {
        return own(Draws.integers(recycler, Creation.dtype(type), shape.getShape(), low, high), shape);
    }

    @Override
    public HeapArray randomPermutation(long n) {
        return own(Draws.permutation(recycler, Dtype.INT64, n), new Shape(n));
    }

    /** The parent of all others, which owns nothing and is never closed. */
    static HeapManager system() {
        return SystemManager.INSTANCE;
    }

    private static final class SystemManager extends HeapManager implements ai.djl.ndarray.NDManager.SystemNDManager {

        static final HeapManager INSTANCE = new SystemManager();

        SystemManager() {
            super(null, null, Recycler.NONE, false);
        }

        @Override
        void add(HeapArray array) {
            // whoever has it keeps it
        }

        @Override
        void remove(HeapArray array) {
            // it was never here
        }

        @Override
        public void attachInternal(String resourceId, AutoCloseable... resources) {
            // the same
        }

        @Override
        public void attachUncappedInternal(String resourceId, AutoCloseable resource) {
            // the same
        }

        @Override
        public void close() {
            // lives as long as the process
        }
    }
}
