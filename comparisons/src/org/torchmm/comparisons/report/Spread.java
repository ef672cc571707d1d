package org.torchmm.comparisons.report;

import java.util.Arrays;

/** The median of some numbers and the quartiles around it. */
record Spread(double lower, double median, double upper) {

    static Spread of(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** Between the two nearest numbers in proportion, as numpy.quantile. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The interquartile range as a share of the median. */
    double relative() {
        return (upper - lower) / median;
    }
}
