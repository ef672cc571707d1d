package org.torchmm.comparisons.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.torchmm.kernel.MatrixKernels;

/**
 * ONNX Runtime 1.29.0: a model of one MatMul for each dtype, with as many threads as torchmm's kernels have when the peer is
 * loaded. One matrix for the whole batch is broadcast; MatMul knows no transposed operand and ONNX no strides, so those are
 * copied. Copying to native memory and back is part of every call.
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
    void floats(Operand<float[]> a, Operand<float[]> b, Operand<float[]> c) {
        multiply(a, b, c, OnnxJavaType.FLOAT);
    }

    @Override
    void doubles(Operand<double[]> a, Operand<double[]> b, Operand<double[]> c) {
        multiply(a, b, c, OnnxJavaType.DOUBLE);
    }

    @Override
    void ints(Operand<int[]> a, Operand<int[]> b, Operand<int[]> c) {
        multiply(a, b, c, OnnxJavaType.INT32);
    }

    @Override
    void longs(Operand<long[]> a, Operand<long[]> b, Operand<long[]> c) {
        multiply(a, b, c, OnnxJavaType.INT64);
    }

    private void multiply(Operand<?> a, Operand<?> b, Operand<?> c, OnnxJavaType dtype) {
        if (c.batch() > 1 && a.isShared() && b.isShared()) { // MatMul would compute one matrix
            for (int q = 0; q < c.batch(); q++) {
                multiply(a.matrix(q), b.matrix(q), c.matrix(q), dtype);
            }
            return;
        }
        ByteBuffer memory = DirectMemory.like(c);
        try (OnnxTensor x = tensor(DirectMemory.of(DenseCopies.of(a)), shape(a), dtype);
                OnnxTensor y = tensor(DirectMemory.of(DenseCopies.of(b)), shape(b), dtype);
                OnnxTensor z = tensor(memory, shape(c), dtype)) {
            sessions.get(dtype).run(Map.of("a", x, "b", y), Map.of("c", z)).close();
            DirectMemory.read(memory, c);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxTensor tensor(ByteBuffer memory, long[] shape, OnnxJavaType dtype) throws OrtException {
        return OnnxTensor.createTensor(environment, memory, shape, dtype);
    }

    private static long[] shape(Operand<?> x) {
        return new long[] {x.distinct(), x.rows(), x.columns()};
    }
}
