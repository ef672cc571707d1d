package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An operand without its elements: {@code float32(10,23,12)/permuted(2,0,1)}.
 *
 * @param dtype any of DJL's; those that a kernel multiplies have an {@link ElementType}
 * @param size none for a 0-D operand
 */
public record Operand(DataType dtype, List<Integer> size, Layout layout) {

    public Operand {
        size = List.copyOf(size);
        if (!layout.suits(size.size())) {
            throw new IllegalArgumentException("a " + size.size() + "-D operand cannot lie as " + layout);
        }
    }

    static Operand of(DataType dtype, Integer... size) {
        return new Operand(dtype, List.of(size), Layout.CONTIGUOUS);
    }

    Operand with(Layout other) {
        return new Operand(dtype, size, other);
    }

    int rank() {
        return size.size();
    }

    long[] shape() {
        return size.stream().mapToLong(s -> s).toArray();
    }

    @Override
    public String toString() {
        return name(dtype) + size.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")) + layout;
    }

    static Operand parse(String text) {
        List<String> words = Arrays.asList(text.split("/"));
        String array = words.get(0);
        List<Integer> size = Layout.numbers(array);
        return new Operand(
                dtype(array.substring(0, array.indexOf('('))),
                size,
                Layout.parse(words.subList(1, words.size()), size.size()));
    }

    /** Python's name of a dtype. */
    static String name(DataType dtype) {
        return dtype == DataType.BOOLEAN ? "bool" : dtype.name().toLowerCase(Locale.ROOT);
    }

    private static DataType dtype(String name) {
        return Arrays.stream(DataType.values())
                .filter(dtype -> name(dtype).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dtype is called \"" + name + "\""));
    }
}
