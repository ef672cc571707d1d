package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;

/** What every operand must be before any of its native memory is touched. */
final class Operands {

    private Operands() {}

    /** Refuses what would crash or confuse the engine: null, another engine's array, a closed one, a string one. */
    static void check(String function, NDArray operand, String name, int position) {
        if (operand instanceof PtNDArray array && !array.isReleased() && array.getDataType() != DataType.STRING) {
            return;
        }
        String argument = function + "(): argument '" + name + "' (position " + position + ") ";
        if (operand == null) {
            throw new NullPointerException(argument + "must be Tensor, not NoneType");
        }
        if (!(operand instanceof PtNDArray)) {
            throw new IllegalArgumentException(argument + "must be Tensor, not "
                    + operand.getClass().getSimpleName() + ": only arrays of DJL's PyTorch engine are tensors");
        }
        if (((PtNDArray) operand).isReleased()) {
            throw new IllegalStateException(argument + "is closed");
        }
        throw new IllegalArgumentException(argument + "must be Tensor, not an array of strings");
    }

    /** Refuses operands on different devices, in torch's words; a build without CUDA has but one device. */
    static void sameDevice(NDArray first, NDArray second) {
        if (Libtorch.hasCuda() && !first.getDevice().equals(second.getDevice())) {
            throw new IllegalArgumentException(
                    "Expected all tensors to be on the same device, but found at least two devices, " + device(first)
                            + " and " + device(second) + "!");
        }
    }

    private static String device(NDArray array) {
        return array.getDevice().isGpu() ? "cuda:" + array.getDevice().getDeviceId() : "cpu";
    }
}
