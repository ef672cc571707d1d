package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.engine.DataTypes;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Scope;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.Word;

/** Arrays in libtorch's memory, and libtorch's own products. */
public final class LibtorchBackend implements Backend {

    /** It has no state. */
    public static final Backend INSTANCE = new LibtorchBackend();

    private static final Schema COPY = Schema.parse("copy_(Tensor(a!) input, Tensor src) -> Tensor(a!)");

    private static final Set<Dtype> NOT_CREATABLE = EnumSet.of(Dtype.COMPLEX64, Dtype.INT16, Dtype.BFLOAT16);

    LibtorchBackend() {}

    @Override
    public String name() {
        return "DJL's PyTorch engine";
    }

    @Override
    public NDManager newManager(Device device) {
        return Libtorch.newManager(device);
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
        if (Tensor.haveGradients() || Natives.isCollecting()) {
            setGradMode();
        }
    }

    /** DJL's grad mode is a thread's own, on in all threads but the one that loaded the engine, and a virtual one has its carrier's. */
    private static void setGradMode() {
        boolean isRecording = Natives.isCollecting();
        if (isRecording) {
            Tensor.expectGradients(); // a result of this call may be part of what is recorded
        }
        if (JniUtils.isGradMode() != isRecording) {
            JniUtils.setGradMode(isRecording);
        }
    }

    @Override
    public boolean isRecording() {
        return Natives.isCollecting();
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

    /** DJL's engine aborts the JVM on the dtypes it cannot create (bfloat16, int16, ...), or makes float32 (complex64). */
    @Override
    public Dtype creatable(DataType type) {
        Dtype dtype = DataTypes.dtype(type);
        if (dtype == null || NOT_CREATABLE.contains(dtype)) {
            throw new IllegalArgumentException(
                    "torchmm cannot create tensors of dtype " + type
                            + ": DJL's PyTorch engine supports FLOAT32, FLOAT64, FLOAT16, UINT8, INT8, INT32, INT64 and BOOLEAN");
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

    /** The other kind shows its elements in stretches of its own, and libtorch's memory is filled in others: each fills its part. */
    @Override
    public NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException {
        Facts facts = other.facts(array);
        int size = facts.dtype().bytes;
        return create(manager, facts.dtype(), facts.sizes(), (from, bytes) -> {
            long to = from + bytes.remaining() / size;
            other.read(array, (at, shown) -> {
                long first = Math.max(from, at);
                long end = Math.min(to, at + shown.remaining() / size);
                if (first < end) {
                    bytes.put(
                            (int) ((first - from) * size), shown, (int) (shown.position() + (first - at) * size), (int)
                                    ((end - first) * size));
                }
            });
        });
    }

    /**
     * DJL hands libtorch floats, which serves where that loses nothing; its manager's own arange has a law of its own for empty
     * ranges. Either way libtorch computes: the last bit of a float hangs on how many of them its vectors hold.
     */
    @Override
    public NDArray arange(NDManager manager, Dtype dtype, double start, double end, double step) {
        PtNDManager owner = (PtNDManager) manager;
        if ((float) start != start || (float) end != end || (float) step != step) {
            return AtenCalls.arange(owner, dtype, start, end, step);
        }
        return JniUtils.arange(
                owner,
                (float) start,
                (float) end,
                (float) step,
                DataTypes.dataType(dtype),
                manager.getDevice(),
                SparseFormat.DENSE);
    }

    @Override
    public void read(NDArray array, Chunk reader) throws IOException {
        TensorData.read(array, DataTypes.dtype(array.getDataType()), reader);
    }

    @Override
    public NDArray alias(NDArray array, NDManager manager) {
        return JniUtils.indexAdv((PtNDArray) array, new NDIndex("..."), (PtNDManager) manager);
    }

    @Override
    public NDArray slice(NDArray array, int dim, long from, long to) {
        return JniUtils.slice((PtNDArray) array, dim, from, to, 1);
    }

    /** DJL has no contiguous(), and its duplicate() keeps the strides; repeat() always writes a new contiguous array. */
    @Override
    public NDArray contiguousCopy(NDArray array) {
        long[] once = new long[array.getShape().dimension()];
        Arrays.fill(once, 1);
        return once.length == 0 ? array.duplicate() : array.tile(once);
    }

    /** DJL's own call where there is one, in a third of the time; it reaches mm, mv and dot through matmul alone. */
    @Override
    public NDArray run(Word word, NDArray input, NDArray other, NDManager manager) {
        PtNDArray a = (PtNDArray) input;
        PtNDArray b = (PtNDArray) other;
        return switch (word) {
            case BMM -> Tensor.of(manager, Natives.bmm(a, b));
            case MM, MV, DOT -> Tensor.of(manager, Natives.matmul(a, b));
            case MATMUL -> Tensor.of(manager, isBmm(a, b) ? Natives.bmm(a, b) : Natives.matmul(a, b));
            default -> own(AtenCalls.run(word, a, b), manager);
        };
    }

    /** Two batches of one size are bmm; libtorch's matmul gets there too, after 2 us of expanding and reshaping views. */
    private static boolean isBmm(NDArray input, NDArray other) {
        long[] a = input.getShape().getShape();
        long[] b = other.getShape().getShape();
        return a.length == 3 && b.length == 3 && a[0] == b[0];
    }

    @Override
    public NDList run(Operation operation, Object[] arguments, NDManager manager) {
        if (operation.schema().isOfOneTensor()) {
            return new NDList(Tensor.of(manager, Operators.tensor(operation.schema(), arguments)));
        }
        try (IValue result = Operators.call(operation.schema(), arguments)) {
            return Values.toArrays(result, manager);
        }
    }

    @Override
    public void runInto(Word word, NDArray input, NDArray other, NDArray out) {
        if (word != Word.MATMUL) {
            Operators.write(word.schemaInto(), input, other, out);
            return;
        }
        int rank = input.getShape().dimension();
        int rank2 = other.getShape().dimension();
        if (isBmm((PtNDArray) input, (PtNDArray) other)) {
            Operators.write(Word.BMM.schemaInto(), input, other, out);
        } else if (rank <= 2 && rank2 <= rank) {
            Operators.write(word.schemaInto(), input, other, out);
        } else {
            copyInto(out, run(word, input, other, out.getManager()));
        }
    }

    @Override
    public void runInto(Operation operation, Object[] arguments, NDArray out) {
        if (operation.isInPlace()) {
            Operators.write(operation.schema(), arguments);
        } else if (resizesOut(operation, arguments)) {
            copyInto(out, run(operation, arguments, out.getManager()).get(0));
        } else {
            Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = out;
            Operators.write(operation.schemaInto(), all);
        }
    }

    private static boolean resizesOut(Operation operation, Object... arguments) {
        return operation == Operation.LINEAR
                        && ((NDArray) arguments[0]).getShape().dimension() != 2
                || operation == Operation.ADDMV
                        && ((NDArray) arguments[1]).getShape().size() == 0;
    }

    /** Where libtorch computes in matrices of other sizes, and to that end gives out other sizes and strides for a while. */
    private static void copyInto(NDArray out, NDArray result) {
        try (result) {
            Operators.write(COPY, out, result);
        }
    }

    @Override
    public boolean haveOneMemory(NDArray array, NDArray other) {
        return AtenCalls.haveOneMemory((PtNDArray) array, (PtNDArray) other);
    }

    @Override
    public SharedElements.Place place(NDArray array) {
        Facts facts = facts(array);
        int bytes = facts.dtype() == null ? 1 : facts.dtype().bytes;
        return new SharedElements.Place(facts.sizes(), facts.strides(), AtenCalls.offset((PtNDArray) array), bytes);
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
