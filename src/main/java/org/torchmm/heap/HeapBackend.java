package org.torchmm.heap;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.Word;

/** Arrays in Java's own memory, multiplied by a kernel; nothing native. */
public final class HeapBackend extends HeapFactories {

    private final KernelProducts products;
    /** Made with the first one that is asked for; whoever makes it twice makes the same. */
    private Operations operations;

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
    public boolean switchRecording(boolean isOn) {
        return isOn; // no mode of a thread's
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
    public NDArray alias(NDArray array, NDManager manager) {
        HeapArray own = HeapArray.of(array);
        return new HeapArray(manager, own.storage().share(), own.layout());
    }

    @Override
    public NDArray slice(NDArray array, int dim, long from, long to) {
        return HeapArray.of(array).view(layout -> layout.sliced(dim, from, to, 1));
    }

    @Override
    public NDArray select(NDArray array, int dim, long index) {
        return HeapArray.of(array).view(layout -> layout.selected(dim, index));
    }

    @Override
    public NDArray contiguousCopy(NDArray array) {
        return array.duplicate();
    }

    @Override
    public NDArray to(NDArray array, Dtype dtype) {
        return array.toType(DataTypes.dataType(dtype), false);
    }

    @Override
    public Object item(NDArray array) {
        HeapArray own = HeapArray.of(array);
        int at = own.layout().offset();
        return switch (own.dtype()) {
            case BOOL -> own.storage().getLong(at) != 0;
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> own.storage().getDouble(at);
            default -> own.storage().getLong(at);
        };
    }

    @Override
    public NDArray run(Word word, NDArray input, NDArray other, NDManager manager) {
        return products.run(word, HeapArray.of(input), HeapArray.of(other), (HeapManager) manager);
    }

    private Operations operations() {
        Operations made = operations;
        if (made == null) {
            made = new Operations(products);
            operations = made;
        }
        return made;
    }

    @Override
    public NDList run(Operation operation, Object[] arguments, NDManager manager) {
        HeapManager owner = (HeapManager) manager;
        if (operation == Operation.TO || operation == Operation.CLONE) {
            return Conversions.run(operation, arguments, owner);
        }
        Operand[] results = operations().run(operation, arguments, owner.recycler());
        NDList arrays = new NDList(results.length);
        for (Operand result : results) {
            arrays.add(new HeapArray(owner, result.storage(), result.layout()));
        }
        return arrays;
    }

    @Override
    public void runInto(Word word, NDArray input, NDArray other, NDArray out) {
        HeapArray target = HeapArray.of(out);
        products.into(
                new KernelProducts.OfWord(word),
                Operand.of(HeapArray.of(input)),
                Operand.of(HeapArray.of(other)),
                Operand.of(target),
                target.recycler());
    }

    @Override
    public void runInto(Operation operation, Object[] arguments, NDArray... outs) {
        Operand[] targets = new Operand[outs.length];
        for (int i = 0; i < outs.length; i++) {
            targets[i] = Operand.of(HeapArray.of(outs[i]));
        }
        operations().runInto(operation, arguments, HeapArray.of(outs[0]).recycler(), targets);
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
    public boolean hasOperators() {
        return false;
    }

    @Override
    public Object call(
            String operator, List<?> arguments, List<String> names, Predicate<Object> isCopy, NDManager manager) {
        throw new IllegalArgumentException(
                operator + "() is not computed on arrays in Java's memory: ask a Torch.open(), which has libtorch's");
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
