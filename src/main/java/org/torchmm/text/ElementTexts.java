package org.torchmm.text;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The elements of a tensor as texts, padded on the left so that columns align.
 *
 * @param texts the elements in row-major order
 * @param width the columns that torch reckons for an element when it wraps lines; a text may be longer
 */
record ElementTexts(String[] texts, int width) {

    /** {@code True} and {@code False}, from 1 and 0. */
    static ElementTexts ofBooleans(long[] values) {
        return aligned(LongStream.of(values).mapToObj(value -> value != 0 ? "True" : "False"));
    }

    static ElementTexts ofIntegers(long[] values) {
        return aligned(LongStream.of(values).mapToObj(Long::toString));
    }

    static ElementTexts ofFloats(double[] values) {
        FloatStyle style = FloatStyle.of(values);
        int width = style.width(values);
        String[] texts = DoubleStream.of(values)
                .mapToObj(value -> padded(style.text(value), width))
                .toArray(String[]::new);
        return new ElementTexts(texts, width);
    }

    /** {@code re+imj}, from real and imaginary parts in turns; each of the two has a style of its own. */
    static ElementTexts ofComplex(double[] parts) {
        ElementTexts real = ofFloats(everySecond(parts, 0));
        ElementTexts imaginary = ofFloats(everySecond(parts, 1));
        String[] texts = IntStream.range(0, real.texts.length)
                .mapToObj(i -> real.texts[i] + signed(imaginary.texts[i].strip()) + "j")
                .toArray(String[]::new);
        return new ElementTexts(texts, real.width + imaginary.width + "j".length());
    }

    private static ElementTexts aligned(Stream<String> unpadded) {
        String[] texts = unpadded.toArray(String[]::new);
        int width = Arrays.stream(texts).mapToInt(String::length).max().orElse(1);
        Arrays.setAll(texts, i -> padded(texts[i], width));
        return new ElementTexts(texts, width);
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String signed(String text) {
        return text.startsWith("-") ? text : "+" + text;
    }

    private static double[] everySecond(double[] parts, int first) {
        return IntStream.range(0, parts.length / 2)
                .mapToDouble(i -> parts[2 * i + first])
                .toArray();
    }
}
