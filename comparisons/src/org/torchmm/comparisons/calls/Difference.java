package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.torchmm.TensorText;
import org.torchmm.engine.Backend;
import org.torchmm.heap.HeapBackend;
import org.torchmm.libtorch.LibtorchBackend;

/**
 * How what a call came to with arrays in Java's memory differs from what it came to with libtorch's.
 *
 * @param what null if it does not
 * @param isSame whether every bit is equal, so that later calls of the result can be compared
 */
record Difference(String what, boolean isSame) {

    private static final Backend LIBTORCH = LibtorchBackend.INSTANCE;
    static final Backend JAVA = HeapBackend.best();

    /** For what has no operands. */
    static final Supplier<List<Content>> NO_OPERANDS = List::of;

    private static final Difference NONE = new Difference(null, true);
    private static final Difference NEAR = new Difference(null, false);

    private static Difference of(String kind, Object libtorch, Object java) {
        return new Difference(kind + "\n  libtorch: " + libtorch + "\n  Java:     " + java, false);
    }

    /** Between outcomes: arrays, lists of them, or what else is equal or not. */
    static Difference of(Call call, Supplier<List<Content>> operands, Object libtorch, Object java) {
        if (libtorch instanceof NDArray x && java instanceof NDArray y) {
            return arrays(call, operands, x, y);
        }
        if (libtorch instanceof NDList list && java instanceof NDList other && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                Difference difference = arrays(call, operands, list.get(i), other.get(i));
                if (difference.what != null) {
                    return difference;
                }
            }
            return NEAR;
        }
        return libtorch.equals(java) ? NEAR : of("outcome", shown(libtorch), shown(java));
    }

    private static Object shown(Object outcome) {
        return outcome instanceof NDArray array ? array.getDataType() + " " + TensorText.size(array) : outcome;
    }

    private static Difference arrays(Call call, Supplier<List<Content>> operands, NDArray x, NDArray y) {
        if (x.getDataType() == DataType.UNKNOWN) {
            return NEAR;
        }
        if (x.getDataType() != y.getDataType()) {
            return of("dtype", x.getDataType(), y.getDataType());
        }
        if (!x.getShape().equals(y.getShape())) {
            return of("size", TensorText.size(x), TensorText.size(y));
        }
        long[] strides = LIBTORCH.facts(x).strides();
        long[] others = JAVA.facts(y).strides();
        boolean hasStrides = Arrays.equals(strides, others);
        if (!hasStrides && call.hasStrides()) {
            return of("strides of " + TensorText.size(x), Arrays.toString(strides), Arrays.toString(others));
        }
        Elements expected = Elements.of(LIBTORCH, x);
        Elements actual = Elements.of(JAVA, y);
        boolean isSame = true;
        for (int i = 0; i < expected.count() && isSame; i++) {
            isSame = expected.bits(i) == actual.bits(i);
        }
        if (!isSame) {
            return numbers(call, operands, expected, actual, x);
        }
        String text = text(x);
        String other = text(y);
        return text.equals(other) ? hasStrides ? NONE : NEAR : of("text", text, other);
    }

    private static String text(NDArray array) {
        try {
            return TensorText.repr(array);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static Difference numbers(
            Call call, Supplier<List<Content>> operands, Elements expected, Elements actual, NDArray x) {
        Allowance allowance = expected.isWhole() ? Allowance.NOTHING : Allowance.of(call, operands, expected);
        for (int i = 0; i < expected.count(); i++) {
            if (expected.bits(i) != actual.bits(i)
                    && (expected.isWhole() || !allowance.covers(expected.number(i), actual.number(i)))) {
                String at = "number " + i + " of " + x.getDataType() + " " + TensorText.size(x);
                return of(at, expected.number(i), actual.number(i));
            }
        }
        return NEAR;
    }
}
