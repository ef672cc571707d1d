package org.torchmm.comparisons;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The elements of a result that are wrong, told as torch.testing.assert_close tells it, and the first of them in full. */
final class Mismatch {

    private final long[] size;
    private final int elements;
    private final boolean isClose;
    private int count;
    private String first;
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

        void offer(double candidate, String candidateText, String at, double bound) {
            if (index == null || candidate > value || Double.isNaN(candidate) && !Double.isNaN(value)) {
                value = candidate;
                text = candidateText;
                index = at;
                allowed = bound;
            }
        }
    }

    void add(int at, double actual, double expected, double difference, double allowed) {
        String index = note(at, String.valueOf(actual), String.valueOf(expected));
        absolute.offer(difference, String.valueOf(difference), index, allowed);
        double share = difference / Math.abs(expected);
        relative.offer(share, String.valueOf(share), index, allowed / Math.abs(expected));
    }

    void add(int at, long actual, long expected) {
        String index = note(at, String.valueOf(actual), String.valueOf(expected));
        BigInteger difference = BigInteger.valueOf(actual)
                .subtract(BigInteger.valueOf(expected))
                .abs();
        absolute.offer(difference.doubleValue(), difference.toString(), index, 0);
        double share = difference.doubleValue() / Math.abs((double) expected);
        relative.offer(share, String.valueOf(share), index, 0);
    }

    private String note(int at, String actual, String expected) {
        count++;
        String index = index(at);
        if (first == null) {
            first = "First: expected " + expected + " but got " + actual + " at index " + index;
        }
        return index;
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
                + line("absolute", absolute) + line("relative", relative) + "\n" + first;
    }

    private String line(String kind, Greatest greatest) {
        return "\nGreatest " + kind + " difference: " + greatest.text + " at index " + greatest.index
                + (isClose ? " (up to " + greatest.allowed + " allowed)" : "");
    }
}
