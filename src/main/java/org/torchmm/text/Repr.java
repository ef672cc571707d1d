package org.torchmm.text;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Devices;
import org.torchmm.engine.Hold;
import org.torchmm.rules.Dtype;

/** The text of a tensor as Python's {@code repr} has it; the rules are those of PyTorch's {@code _tensor_str.py}. */
public final class Repr {

    private static final String PREFIX = "tensor(";

    /** As DJL has it. */
    private static final String CLOSED = "This array is already closed";

    private final Backend backend;

    public Repr(Backend backend) {
        this.backend = backend;
    }

    /** {@code torch.Size([10, 3, 5])}. */
    public static String size(Shape shape) {
        return "torch.Size(" + Arrays.toString(shape.getShape()) + ")";
    }

    /**
     * The text without a line break at its end; only the elements that are shown are read.
     *
     * @throws IllegalArgumentException if the array is sparse, or of a dtype that DJL does not name
     */
    public String of(NDArray tensor) {
        Dtype dtype = printable(tensor);
        return withSuffixes(PREFIX + body(tensor, dtype), suffixes(tensor, dtype));
    }

    /** What {@code toString()} answers, which may not throw: the text, or why there is none. */
    public String shown(NDArray tensor) {
        try {
            Hold hold = backend.hold(tensor);
            if (hold == null) {
                return CLOSED;
            }
            try {
                return of(tensor);
            } finally {
                hold.release();
            }
        } catch (RuntimeException e) {
            return tensor.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private Dtype printable(NDArray tensor) {
        if (!backend.isDense(tensor)) {
            throw new IllegalArgumentException(
                    "only dense arrays can be printed, this one is sparse or in a format of its own: call toDense() first");
        }
        Dtype dtype = backend.facts(tensor).dtype();
        if (dtype == null) {
            throw new IllegalArgumentException("cannot print an array of dtype " + tensor.getDataType()
                    + ": DJL does not read its elements, convert it with toType first");
        }
        return dtype;
    }

    private String body(NDArray tensor, Dtype dtype) {
        Shape shape = tensor.getShape();
        if (shape.size() == 0) {
            return "[]";
        }
        boolean summarized = shape.size() > PrintOptions.THRESHOLD;
        ElementTexts elements = ShownElements.of(backend, tensor, dtype, summarized);
        return TensorLayout.of(shape, summarized, elements, PREFIX.length());
    }

    private List<String> suffixes(NDArray tensor, Dtype dtype) {
        Shape shape = tensor.getShape();
        boolean empty = shape.size() == 0;
        List<String> suffixes = new ArrayList<>();
        if (!tensor.getDevice().equals(Device.cpu())) {
            suffixes.add("device='" + Devices.name(tensor.getDevice()) + "'");
        }
        if (empty && shape.dimension() != 1) {
            suffixes.add("size=" + tuple(shape));
        }
        if (!isImplied(dtype, empty)) {
            suffixes.add("dtype=torch." + dtype.python);
        }
        backend.gradientText(tensor).ifPresent(suffixes::add);
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
