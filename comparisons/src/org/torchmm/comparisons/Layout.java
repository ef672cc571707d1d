package org.torchmm.comparisons;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the elements of an operand lie in memory, dimension by dimension.
 *
 * @param order the dimensions from the outermost in memory to the innermost; empty if that is their own order
 * @param expanded dimensions with stride 0: one slice stands for all
 * @param stepped dimensions of which every second slice is taken
 * @param offset dimensions that begin at slice 1 of a larger array
 */
public record Layout(List<Integer> order, List<Integer> expanded, List<Integer> stepped, List<Integer> offset) {

    public static final Layout CONTIGUOUS = new Layout(List.of(), List.of(), List.of(), List.of());

    public Layout {
        order = isAscending(order) ? List.of() : List.copyOf(order);
        expanded = List.copyOf(expanded);
        stepped = List.copyOf(stepped);
        offset = List.copyOf(offset);
        List<Integer> changed = Stream.of(expanded, stepped, offset)
                .flatMap(List::stream)
                .distinct()
                .toList();
        if (changed.size() != expanded.size() + stepped.size() + offset.size()) {
            throw new IllegalArgumentException("a dimension is expanded, stepped or offset, not several of them");
        }
    }

    /** The memory order of an array whose last two dimensions were swapped. */
    public static Layout transposed(int rank) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(order, rank - 2, rank - 1);
        return CONTIGUOUS.withOrder(order);
    }

    public static Layout permuted(Integer... order) {
        return CONTIGUOUS.withOrder(List.of(order));
    }

    public static Layout expanded(Integer... dimensions) {
        return new Layout(List.of(), List.of(dimensions), List.of(), List.of());
    }

    public static Layout stepped(Integer... dimensions) {
        return new Layout(List.of(), List.of(), List.of(dimensions), List.of());
    }

    public static Layout offset(Integer... dimensions) {
        return new Layout(List.of(), List.of(), List.of(), List.of(dimensions));
    }

    public Layout withOrder(List<Integer> order) {
        return new Layout(order, expanded, stepped, offset);
    }

    /** Whether an array of that rank can lie like this. */
    boolean suits(int rank) {
        List<Integer> dimensions = IntStream.range(0, rank).boxed().toList();
        return (order.isEmpty() || order.stream().sorted().toList().equals(dimensions))
                && Stream.of(expanded, stepped, offset).allMatch(dimensions::containsAll);
    }

    /** The slices that memory holds along a dimension. */
    int stored(int dimension, int size) {
        if (expanded.contains(dimension)) {
            return 1;
        }
        return stepped.contains(dimension) ? 2 * size : offset.contains(dimension) ? size + 2 : size;
    }

    List<Integer> order(int rank) {
        return order.isEmpty() ? IntStream.range(0, rank).boxed().toList() : order;
    }

    private static boolean isAscending(List<Integer> order) {
        return IntStream.range(0, order.size()).allMatch(d -> order.get(d) == d);
    }

    private boolean isTransposed() {
        return order.size() >= 2 && order.equals(transposed(order.size()).order);
    }

    /** Nothing if contiguous, else {@code /transposed}, {@code /permuted(2,0,1)}, {@code /expanded(0)/offset(2)}, ... */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("/", "/", "").setEmptyValue("");
        if (!order.isEmpty()) {
            text.add(isTransposed() ? "transposed" : "permuted" + dimensions(order));
        }
        if (!expanded.isEmpty()) {
            text.add("expanded" + dimensions(expanded));
        }
        if (!stepped.isEmpty()) {
            text.add("stepped" + dimensions(stepped));
        }
        if (!offset.isEmpty()) {
            text.add("offset" + dimensions(offset));
        }
        return text.toString();
    }

    private static String dimensions(List<Integer> dimensions) {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    /** The layout that {@link #toString} writes as {@code words} with slashes between, of an array of that rank. */
    static Layout parse(List<String> words, int rank) {
        Layout layout = CONTIGUOUS;
        for (String word : words) {
            if (word.equals("transposed")) {
                layout = layout.withOrder(transposed(rank).order);
                continue;
            }
            List<Integer> d = numbers(word);
            layout = switch (word.substring(0, word.indexOf('('))) {
                case "permuted" -> layout.withOrder(d);
                case "expanded" -> new Layout(layout.order, d, layout.stepped, layout.offset);
                case "stepped" -> new Layout(layout.order, layout.expanded, d, layout.offset);
                case "offset" -> new Layout(layout.order, layout.expanded, layout.stepped, d);
                default -> throw new IllegalArgumentException("no layout: " + word);
            };
        }
        return layout;
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
}
