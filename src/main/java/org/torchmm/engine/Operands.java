package org.torchmm.engine;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.torchmm.rules.Word;

/** What every operand must be before any of its native memory is touched. */
public final class Operands {

    private Operands() {}

    /**
     * Begins a use of an operand; refuses what would crash or confuse the engine: null, another engine's array, a closed one, a
     * string one.
     */
    public static Hold hold(Backend backend, String function, NDArray operand, String name, int position) {
        Hold hold = backend.hold(operand);
        if (hold == null) {
            throw refusal(backend, function, operand, name, position);
        }
        return hold;
    }

    /** The same for an operand of a product, counted from 0. */
    public static Hold hold(Backend backend, Word word, NDArray operand, int index) {
        Hold hold = backend.hold(operand);
        if (hold == null) {
            throw refusal(backend, word.toString(), operand, word.operands().get(index), index + 1);
        }
        return hold;
    }

    /** The same for each of several operands; none is held if one is refused. */
    public static Hold holdAll(Backend backend, String function, List<NDArray> operands, String name, int position) {
        List<Hold> holds = new ArrayList<>();
        Hold all = () -> holds.forEach(Hold::release);
        try {
            for (int i = 0; i < operands.size(); i++) {
                holds.add(hold(backend, function, operands.get(i), name + "[" + i + "]", position));
            }
            return all;
        } catch (RuntimeException e) {
            all.release();
            throw e;
        }
    }

    private static RuntimeException refusal(
            Backend backend, String function, NDArray operand, String name, int position) {
        String argument = function + "(): argument '" + name + "' (position " + position + ") ";
        if (operand == null) {
            return new NullPointerException(argument + "must be Tensor, not NoneType");
        }
        if (!backend.isOwn(operand)) {
            return new IllegalArgumentException(
                    argument + "must be Tensor, not " + operand.getClass().getSimpleName()
                            + ": only arrays of DJL's PyTorch engine and of torchmm's Java engine are tensors");
        }
        if (backend.isText(operand)) {
            return new IllegalArgumentException(argument + "must be Tensor, not an array of strings");
        }
        return new IllegalStateException(argument + "is closed");
    }
}
