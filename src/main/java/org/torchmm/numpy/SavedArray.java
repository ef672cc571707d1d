package org.torchmm.numpy;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * What a NumPy file says of one thing that it holds, before any of its data is read.
 *
 * @param name as {@code torch.load} takes it; null in a .npy file, whose array has none
 * @param dtype {@code float32}; where torchmm cannot read it, as NumPy spells it, {@code <i2}; null where the thing is no array
 * @param shape null where the thing is no array
 * @param whyNot why {@code torch.load} leaves it out; empty where it does not
 */
public record SavedArray(String name, String dtype, Shape shape, Optional<String> whyNot) {

    /** Whether {@code torch.load} reads it. */
    public boolean isReadable() {
        return whyNot.isEmpty();
    }

    /** {@code weights: float32 (2, 3)}, and why it cannot be read. */
    @Override
    public String toString() {
        String array = dtype == null ? "" : dtype + " " + shape;
        return (name == null ? "" : name + ": ")
                + array
                + (dtype == null ? "" : whyNot.isPresent() ? ", " : "")
                + whyNot.orElse("");
    }
}
