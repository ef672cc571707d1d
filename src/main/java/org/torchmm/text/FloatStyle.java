package org.torchmm.text;

import java.util.Arrays;

/** The three ways in which torch writes floating-point numbers, one of them for all the numbers of a tensor. */
enum FloatStyle {
    /** {@code 3.}: every number is whole. */
    WHOLE {
        @Override
        String text(double value) {
            return Printf.fixed(value, 0) + (Double.isFinite(value) ? "." : "");
        }
    },
    /** {@code 3.1416}. */
    DECIMAL {
        @Override
        String text(double value) {
            return Printf.fixed(value, PrintOptions.PRECISION);
        }
    },
    /** {@code 3.1416e+00}: the numbers are too large, too small or too far apart. */
    SCIENTIFIC {
        @Override
        String text(double value) {
            return Printf.scientific(value, PrintOptions.PRECISION);
        }
    };

    private static final double LARGEST = 1e8;
    private static final double SMALLEST = 1e-4;
    private static final double WIDEST_RANGE = 1000;

    /** One number in this style, unpadded. */
    abstract String text(double value);

    /** The style for these numbers together; zeros, infinities and NaN have no say in it. */
    static FloatStyle of(double[] values) {
        double[] telling = telling(values);
        if (telling.length == 0) {
            return WHOLE;
        }
        double least = Arrays.stream(telling).map(Math::abs).min().orElseThrow();
        double greatest = Arrays.stream(telling).map(Math::abs).max().orElseThrow();
        boolean whole = Arrays.stream(telling).allMatch(value -> value == Math.ceil(value));
        if (greatest / least > WIDEST_RANGE || greatest > LARGEST || !whole && least < SMALLEST) {
            return SCIENTIFIC;
        }
        return whole ? WHOLE : DECIMAL;
    }

    /** The column width that torch gives these numbers: zeros, infinities and NaN may stick out of it. */
    int width(double[] values) {
        return Arrays.stream(telling(values))
                .mapToInt(value -> text(value).length())
                .max()
                .orElse(1);
    }

    private static double[] telling(double[] values) {
        return Arrays.stream(values)
                .filter(value -> value != 0 && Double.isFinite(value))
                .toArray();
    }
}
