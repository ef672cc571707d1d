package org.torchmm.comparisons.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.torchmm.comparisons.Matrices;
import org.torchmm.kernel.MatrixKernels;

/**
 * ONNX Runtime 1.29.0: a model of one MatMul for each dtype, with as many threads as torchmm's kernels have when the peer is
 * loaded. One matrix for the whole batch is broadcast; MatMul knows no transposed operand and ONNX no strides, so those are
 * copied. It multiplies in native memory, into one result.
 */
final class OnnxRuntimePeer extends PeerKernel {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<OnnxJavaType, OrtSession> sessions = new EnumMap<>(OnnxJavaType.class);

    OnnxRuntimePeer() throws OrtException {
        super("onnxruntime");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(MatrixKernels.getThreads());
        sessions.put(OnnxJavaType.FLOAT, environment.createSession(OnnxModel.matMul(1), options));
        sessions.put(OnnxJavaType.DOUBLE, environment.createSession(OnnxModel.matMul(11), options));
        sessions.put(OnnxJavaType.INT32, environment.createSession(OnnxModel.matMul(6), options));
        sessions.put(OnnxJavaType.INT64, environment.createSession(OnnxModel.matMul(7), options));
    }

    @Override
    PreparedProduct floats(Matrices<float[]> a, Matrices<float[]> b, Matrices<float[]> c) {
        return prepare(a, b, c, OnnxJavaType.FLOAT);
    }

    @Override
    PreparedProduct doubles(Matrices<double[]> a, Matrices<double[]> b, Matrices<double[]> c) {
        return prepare(a, b, c, OnnxJavaType.DOUBLE);
    }

    @Override
    PreparedProduct ints(Matrices<int[]> a, Matrices<int[]> b, Matrices<int[]> c) {
        return prepare(a, b, c, OnnxJavaType.INT32);
    }

    @Override
    PreparedProduct longs(Matrices<long[]> a, Matrices<long[]> b, Matrices<long[]> c) {
        return prepare(a, b, c, OnnxJavaType.INT64);
    }

    private PreparedProduct prepare(Matrices<?> a, Matrices<?> b, Matrices<?> c, OnnxJavaType dtype) {
        // of two shared operands MatMul would compute one matrix for the whole batch
        boolean isOneProduct = c.batch() > 1 && a.isShared() && b.isShared();
        OnnxTensor x = tensor(isOneProduct ? DenseCopies.repeated(a) : DenseCopies.of(a), dtype);
        OnnxTensor y = tensor(DenseCopies.of(b), dtype);
        ByteBuffer memory = DirectMemory.like(c);
        OnnxTensor z = tensor(memory, shape(c), dtype);
        OrtSession session = sessions.get(dtype);
        Map<String, OnnxTensor> operands = Map.of("a", x, "b", y);
        Map<String, OnnxTensor> product = Map.of("c", z);
        return new PreparedProduct() {
            @Override
            public void run() {
                try {
                    session.run(operands, product).close();
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
        return new long[] {x.distinct(), x.rows(), x.columns()};
    }
}
