package org.torchmm.comparisons.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernels;

/**
 * ONNX Runtime 1.29.0: a model of one MatMul for each dtype, with as many threads as torchmm's kernels have when the peer is
 * loaded. One matrix for the whole batch is broadcast; MatMul knows no transposed operand and ONNX no strides, so those are
 * copied. It multiplies in native memory, into one result.
 */
final class OnnxRuntimePeer extends PeerKernel {

    /** One MatMul of one dtype. */
    private record Model(OnnxJavaType dtype, OrtSession session) {}

    /**
     * For the first use of ONNX Runtime in a process: it searches the command line with a regular expression, a recursion of
     * 250 bytes of stack a character, and a class path of 4000 took a thread of 1 MB and its JVM down.
     */
    private static final long STACK_BYTES = 64L << 20;

    private final OrtEnvironment environment;
    private final Map<Element, Model> models = new EnumMap<>(Element.class);

    OnnxRuntimePeer() throws OrtException, InterruptedException, ExecutionException {
        super("onnxruntime", EVERY);
        environment = environment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(MatrixKernels.getThreads());
        models.put(Element.FLOAT32, model(OnnxJavaType.FLOAT, 1, options));
        models.put(Element.FLOAT64, model(OnnxJavaType.DOUBLE, 11, options));
        models.put(Element.INT32, model(OnnxJavaType.INT32, 6, options));
        models.put(Element.INT64, model(OnnxJavaType.INT64, 7, options));
    }

    private static OrtEnvironment environment() throws InterruptedException, ExecutionException {
        FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, start, "onnxruntime-start", STACK_BYTES).start();
        return start.get();
    }

    private Model model(OnnxJavaType dtype, int elementType, OrtSession.SessionOptions options) throws OrtException {
        return new Model(dtype, environment.createSession(OnnxModel.matMul(elementType), options));
    }

    @Override
    PreparedProduct adapt(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        Model model = models.get(c.element());
        OnnxJavaType dtype = model.dtype();
        // of two shared operands MatMul would compute one matrix for the whole batch
        boolean isOneProduct = c.batch() > 1 && Storage.isShared(a) && Storage.isShared(b);
        OnnxTensor x = tensor(isOneProduct ? DenseCopies.repeated(a) : DenseCopies.of(a), dtype);
        OnnxTensor y = tensor(DenseCopies.of(b), dtype);
        ByteBuffer memory = DirectMemory.like(c);
        OnnxTensor z = tensor(memory, shape(c), dtype);
        Map<String, OnnxTensor> operands = Map.of("a", x, "b", y);
        Map<String, OnnxTensor> product = Map.of("c", z);
        return new PreparedProduct() {
            @Override
            public void run() {
                try {
                    model.session().run(operands, product).close();
                } catch (OrtException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void read() {
                DirectMemory.read(memory, c);
            }

            @Override
            public void close() {
                x.close();
                y.close();
                z.close();
            }
        };
    }

    private OnnxTensor tensor(Matrices<?> dense, OnnxJavaType dtype) {
        return tensor(DirectMemory.of(dense), shape(dense), dtype);
    }

    private OnnxTensor tensor(ByteBuffer memory, long[] shape, OnnxJavaType dtype) {
        try {
            return OnnxTensor.createTensor(environment, memory, shape, dtype);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long[] shape(Matrices<?> x) {
        return new long[] {Storage.distinct(x), x.rows(), x.columns()};
    }
}
