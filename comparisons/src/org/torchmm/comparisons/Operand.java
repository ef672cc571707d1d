package org.torchmm.comparisons;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torchmm.Torch;

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

    /** The operand in libtorch, filled from the seed; ones where its dtype is none of those that kernels multiply. */
    public NDArray tensor(Torch torch, Values values, long seed) {
        return new OperandData(this, true, values, seed).tensor(torch);
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
        List<Integer> size = numbers(array);
        return new Operand(
                dtype(array.substring(0, array.indexOf('('))),
                size,
                Layout.parse(words.subList(1, words.size()), size.size()));
    }

    /** The numbers between the parentheses at the end of {@code float32(2,3)}. */
    static List<Integer> numbers(String text) {
        int open = text.indexOf('(');
        if (open < 0 || !text.endsWith(")")) {
            throw new IllegalArgumentException("expected name(numbers), got " + text);
        }
        String inside = text.substring(open + 1, text.length() - 1);
        return Stream.of(inside.split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** Python's name of a dtype. */
    static String name(DataType dtype) {
        return dtype == DataType.BOOLEAN ? "bool" : dtype.name().toLowerCase(Locale.ROOT);
    }

    private static DataType dtype(String name) {
        return name.equals("bool") ? DataType.BOOLEAN : DataType.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
