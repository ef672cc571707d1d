package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.engine.Scope;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.Word;

/** Arrays in libtorch's memory, and libtorch's own products. */
public final class LibtorchBackend implements Backend {

    /** It has no state. */
    public static final Backend INSTANCE = new LibtorchBackend();

    LibtorchBackend() {}

    @Override
    public String name() {
        return "DJL's PyTorch engine";
    }

    @Override
    public NDManager newManager(Device device) {
        return Libtorch.newManager(device == null ? Device.cpu() : device);
    }

    @Override
    public NDManager newTemporary(NDManager beside) {
        return newManager(beside.getDevice());
    }

    @Override
    public boolean isOwn(NDManager manager) {
        return manager instanceof PtNDManager;
    }

    @Override
    public boolean isOwn(NDArray array) {
        return array instanceof PtNDArray;
    }

    @Override
    public Hold hold(NDArray array) {
        if (array instanceof Tensor tensor) {
            return tensor.hold() ? tensor : null;
        }
        if (array instanceof PtNDArray made && !made.isReleased() && !isText(made)) {
            Tensor.expectGradients(); // who knows what it was made of
            return Scope.holdOwner(made.getManager());
        }
        return null;
    }

    /** There is no tensor behind it: libtorch would follow a wild pointer. */
    @Override
    public boolean isText(NDArray array) {
        Long handle = Natives.handle((PtNDArray) array).get();
        return handle != null && handle == Natives.NO_TENSOR;
    }

    @Override
    public void begin() {
        GradFlag.set();
    }

    @Override
    public boolean isRecording() {
        return GradFlag.isRecording();
    }

    @Override
    public boolean switchRecording(boolean isOn) {
        return GradFlag.switchTo(isOn);
    }

    @Override
    public void letGo(NDManager manager) {
        Orphans.letGo(manager);
    }

    @Override
    public NDArray own(NDArray result, NDManager manager) {
        return Tensor.adopt((PtNDArray) result, manager);
    }

    @Override
    public Facts facts(NDArray array) {
        return new TensorFacts((PtNDArray) array);
    }

    @Override
    public boolean isDense(NDArray array) {
        return JniUtils.getLayout((PtNDArray) array) == 0;
    }

    @Override
    public Optional<String> gradientText(NDArray array) {
        return GradientText.of((PtNDArray) array);
    }

    @Override
    public Dtype creatable(DataType type) {
        Dtype dtype = DataTypes.dtype(type);
        if (dtype == null) {
            throw new IllegalArgumentException(
                    "torchmm cannot create tensors of dtype " + type + ": there are FLOAT32, FLOAT64, FLOAT16,"
                            + " BFLOAT16, UINT8, INT8, INT16, INT32, INT64, BOOLEAN and COMPLEX64");
        }
        return dtype;
    }

    @Override
    public void seed(long seed) {
        Libtorch.setSeed(seed);
    }

    @Override
    public NDArray create(NDManager manager, Dtype dtype, long[] sizes, Chunk filler) throws IOException {
        return TensorData.create(manager, dtype, sizes, filler);
    }

    @Override
    public NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException {
        return TensorData.copy(manager, other, array);
    }

    @Override
    public NDArray zeros(NDManager manager, Dtype dtype, long[] sizes) {
        return NewTensors.zeros(manager, dtype, sizes);
    }

    @Override
    public NDArray ones(NDManager manager, Dtype dtype, long[] sizes) {
        return NewTensors.ones(manager, dtype, sizes);
    }

    @Override
    public NDArray rand(NDManager manager, Dtype dtype, long[] sizes) {
        return NewTensors.rand(manager, dtype, sizes);
    }

    @Override
    public NDArray randn(NDManager manager, Dtype dtype, long[] sizes) {
        return NewTensors.randn(manager, dtype, sizes);
    }

    @Override
    public NDArray randint(NDManager manager, Dtype dtype, long low, long high, long[] sizes) {
        return NewTensors.randint(manager, dtype, low, high, sizes);
    }

    @Override
    public NDArray randperm(NDManager manager, Dtype dtype, long n) {
        return NewTensors.randperm(manager, dtype, n);
    }

    @Override
    public NDArray eye(NDManager manager, Dtype dtype, long n, long m) {
        return NewTensors.eye(manager, dtype, n, m);
    }

    @Override
    public NDArray arange(NDManager manager, Dtype dtype, double start, double end, double step) {
        return NewTensors.arange((PtNDManager) manager, dtype, start, end, step);
    }

    @Override
    public NDArray linspace(NDManager manager, Dtype dtype, double start, double end, long steps) {
        return NewTensors.linspace(manager, dtype, start, end, steps);
    }

    @Override
    public void read(NDArray array, Chunk reader) throws IOException {
        TensorData.read(array, TensorFacts.dtype((PtNDArray) array), reader);
    }

    @Override
    public NDArray alias(NDArray array, NDManager manager) {
        return JniUtils.indexAdv((PtNDArray) array, new NDIndex("..."), (PtNDManager) manager);
    }

    @Override
    public NDArray slice(NDArray array, int dim, long from, long to) {
        return JniUtils.slice((PtNDArray) array, dim, from, to, 1);
    }

    /** The slice is open to whoever closes the array's manager. */
    @Override
    public NDArray select(NDArray array, int dim, long index) {
        NDArray slice = own(slice(array, dim, index, index + 1), array.getManager());
        Hold hold = Operands.hold(this, "select", slice, "input", 1);
        try {
            return slice.squeeze(dim);
        } finally {
            hold.release();
            slice.close();
        }
    }

    /** DJL has no contiguous(), and its duplicate() keeps the strides; repeat() always writes a new contiguous array. */
    @Override
    public NDArray contiguousCopy(NDArray array) {
        long[] once = new long[array.getShape().dimension()];
        Arrays.fill(once, 1);
        return once.length == 0 ? array.duplicate() : array.tile(once);
    }

    @Override
    public NDArray to(NDArray array, Dtype dtype) {
        return AtenCalls.to(array, dtype);
    }

    @Override
    public Object item(NDArray array) {
        return OperatorCalls.call("item", List.of(array), List.of(), each -> false, array.getManager());
    }

    @Override
    public NDArray run(Word word, NDArray input, NDArray other, NDManager manager) {
        return ProductCalls.run(word, (PtNDArray) input, (PtNDArray) other, manager);
    }

    @Override
    public NDList run(Operation operation, Object[] arguments, NDManager manager) {
        return OperationCalls.run(operation, arguments, manager);
    }

    @Override
    public boolean hasOperators() {
        return true;
    }

    @Override
    public Object call(
            String operator, List<?> arguments, List<String> names, Predicate<Object> isCopy, NDManager manager) {
        return OperatorCalls.call(operator, arguments, names, isCopy, manager);
    }

    @Override
    public void runInto(Word word, NDArray input, NDArray other, NDArray out) {
        IntoCalls.run(word, input, other, out);
    }

    @Override
    public void runInto(Operation operation, Object[] arguments, NDArray... outs) {
        IntoCalls.run(operation, arguments, outs);
    }

    @Override
    public Predicate<NDArray> knownApart(NDArray written) {
        DataRange range = DataRange.of((PtNDArray) written);
        return read -> range != null && range.isApart(DataRange.of((PtNDArray) read));
    }

    @Override
    public boolean haveOneMemory(NDArray array, NDArray other) {
        return AtenCalls.haveOneMemory((PtNDArray) array, (PtNDArray) other);
    }

    @Override
    public SharedElements.Place place(NDArray array) {
        return AtenCalls.place((PtNDArray) array);
    }

    @Override
    public boolean callsBack() {
        return false;
    }

    @Override
    public RuntimeException refusal(EngineException e) {
        String sentence = AtenCalls.sentence(e);
        if (!Sentences.isIndexError(sentence)) {
            return new IllegalArgumentException(sentence, e);
        }
        RuntimeException refusal = Sentences.indexError(sentence);
        refusal.initCause(e);
        return refusal;
    }
}
