package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import org.torchmm.rules.Dtype;

/** What a tensor's text says of its gradient: nothing, that it requires one, or the operation that recorded it. */
final class GradientText {

    private GradientText() {}

    /** {@code requires_grad=True} for a leaf, {@code grad_fn=<BmmBackward0>} for the result of a recorded operation. */
    static Optional<String> of(PtNDArray tensor) {
        Dtype dtype = TensorFacts.dtype(tensor);
        if (!dtype.isFloatingPoint() && dtype != Dtype.COMPLEX64) {
            return Optional.empty();
        }
        // DJL says so of leaves only.
        if (JniUtils.requiresGrad(tensor)) {
            return Optional.of("requires_grad=True");
        }
        if (isRecorded(tensor)) {
            String function = JniUtils.getGradientFunctionNames(tensor);
            return Optional.of("grad_fn=<" + function.substring(function.lastIndexOf(':') + 1) + ">");
        }
        return Optional.empty();
    }

    /**
     * Whether a tensor that is no leaf with a gradient is the result of a recorded operation. To ask libtorch which one,
     * where there is none, would crash the JVM. So this negates none of the tensor's elements while operations are recorded:
     * that is a recorded result too if the tensor is one, and otherwise a leaf, which can be made to require a gradient.
     */
    private static boolean isRecorded(PtNDArray tensor) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDManager temporary = Libtorch.engine().newBaseManager(tensor.getDevice())) {
            NDArray view = LibtorchBackend.INSTANCE.alias(tensor, temporary);
            PtNDArray negated = (PtNDArray) view.expandDims(0).get("0:0").neg();
            JniUtils.attachGradient(negated, true);
            return !JniUtils.requiresGrad(negated);
        } finally {
            JniUtils.setGradMode(recording);
        }
    }
}
