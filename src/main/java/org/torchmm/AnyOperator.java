package org.torchmm;

import org.torchmm.kernel.Arguments;

/** Every operator of libtorch's that has no word of its own here, by torch's name. */
public interface AnyOperator {

    /**
     * Calls any operator of libtorch's by torch's name, with torch's order of arguments and its defaults:
     *
     * <pre>{@code
     * NDArray weights = torch.call("softmax", scores, -1);
     * NDList top = torch.call("topk", scores, 5);                              // values, indices
     * NDArray y = torch.call("nn.functional.layer_norm", x, new long[] {64}, gain, bias);
     * NDArray z = torch.call("add", x, y, Map.of("alpha", 2));                 // what Python has by keyword
     * boolean same = torch.call("equal", x, y);
     * }</pre>
     *
     * <p><b>Names</b> are ATen's, {@code linalg_svd}, or Python's, {@code torch.linalg.svd}.
     *
     * <p><b>Arguments.</b> {@code Tensor}: NDArray. {@code Tensor[]}: a List of NDArrays or an NDArray[]; the last ones may stand by
     * themselves, as in {@code torch.call("einsum", "ij,jk->ik", a, b)}. {@code Scalar}, {@code int}, {@code float}, {@code bool}: Java's,
     * whole or not as Python's. {@code int[]}: long[], int[], Shape, a List of whole numbers, or one for all. {@code float[]}: double[],
     * float[]. {@code str}: String; so are {@code Device} ({@code "cpu"}; or DJL's) and memory formats. {@code ScalarType}: DataType.
     * {@code None}: null, where torch takes that. A Map at the end gives arguments by name. The overload is torch's first that takes
     * them. Complex numbers, generators and layouts have no value in Java: such parameters keep their defaults.
     *
     * <p><b>Result.</b> What is asked for must be what the operator answers, or Java says {@link ClassCastException}: an NDArray; an
     * {@link ai.djl.ndarray.NDList} of several, and of operators that answer a list; Long, Double, Boolean or String; long[]; DataType. Its
     * arrays belong to the {@link Torch} that was asked. Those of views ({@code diagonal}) share the memory of their input.
     *
     * <p><b>Operands are not modified</b>, unless the operator's name ends in an underscore ({@code add_} changes its first), or by
     * name, {@code Map.of("out", x)}; an array of the other kind is then refused, as only its copy would change.
     *
     * <p><b>Arrays in Java's memory</b> have the products and the words that go element by element and along dimensions, {@code to} and
     * {@code clone}; the others are refused, views, new arrays and comparisons of whole arrays too, which are methods here.
     *
     * <p>The first call of an operator takes some milliseconds, those after it 3 to 5 microseconds and the operator's time.
     *
     * @param operator torch's name
     * @param arguments as above
     * @throws IllegalArgumentException if there is no such operator, with the nearest names; if it does not check its arguments (names
     *     that begin with an underscore, {@code ..._backward}); if it does not take these arguments, with
     *     those that it takes ({@code received an invalid combination of arguments}); or what it refuses itself, in libtorch's sentence
     * @throws IndexOutOfBoundsException where Python raises an {@code IndexError}
     * @throws NullPointerException if the name is null, or {@code arguments} itself
     * @throws IllegalStateException if an array is closed
     */
    @SuppressWarnings("unchecked") // the caller says what is answered, as Python's does
    default <T> T call(String operator, Object... arguments) {
        Arguments.check(operator, "call", "operator", 1, "String");
        Arguments.check(arguments, "call", "arguments", 2, "Object...");
        Calls calls = Calls.of(this);
        return (T) calls.call(() -> {
            try (OperatorArguments given = OperatorArguments.of(calls, operator, arguments)) {
                return given.call();
            }
        });
    }
}
