package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Word;

/** What every operand must be before any of its native memory is touched. */
public final class Operands {

    private Operands() {}

    /** Refuses what would crash or confuse the engine: null, another engine's array, a closed one, a string one. */
    public static void check(Backend backend, String function, NDArray operand, String name, int position) {
        if (!backend.isOperand(operand)) {
            throw refusal(backend, function, operand, name, position);
        }
    }

    /** The same for an operand of a product, counted from 0. */
    public static void check(Backend backend, Word word, NDArray operand, int index) {
        if (!backend.isOperand(operand)) {
            throw refusal(backend, word.toString(), operand, word.operands().get(index), index + 1);
        }
    }

    private static RuntimeException refusal(
            Backend backend, String function, NDArray operand, String name, int position) {
        String argument = function + "(): argument '" + name + "' (position " + position + ") ";
        if (operand == null) {
            return new NullPointerException(argument + "must be Tensor, not NoneType");
        }
        if (!backend.isOwn(operand)) {
            return new IllegalArgumentException(argument + "must be Tensor, not "
                    + operand.getClass().getSimpleName() + ": only arrays of " + backend.name() + " are tensors");
        }
        if (operand.isReleased()) {
            return new IllegalStateException(argument + "is closed");
        }
        if (operand.getDataType() == DataType.STRING) {
            return new IllegalArgumentException(argument + "must be Tensor, not an array of strings");
        }
        throw new AssertionError(argument + "is an operand");
    }

    /** Refuses operands on different devices, in torch's words; a build without CUDA has but one device. */
    public static void checkSameDevice(Backend backend, NDArray first, NDArray second) {
        if (backend.hasCuda() && !first.getDevice().equals(second.getDevice())) {
            throw new IllegalArgumentException(
                    "Expected all tensors to be on the same device, but found at least two devices, "
                            + Devices.name(first.getDevice()) + " and " + Devices.name(second.getDevice()) + "!");
        }
    }
}
