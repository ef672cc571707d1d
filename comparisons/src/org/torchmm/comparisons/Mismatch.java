package org.torchmm.comparisons;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The elements of a result that are wrong, told as torch.testing.assert_close tells it, and the first of them in full. */
final class Mismatch {

    private final long[] size;
    private final int elements;
    private final boolean isClose;
    private int count;
    private String first;
    private int firstAt;
    private int unwritten;
    private final Greatest absolute = new Greatest();
    private final Greatest relative = new Greatest();

    /** @param isClose whether errors were allowed: then the message says how large */
    Mismatch(long[] size, int elements, boolean isClose) {
        this.size = size;
        this.elements = elements;
        this.isClose = isClose;
    }

    /** The greatest of some differences; a NaN is greater than all, the first of equals stays. */
    private static final class Greatest {
        private double value = -1;
        private String text;
        private String index;
        private double allowed;

        private String reason;

        /** @param why a candidate is no number to compare, in brackets; empty where it is one */
        void offer(double candidate, String candidateText, String at, double bound, String why) {
            if (index == null || candidate > value || Double.isNaN(candidate) && !Double.isNaN(value)) {
                value = candidate;
                text = candidateText;
                index = at;
                allowed = bound;
                reason = why;
            }
        }
    }

    void add(int at, double actual, double expected, double difference, double allowed) {
        String index = note(at, String.valueOf(actual), String.valueOf(expected));
        absolute.offer(difference, String.valueOf(difference), index, allowed, why(difference, actual, expected));
        double share = difference / Math.abs(expected);
        relative.offer(share, String.valueOf(share), index, allowed / Math.abs(expected), why(share, actual, expected));
    }

    void add(int at, long actual, long expected) {
        String index = note(at, String.valueOf(actual), String.valueOf(expected));
        BigInteger difference = BigInteger.valueOf(actual)
                .subtract(BigInteger.valueOf(expected))
                .abs();
        absolute.offer(difference.doubleValue(), difference.toString(), index, 0, "");
        double share = difference.doubleValue() / Math.abs((double) expected);
        relative.offer(share, String.valueOf(share), index, 0, why(share, actual, expected));
    }

    private String note(int at, String actual, String expected) {
        count++;
        String index = index(at);
        if (first == null) {
            firstAt = at;
            first = "First: expected " + expected + " but got " + actual + " at index " + index;
        }
        return index;
    }

    /** Why a difference is NaN or infinite, or nothing. */
    private static String why(double difference, double actual, double expected) {
        if (Double.isFinite(difference)) {
            return "";
        }
        if (Double.isNaN(actual) || Double.isNaN(expected)) {
            return Double.isNaN(actual) ? " (the result is NaN)" : " (NaN is expected)";
        }
        if (expected == 0) {
            return actual == 0 ? " (0 / 0: zeros of two signs)" : " (0 is expected)";
        }
        return Double.isInfinite(expected) ? " (an infinity is expected)" : " (the result is infinite)";
    }

    /** Tells the elements that nobody wrote from those that are wrong. */
    Mismatch withUnwritten(IntPredicate isUnwritten) {
        unwritten = (int) IntStream.range(0, elements).filter(isUnwritten).count();
        if (isUnwritten.test(firstAt)) {
            first += ": never written";
        }
        return this;
    }

    /** A Python tuple: {@code (0, 2)}, {@code (1,)}. */
    private String index(int at) {
        long[] index = new long[size.length];
        long rest = at;
        for (int d = size.length - 1; d >= 0; d--) {
            index[d] = rest % size[d];
            rest /= size[d];
        }
        String inside = Arrays.stream(index).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "(" + inside + (index.length == 1 ? ",)" : ")");
    }

    Mismatch orNull() {
        return count == 0 ? null : this;
    }

    @Override
    public String toString() {
        return (isClose ? "Tensor-likes are not close!" : "Tensor-likes are not equal!")
                + "\n\nMismatched elements: " + count + " / " + elements
                + String.format(Locale.ROOT, " (%.1f%%)", 100.0 * count / elements)
                + line("absolute", absolute) + line("relative", relative) + "\n" + first
                + (unwritten == 0 ? "" : "\nNever written: " + unwritten + " / " + elements);
    }

    private String line(String kind, Greatest greatest) {
        return "\nGreatest " + kind + " difference: " + greatest.text + " at index " + greatest.index
                + (isClose && Double.isFinite(greatest.allowed) ? " (up to " + greatest.allowed + " allowed)" : "")
                + greatest.reason;
    }
}
