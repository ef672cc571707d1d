package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.stream.Collectors;
import org.torchmm.TensorText;

/**
 * How a value shows in a notebook and in JShell: an {@link NDArray} as PyTorch prints it, an {@link NDList} as Python prints a list of
 * tensors, or a dict where all have names; all else as ever.
 */
public final class TensorDisplay {

    private TensorDisplay() {}

    /** Whether a value has a text of its own here. */
    static boolean isShown(Object value) {
        return value instanceof NDArray || value instanceof NDList;
    }

    /** The text; that of an array which is closed, or which Python could not print, says so. */
    public static String text(NDArray array) {
        try {
            return TensorText.repr(array);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            return array.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static String text(NDList arrays) {
        boolean haveNames = !arrays.isEmpty() && arrays.stream().allMatch(array -> array.getName() != null);
        return haveNames
                ? arrays.stream()
                        .map(array -> "'" + array.getName() + "': " + text(array))
                        .collect(Collectors.joining(", ", "{", "}"))
                : arrays.stream().map(TensorDisplay::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(Object value) {
        return value instanceof NDArray array
                ? text(array)
                : value instanceof NDList arrays ? text(arrays) : String.valueOf(value);
    }
}
