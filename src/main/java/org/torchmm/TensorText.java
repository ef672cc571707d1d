package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.kernel.Arguments;
import org.torchmm.text.Repr;

/**
 * Sizes and tensors as Python prints them.
 *
 * <p>The texts are those of {@code print(tensor.size())} and {@code print(tensor)} in PyTorch 2.7.1 with its default print
 * options: four digits after the point, 80 columns, and a summary of the first and last three elements of each dimension
 * for tensors of more than 1000 elements.
 *
 * <p>Nothing is kept between calls and no array is changed: any thread may print any array.
 */
public final class TensorText {

    private TensorText() {}

    /**
     * The size of an array as Python's {@code print(array.size())} shows it: {@code torch.Size([10, 3, 5])}.
     *
     * @param array an array of DJL's PyTorch engine or in Java's memory, of any dtype; not modified
     * @return the size's text
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if the array is another engine's
     * @throws IllegalStateException if the array is closed
     */
    public static String size(NDArray array) {
        return read("size", array, kind -> Repr.size(array.getShape()));
    }

    /**
     * A shape as Python prints the size of a tensor that has it: {@code torch.Size([10, 3, 5])}, {@code torch.Size([])}.
     *
     * @param shape the shape
     * @return the size's text
     * @throws NullPointerException if the shape is null
     */
    public static String size(Shape shape) {
        Arguments.check(shape, "size", "shape", 1, "Shape");
        return Repr.size(shape);
    }

    /**
     * An array as Python's {@code print(array)} shows it, for example
     *
     * <pre>{@code
     * tensor([[ 0.3367,  0.1288,  0.2345],
     *         [ 0.2303, -1.1229, -0.1863]])
     * }</pre>
     *
     * <p>Only the elements that are shown are read, so that a tensor of any size prints at once. Views (transposed, expanded,
     * stepped) print as the tensors they are.
     *
     * <p>Dtypes: float32, float64, float16, bfloat16, uint8, int8, int16, int32, int64, bool and complex64. Arrays of other dtypes
     * (complex128; a TorchScript model may return them) are refused, as are string and sparse arrays.
     *
     * <p>A leaf that requires a gradient ends in {@code requires_grad=True}, the result of a recorded operation in the
     * operation's name: {@code grad_fn=<BmmBackward0>}.
     *
     * <p>The rules are those of PyTorch's {@code _tensor_str.py}.
     *
     * @param array an array of DJL's PyTorch engine or in Java's memory; not modified
     * @return the array's text, without a line break at its end
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if the array is another engine's, a string array, sparse, or of a dtype that DJL does
     *     not name
     * @throws IllegalStateException if the array is closed
     */
    public static String repr(NDArray array) {
        return read("repr", array, kind -> new Repr(kind).of(array));
    }

    private static String read(String function, NDArray array, Function<Backend, String> text) {
        Backend kind = Kinds.of(array);
        Hold hold = Operands.hold(kind, function, array, "array", 1);
        try {
            return text.apply(kind);
        } finally {
            hold.release();
        }
    }
}
