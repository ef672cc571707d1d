package org.torchmm.rules;

/**
 * Which elements of an array are not close to the expected ones, and how far they are from them: all that {@code
 * torch.testing.assert_close} tells. Elements come in row-major order.
 */
public final class Mismatches {

    private final boolean isComplex;
    private final boolean isWhole;
    private final IsClose rule;
    private final Greatest absolute = new Greatest();
    private final Greatest relative = new Greatest();
    /** The greatest difference of whole numbers, which are subtracted in int64 and may wrap around. */
    private long greatestWhole;

    private long elements;
    private long count;

    public Mismatches(Dtype dtype, Tolerance tolerance) {
        isComplex = dtype == Dtype.COMPLEX64;
        isWhole = dtype.isWhole();
        rule = new IsClose(dtype, tolerance);
    }

    /** The next whole numbers. */
    public void add(long[] actual, long[] expected) {
        for (int i = 0; i < actual.length; i++) {
            boolean isClose = rule.holds(actual[i], expected[i]);
            long difference = isClose ? 0 : Math.abs(actual[i] - expected[i]);
            if (elements == 0 || difference > greatestWhole) {
                greatestWhole = difference;
                absolute.index = elements;
            }
            add(isClose, difference, isClose ? 0 : (float) difference / (float) Math.abs(expected[i]));
        }
    }

    /** The next floating-point numbers, or real and imaginary parts in turns. */
    public void add(double[] actual, double[] expected) {
        if (isComplex) {
            addComplex(actual, expected);
            return;
        }
        for (int i = 0; i < actual.length; i++) {
            boolean isClose = rule.holds(actual[i], expected[i]);
            double difference = isClose ? 0 : rule.difference(actual[i], expected[i]);
            add(isClose, difference, isClose ? 0 : rule.relative(difference, Math.abs(expected[i])));
        }
    }

    private void addComplex(double[] actual, double[] expected) {
        for (int i = 0; i < actual.length; i += 2) {
            boolean isClose = rule.holds(actual[i], actual[i + 1], expected[i], expected[i + 1]);
            double difference = isClose ? 0 : rule.difference(actual[i], actual[i + 1], expected[i], expected[i + 1]);
            double size = isClose ? 1 : IsClose.magnitude(expected[i], expected[i + 1]);
            add(isClose, difference, isClose ? 0 : rule.relative(difference, size));
        }
    }

    private void add(boolean isClose, double difference, double relativeDifference) {
        if (!isWhole) {
            absolute.meet(difference, elements);
        }
        relative.meet(relativeDifference, elements);
        elements++;
        if (!isClose) {
            count++;
        }
    }

    public boolean areNone() {
        return count == 0;
    }

    /** How many elements are not close. */
    public long count() {
        return count;
    }

    /** How many elements there were. */
    public long elements() {
        return elements;
    }

    /** The greatest difference of floating-point or complex numbers; NaN where one is. */
    public double absolute() {
        return absolute.value;
    }

    /** The greatest difference of whole numbers. */
    public long absoluteWhole() {
        return greatestWhole;
    }

    /** The first element that has it. */
    public long absoluteIndex() {
        return absolute.index;
    }

    /** The greatest difference as a part of what was expected; infinite where that is 0, NaN where one is. */
    public double relative() {
        return relative.value;
    }

    /** The first element that has it. */
    public long relativeIndex() {
        return relative.index;
    }

    /** {@code torch.max}: the first of the greatest, and NaN is the greatest of all. */
    private static final class Greatest {

        private double value = Double.NEGATIVE_INFINITY;
        private long index;

        void meet(double next, long at) {
            if (!(next <= value) && !Double.isNaN(value)) {
                value = next;
                index = at;
            }
        }
    }
}
