package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.text.Repr;

/** The words that answer with text. */
public interface Texts {

    /** The shape as Python prints it: {@code torch.Size([10, 3, 5])}. */
    default String size(NDArray input) {
        return Calls.of(this).read("size", input, (backend, array) -> Repr.size(array.getShape()));
    }

    /**
     * The array as Python prints it: {@code tensor([[1., 2.], ...])}; only what is shown is read.
     *
     * <p>It is the {@code toString()} of an array that a {@code Torch} made, too, which never throws: of a closed one it says so.
     */
    default String repr(NDArray input) {
        return Calls.of(this).read("repr", input, (backend, array) -> new Repr(backend).of(array));
    }
}
