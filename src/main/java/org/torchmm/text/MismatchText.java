package org.torchmm.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Mismatches;
import org.torchmm.rules.Tolerance;

/** What {@code torch.testing.assert_close} says of arrays that are not close, character by character. */
public final class MismatchText {

    /** Enough for a quotient of 64-bit numbers or a square root to be rounded once. */
    private static final MathContext DIGITS = new MathContext(100);

    private MismatchText() {}

    /** {@code The values for attribute 'dtype' do not match: torch.float32 != torch.float64.} */
    public static String ofAttribute(String name, String actual, String expected) {
        return "The values for attribute '" + name + "' do not match: " + actual + " != " + expected + ".";
    }

    /** Of arrays with dimensions: how many elements, and how far at most. */
    public static String of(Mismatches found, Dtype dtype, long[] sizes, Tolerance tolerance) {
        String percent = Printf.fixed((double) found.count() / found.elements() * 100, 1);
        String absolute = dtype.isWhole() ? Long.toString(found.absoluteWhole()) : PythonNumber.of(found.absolute());
        return headline("Tensor-likes", tolerance)
                + "Mismatched elements: " + found.count() + " / " + found.elements() + " (" + percent + "%)\n"
                + "Greatest absolute difference: " + absolute + " at index " + index(found.absoluteIndex(), sizes)
                + allowed(tolerance.atol(), tolerance) + "\n"
                + "Greatest relative difference: " + PythonNumber.of(found.relative()) + " at index "
                + index(found.relativeIndex(), sizes)
                + allowed(tolerance.rtol(), tolerance);
    }

    /** Of whole numbers or truth values. */
    public static String ofScalars(long actual, long expected, Dtype dtype, Tolerance tolerance) {
        BigInteger size = BigInteger.valueOf(expected).abs();
        BigInteger difference = BigInteger.valueOf(actual)
                .subtract(BigInteger.valueOf(expected))
                .abs();
        double relative = expected == 0
                ? Double.POSITIVE_INFINITY
                : new BigDecimal(difference)
                        .divide(new BigDecimal(size), DIGITS)
                        .doubleValue();
        return ofScalars(whole(actual, dtype), whole(expected, dtype), difference.toString(), relative, tolerance);
    }

    /** Of floating-point numbers, or of complex ones that have two parts; Python subtracts them as doubles. */
    public static String ofScalars(double[] actual, double[] expected, Tolerance tolerance) {
        double[] apart = new double[actual.length];
        Arrays.setAll(apart, i -> actual[i] - expected[i]);
        double difference = size(apart);
        double size = size(expected);
        double relative = size == 0 ? Double.POSITIVE_INFINITY : difference / size;
        return ofScalars(scalar(actual), scalar(expected), PythonNumber.of(difference), relative, tolerance);
    }

    private static String ofScalars(
            String actual, String expected, String difference, double relative, Tolerance tolerance) {
        return headline("Scalars", tolerance)
                + "Expected " + expected + " but got " + actual + ".\n"
                + "Absolute difference: " + difference + allowed(tolerance.atol(), tolerance) + "\n"
                + "Relative difference: " + PythonNumber.of(relative) + allowed(tolerance.rtol(), tolerance);
    }

    private static String headline(String what, Tolerance tolerance) {
        return what + " are not " + (tolerance.isZero() ? "equal" : "close") + "!\n\n";
    }

    private static String allowed(double limit, Tolerance tolerance) {
        return tolerance.isZero() ? "" : " (up to " + PythonNumber.of(limit) + " allowed)";
    }

    private static String whole(long value, Dtype dtype) {
        return dtype != Dtype.BOOL ? Long.toString(value) : value == 0 ? "False" : "True";
    }

    private static String scalar(double[] parts) {
        return parts.length == 1 ? PythonNumber.of(parts[0]) : PythonNumber.ofComplex(parts[0], parts[1]);
    }

    /** Python's {@code abs}. */
    private static double size(double[] parts) {
        if (parts.length == 1) {
            return Math.abs(parts[0]);
        }
        if (Double.isInfinite(parts[0]) || Double.isInfinite(parts[1])) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isNaN(parts[0]) || Double.isNaN(parts[1])) {
            return Double.NaN;
        }
        return new BigDecimal(parts[0])
                .pow(2)
                .add(new BigDecimal(parts[1]).pow(2))
                .sqrt(DIGITS)
                .doubleValue();
    }

    /** A tuple of Python's: {@code (1,)}, {@code (0, 2)}. */
    private static String index(long flat, long[] sizes) {
        long[] index = new long[sizes.length];
        long rest = flat;
        for (int d = sizes.length - 1; d >= 0; d--) {
            index[d] = rest % sizes[d];
            rest /= sizes[d];
        }
        return index.length == 1
                ? "(" + index[0] + ",)"
                : Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
