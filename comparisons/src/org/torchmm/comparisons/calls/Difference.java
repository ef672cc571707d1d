package org.torchmm.comparisons.calls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
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
    private static final Backend JAVA = HeapBackend.best();

    private static final Difference NONE = new Difference(null, true);
    private static final Difference NEAR = new Difference(null, false);

    private static Difference of(String kind, Object libtorch, Object java) {
        return new Difference(kind + "\n  libtorch: " + libtorch + "\n  Java:     " + java, false);
    }

    /** Between outcomes: arrays, lists of them, or what else is equal or not. */
    static Difference of(Call call, NDArray[] operands, Object libtorch, Object java) {
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

    private static Difference arrays(Call call, NDArray[] operands, NDArray x, NDArray y) {
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

    private static Difference numbers(Call call, NDArray[] operands, Elements expected, Elements actual, NDArray x) {
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

    /**
     * How far a floating-point result may be from libtorch's.
     *
     * @param relative of libtorch's number
     * @param isLoose whether sums may have passed the largest number, or lost themselves in an infinity, in one order and not in another
     */
    private record Allowance(double relative, double absolute, boolean isLoose) {

        private static final Allowance NOTHING = new Allowance(0, 0, false);

        static Allowance of(Call call, NDArray[] operands, Elements expected) {
            double unit = 2 * expected.roundoff();
            return switch (call.closeness()) {
                case BITS -> NOTHING;
                case NORMALS -> new Allowance(2 * unit, 0, false);
                case FUNCTION -> new Allowance(4 * unit, 16 * unit, false);
                case PRODUCT, SUM, HALVES -> ofSum(call.closeness(), operands, expected, unit);
            };
        }

        private static Allowance ofSum(Closeness closeness, NDArray[] operands, Elements expected, double unit) {
            double size = 1;
            double count = 1;
            boolean isLoose = false;
            for (NDArray operand : operands) {
                Elements elements = Elements.of(JAVA, operand);
                size *= elements.largest();
                count = Math.max(count, elements.count());
                isLoose |= !elements.isFinite();
            }
            if (closeness == Closeness.PRODUCT && operands[0].getShape().dimension() > 0) {
                count = operands[0].getShape().get(operands[0].getShape().dimension() - 1);
            }
            isLoose |= size * count > expected.overflow();
            // halves are summed in float32, their products rounded by dot
            double sums = closeness == Closeness.HALVES ? unit : Math.min(unit, 0x1p-23);
            double products = closeness == Closeness.PRODUCT ? unit : 0;
            return new Allowance(2 * unit, ((count + 8) * sums + products) * size * count, isLoose);
        }

        boolean covers(double expected, double actual) {
            if (isLoose && !(Double.isFinite(expected) && Double.isFinite(actual))) {
                return true;
            }
            return expected == actual || Math.abs(expected - actual) <= relative * Math.abs(expected) + absolute;
        }
    }
}
