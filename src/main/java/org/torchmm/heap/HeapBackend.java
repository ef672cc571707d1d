package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.engine.Hold;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.Word;

/** Arrays in Java's own memory, multiplied by a kernel; nothing native. */
public final class HeapBackend implements Backend {

    /** Bytes that cross to and from files at a time. */
    private static final int CHUNK = 1 << 18;

    private final KernelProducts products;
    private final boolean callsBack;

    public HeapBackend(MatrixKernel kernel) {
        products = new KernelProducts(kernel);
        callsBack = !kernel.getClass().getName().startsWith("org.torchmm.kernel.");
    }

    /** That of {@code MatrixKernels.best()}: for arrays that come without a {@code Torch} of their own. */
    public static HeapBackend best() {
        return Best.INSTANCE;
    }

    /** Loaded with the first use. */
    private static final class Best {

        static final HeapBackend INSTANCE = new HeapBackend(MatrixKernels.best());
    }

    /** Whether the array is one in Java's memory; touches no other class of this package. */
    public static boolean has(NDArray array) {
        return array instanceof HeapArray;
    }

    /** Whether the manager's arrays are in Java's memory. */
    public static boolean has(NDManager manager) {
        return manager instanceof HeapManager;
    }

    @Override
    public String name() {
        return "torchmm's Java engine";
    }

    @Override
    public NDManager newManager(Device device) {
        return HeapManager.newBase(device, Recycler.ofTorch());
    }

    @Override
    public NDManager newTemporary(NDManager beside) {
        return ((HeapManager) beside).newTemporary();
    }

    @Override
    public boolean isOwn(NDManager manager) {
        return has(manager);
    }

    @Override
    public boolean isOwn(NDArray array) {
        return has(array);
    }

    /** Nothing is recorded. */
    @Override
    public void begin() {
        // no mode of a thread's to set
    }

    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    public void letGo(NDManager manager) {
        ((HeapManager) manager).abandon();
    }

    @Override
    public boolean isText(NDArray array) {
        return false;
    }

    @Override
    public Hold hold(NDArray array) {
        return array instanceof HeapArray own && own.tryHold() ? own : null;
    }

    @Override
    public NDArray own(NDArray result, NDManager manager) {
        result.attach(manager);
        return result;
    }

    @Override
    public Facts facts(NDArray array) {
        return HeapArray.of(array).elements();
    }

    @Override
    public boolean isDense(NDArray array) {
        return true;
    }

    @Override
    public Optional<String> gradientText(NDArray array) {
        return Optional.empty();
    }

    @Override
    public Dtype creatable(DataType type) {
        return HeapEngine.dtype(type);
    }

    @Override
    public void seed(long seed) {
        HeapEngine.instance().generator().manualSeed(seed);
    }

    @Override
    public NDArray create(NDManager manager, Dtype dtype, long[] sizes, Chunk filler) throws IOException {
        HeapManager owner = (HeapManager) manager;
        long size = Creation.count(sizes);
        Storage storage = Storage.allocate(owner.recycler(), dtype, size);
        ByteBuffer chunk = chunk(dtype, size);
        int elements = chunk.capacity() / dtype.bytes;
        for (int from = 0; from < size; from += elements) {
            int count = (int) Math.min(elements, size - from);
            filler.accept(from, chunk.clear().limit(count * dtype.bytes));
            storage.get(chunk.clear(), from, count);
        }
        return new HeapArray(owner, storage, Layout.contiguous(sizes.clone()));
    }

    @Override
    public NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException {
        HeapManager owner = (HeapManager) manager;
        Facts facts = other.facts(array);
        Storage storage = Storage.allocate(owner.recycler(), facts.dtype(), Creation.count(facts.sizes()));
        other.read(array, (from, bytes) -> storage.get(bytes, (int) from, bytes.remaining() / facts.dtype().bytes));
        return new HeapArray(owner, storage, Layout.contiguous(facts.sizes().clone()));
    }

    @Override
    public void read(NDArray array, Chunk reader) throws IOException {
        HeapArray own = HeapArray.of(array);
        Operand elements = own.elements().contiguous(own.recycler());
        int offset = elements.layout().offset();
        long size = elements.layout().count();
        int bytes = elements.dtype().bytes;
        ByteBuffer chunk = chunk(elements.dtype(), size);
        int most = chunk.capacity() / bytes;
        for (long from = 0; from < size; from += most) {
            int count = (int) Math.min(most, size - from);
            elements.storage().put(chunk.clear(), (int) (offset + from), count);
            reader.accept(from, chunk.clear().limit(count * bytes));
        }
        if (elements != own.elements()) {
            elements.storage().letGo();
        }
    }

    private static ByteBuffer chunk(Dtype dtype, long size) {
        return ByteBuffer.allocate((int) Math.min(CHUNK, size * dtype.bytes)).order(ByteOrder.nativeOrder());
    }

    @Override
    public NDArray arange(NDManager manager, Dtype dtype, double start, double end, double step) {
        return ((HeapManager) manager).arange(dtype, start, end, step);
    }

    @Override
    public NDArray alias(NDArray array, NDManager manager) {
        HeapArray own = HeapArray.of(array);
        return new HeapArray(manager, own.storage().share(), own.layout());
    }

    @Override
    public NDArray slice(NDArray array, int dim, long from, long to) {
        return HeapArray.of(array).view(layout -> layout.sliced(dim, from, to, 1));
    }

    @Override
    public NDArray contiguousCopy(NDArray array) {
        return array.duplicate();
    }

    @Override
    public NDArray run(Word word, NDArray input, NDArray other, NDManager manager) {
        return products.run(word, HeapArray.of(input), HeapArray.of(other), (HeapManager) manager);
    }

    @Override
    public NDList run(Operation operation, Object[] arguments, NDManager manager) {
        HeapManager owner = (HeapManager) manager;
        Operand[] results = run(operation, new Inputs(elements(arguments)), owner.recycler());
        if (results == null) {
            throw new IllegalArgumentException(operation
                    + "() is not computed on arrays in Java's memory: ask a Torch.open(), which has libtorch's");
        }
        NDList arrays = new NDList(results.length);
        for (Operand result : results) {
            arrays.add(new HeapArray(owner, result.storage(), result.layout()));
        }
        return arrays;
    }

    /** Null where it is not computed here. */
    private static Operand[] run(Operation operation, Inputs inputs, Recycler recycler) {
        Operand[] results = new ReductionWords(recycler, inputs).run(operation);
        return results != null ? results : new JoiningWords(recycler, inputs).run(operation);
    }

    /** The arguments, with what arrays have in their place. */
    private static Object[] elements(Object... arguments) {
        Object[] elements = arguments.clone();
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] instanceof NDArray array) {
                elements[i] = Operand.of(HeapArray.of(array));
            } else if (elements[i] instanceof List<?> arrays) {
                elements[i] = arrays.stream()
                        .map(array -> Operand.of((HeapArray) array))
                        .toList();
            }
        }
        return elements;
    }

    @Override
    public void runInto(Word word, NDArray input, NDArray other, NDArray out) {
        throw new IllegalArgumentException(word + " out");
    }

    @Override
    public void runInto(Operation operation, Object[] arguments, NDArray out) {
        throw new IllegalArgumentException(operation + " out");
    }

    @Override
    public boolean haveOneMemory(NDArray array, NDArray other) {
        return HeapArray.of(array).storage().data == HeapArray.of(other).storage().data;
    }

    @Override
    public SharedElements.Place place(NDArray array) {
        Layout layout = HeapArray.of(array).layout();
        return new SharedElements.Place(
                layout.sizes(),
                layout.strides(),
                layout.offset(),
                HeapArray.of(array).dtype().bytes);
    }

    @Override
    public boolean callsBack() {
        return callsBack;
    }

    @Override
    public RuntimeException refusal(EngineException e) {
        return new IllegalArgumentException(e.getMessage(), e);
    }
}
