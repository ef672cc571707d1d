package org.torchmm;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

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

    private static final String PREFIX = "tensor(";

    private TensorText() {}

    /**
     * The size of an array as Python's {@code print(array.size())} shows it: {@code torch.Size([10, 3, 5])}.
     *
     * @param array an array of DJL's PyTorch engine, of any dtype; not modified
     * @return the size's text
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if the array is another engine's
     * @throws IllegalStateException if the array is closed
     */
    public static String size(NDArray array) {
        return size(open(array).getShape());
    }

    /**
     * A shape as Python prints the size of a tensor that has it: {@code torch.Size([10, 3, 5])}, {@code torch.Size([])}.
     *
     * @param shape the shape
     * @return the size's text
     * @throws NullPointerException if the shape is null
     */
    public static String size(Shape shape) {
        Objects.requireNonNull(shape, "shape");
        return "torch.Size(" + Arrays.toString(shape.getShape()) + ")";
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
     * <p>Dtypes: float32, float64, float16, uint8, int8, int32, int64, bool and complex64. Arrays of other dtypes (int16,
     * bfloat16, complex128; a TorchScript model may return them) are refused, as are string and sparse arrays.
     *
     * <p>A leaf that requires a gradient ends in {@code requires_grad=True}, the result of a recorded operation in the
     * operation's name: {@code grad_fn=<BmmBackward0>}.
     *
     * <p>The rules are those of PyTorch's {@code _tensor_str.py}.
     *
     * @param array an array of DJL's PyTorch engine; not modified
     * @return the array's text, without a line break at its end
     * @throws NullPointerException if the array is null
     * @throws IllegalArgumentException if the array is another engine's, a string array, sparse, or of a dtype that DJL does
     *     not name
     * @throws IllegalStateException if the array is closed
     */
    public static String repr(NDArray array) {
        PtNDArray tensor = open(array);
        Dtype dtype = printable(tensor);
        return withSuffixes(PREFIX + body(tensor, dtype), suffixes(tensor, dtype));
    }

    private static PtNDArray open(NDArray array) {
        Objects.requireNonNull(array, "array");
        if (!(array instanceof PtNDArray tensor)) {
            throw new IllegalArgumentException("expected an array of DJL's PyTorch engine, got "
                    + array.getClass().getName());
        }
        if (tensor.isReleased()) {
            throw new IllegalStateException("the array is closed");
        }
        return tensor;
    }

    private static Dtype printable(PtNDArray tensor) {
        // Before any native call: a string array has no tensor behind it, and libtorch would follow a wild pointer.
        if (tensor.getDataType() == DataType.STRING) {
            throw new IllegalArgumentException("a string array is not a tensor and has no tensor's text");
        }
        if (JniUtils.getLayout(tensor) != 0) {
            throw new IllegalArgumentException(
                    "only dense arrays can be printed, this one is sparse or in a format of its own: call toDense() first");
        }
        Dtype dtype = Dtype.of(tensor.getDataType());
        if (dtype == null) {
            throw new IllegalArgumentException("cannot print an array of dtype " + tensor.getDataType()
                    + ": DJL does not read its elements, convert it with toType first");
        }
        return dtype;
    }

    private static String body(PtNDArray tensor, Dtype dtype) {
        Shape shape = tensor.getShape();
        if (shape.size() == 0) {
            return "[]";
        }
        boolean summarized = shape.size() > PrintOptions.THRESHOLD;
        ElementTexts elements = ShownElements.of(tensor, dtype, summarized);
        return TensorLayout.of(shape, summarized, elements, PREFIX.length());
    }

    private static List<String> suffixes(PtNDArray tensor, Dtype dtype) {
        Shape shape = tensor.getShape();
        boolean empty = shape.size() == 0;
        List<String> suffixes = new ArrayList<>();
        if (!tensor.getDevice().equals(Device.cpu())) {
            suffixes.add("device='" + pythonName(tensor.getDevice()) + "'");
        }
        if (empty && shape.dimension() != 1) {
            suffixes.add("size=" + tuple(shape));
        }
        if (!isImplied(dtype, empty)) {
            suffixes.add("dtype=torch." + dtype.python);
        }
        GradientText.of(tensor, dtype).ifPresent(suffixes::add);
        return suffixes;
    }

    /** Whether the elements alone tell the dtype; where there are none, only torch's default goes without saying. */
    private static boolean isImplied(Dtype dtype, boolean empty) {
        return switch (dtype) {
            case FLOAT32 -> true;
            case INT64, BOOL, COMPLEX64 -> !empty;
            default -> false;
        };
    }

    /** {@code cuda:0} for what DJL calls {@code gpu(0)}. */
    static String pythonName(Device device) {
        return (device.isGpu() ? "cuda" : device.getDeviceType()) + ":" + device.getDeviceId();
    }

    private static String tuple(Shape shape) {
        return Arrays.stream(shape.getShape()).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Appends each suffix to the last line, or on a line of its own where that would grow too long. */
    private static String withSuffixes(String text, List<String> suffixes) {
        StringBuilder result = new StringBuilder(text);
        // Two more than the line has: so does PyTorch.
        int lastLine = text.length() - text.lastIndexOf('\n') + 1;
        for (String suffix : suffixes) {
            if (lastLine + suffix.length() + ", ".length() > PrintOptions.LINE_WIDTH) {
                result.append(",\n").append(" ".repeat(PREFIX.length()));
                lastLine = PREFIX.length();
            } else {
                result.append(", ");
                lastLine += ", ".length();
            }
            result.append(suffix);
            lastLine += suffix.length();
        }
        return result.append(')').toString();
    }
}
