package org.torchmm.notebooks;

import ai.djl.ndarray.NDArray;
import org.torchmm.TensorText;

/** How a value shows in a notebook and in JShell: an {@link NDArray} as PyTorch prints it, all else as ever. */
public final class TensorDisplay {

    private TensorDisplay() {}

    /** The text; that of an array which is closed, or which Python could not print, says so. */
    public static String text(NDArray array) {
        try {
            return TensorText.repr(array);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            return array.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    static String text(Object value) {
        return value instanceof NDArray array ? text(array) : String.valueOf(value);
    }
}
