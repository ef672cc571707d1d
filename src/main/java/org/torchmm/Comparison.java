package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Devices;
import org.torchmm.engine.Elements;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.engine.SideBySide;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Mismatches;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Tolerance;
import org.torchmm.text.MismatchText;
import org.torchmm.text.Repr;

/** Two arrays, each of either kind, held for as long as they are compared. */
final class Comparison implements AutoCloseable {

    private final Side first;
    private final Side second;

    /** One of the two. */
    private record Side(Backend kind, NDArray array, Hold hold, long[] sizes, Dtype dtype, String device) {

        static Side of(NDArray array, String function, String name, int position) {
            Backend kind = Kinds.of(array);
            Hold hold = Operands.hold(kind, function, array, name, position);
            try {
                kind.begin();
                Dtype dtype = readable(kind, array);
                return new Side(kind, array, hold, array.getShape().getShape(), dtype, Devices.name(array.getDevice()));
            } catch (RuntimeException | Error e) {
                hold.release();
                throw e;
            }
        }

        private static Dtype readable(Backend kind, NDArray array) {
            if (!kind.isDense(array)) {
                throw new IllegalArgumentException("only dense arrays are compared, this one is sparse or in a format"
                        + " of its own: call toDense() first");
            }
            Dtype dtype = kind.facts(array).dtype();
            if (dtype == null) {
                throw new IllegalArgumentException("an array of dtype " + array.getDataType()
                        + " cannot be compared, as DJL does not read its elements: convert it with toType first");
            }
            return dtype;
        }
    }

    private Comparison(Side first, Side second) {
        this.first = first;
        this.second = second;
    }

    private static Comparison of(String function, NDArray first, String firstName, NDArray second, String secondName) {
        Side one = Side.of(first, function, firstName, 1);
        try {
            return new Comparison(one, Side.of(second, function, secondName, 2));
        } catch (RuntimeException | Error e) {
            one.hold.release();
            throw e;
        }
    }

    static boolean allclose(NDArray input, NDArray other, Tolerance tolerance) {
        try (Comparison comparison = of("allclose", input, "input", other, "other")) {
            tolerance.check(comparison.first.dtype, comparison.second.dtype);
            comparison.checkDevices("Expected all tensors to be on the same device, but found at least two devices, ");
            long[] sizes = tolerance.broadcast(comparison.first.dtype, comparison.first.sizes, comparison.second.sizes);
            return comparison.mismatches(tolerance, sizes, true).areNone();
        }
    }

    static boolean equal(NDArray input, NDArray other) {
        try (Comparison comparison = of("equal", input, "input", other, "other")) {
            comparison.checkDevices("Cannot compare two tensors on different devices. Got: ");
            return comparison.areEqual();
        }
    }

    /** With the tolerance of the dtype where it is null. */
    static void assertClose(NDArray actual, NDArray expected, Tolerance tolerance) {
        try (Comparison comparison = of("assertClose", actual, "actual", expected, "expected")) {
            String difference = comparison.difference(tolerance);
            if (difference != null) {
                throw new AssertionError(difference);
            }
        }
    }

    private void checkDevices(String sentence) {
        if (!first.device.equals(second.device)) {
            throw Sentences.runtimeError(sentence + first.device + " and " + second.device);
        }
    }

    private boolean areEqual() {
        if (!Arrays.equals(first.sizes, second.sizes)) {
            return false;
        }
        boolean areWhole = first.dtype.isWhole() && second.dtype.isWhole();
        return read(
                first.sizes,
                (a, b) -> areWhole
                        ? Arrays.equals(Elements.longs(a), Elements.longs(b))
                        : areEqual(
                                Elements.doubles(a, first.dtype, second.dtype),
                                Elements.doubles(b, second.dtype, first.dtype)));
    }

    /** Unlike {@link Arrays#equals}: NaN is not, and -0 is equal to 0. */
    private static boolean areEqual(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        return true;
    }

    /** What {@code assert_close} says; null where the arrays are close. */
    private String difference(Tolerance given) {
        if (!Arrays.equals(first.sizes, second.sizes)) {
            return MismatchText.ofAttribute(
                    "shape", Repr.size(first.array.getShape()), Repr.size(second.array.getShape()));
        }
        if (!first.device.equals(second.device)) {
            return MismatchText.ofAttribute("device", first.device, second.device);
        }
        Dtype dtype = first.dtype;
        if (dtype != second.dtype) {
            return MismatchText.ofAttribute("dtype", "torch." + dtype.python, "torch." + second.dtype.python);
        }
        Tolerance tolerance = given == null ? Tolerance.of(dtype) : given;
        tolerance.check(dtype, dtype);
        Mismatches found = mismatches(tolerance, first.sizes, false);
        if (found.areNone()) {
            return null;
        }
        return first.sizes.length == 0 ? scalars(tolerance) : MismatchText.of(found, dtype, first.sizes, tolerance);
    }

    private String scalars(Tolerance tolerance) {
        Dtype dtype = first.dtype;
        String[] text = new String[1];
        read(first.sizes, (actual, expected) -> {
            text[0] = dtype.isWhole()
                    ? MismatchText.ofScalars(Elements.longs(actual)[0], Elements.longs(expected)[0], dtype, tolerance)
                    : MismatchText.ofScalars(
                            Elements.doubles(actual, dtype), Elements.doubles(expected, dtype), tolerance);
            return true;
        });
        return text[0];
    }

    private Mismatches mismatches(Tolerance tolerance, long[] sizes, boolean untilOne) {
        Dtype dtype = first.dtype;
        Mismatches found = new Mismatches(dtype, tolerance);
        read(sizes, (actual, expected) -> {
            if (dtype.isWhole()) {
                found.add(Elements.longs(actual), Elements.longs(expected));
            } else {
                found.add(Elements.doubles(actual, dtype), Elements.doubles(expected, dtype));
            }
            return !untilOne || found.areNone();
        });
        return found;
    }

    private boolean read(long[] sizes, BiPredicate<NDArray, NDArray> reader) {
        return SideBySide.read(first.kind, first.array, second.kind, second.array, sizes, reader);
    }

    @Override
    public void close() {
        second.hold.release();
        first.hold.release();
    }
}
