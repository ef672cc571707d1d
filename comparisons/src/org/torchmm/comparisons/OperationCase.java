package org.torchmm.comparisons;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation of the family around the products, or a product of complex numbers, with all that is needed to ask it again: {@code addmm
 * float32(5) float32(3,4)/transposed float32(4,5) beta=0.5 alpha=-2 normal 7}.
 *
 * @param word torch's: {@code addmm_} writes into its input
 * @param out what the result goes into, behind the word {@code into}; null for a new array
 * @param numbers {@code beta} and {@code alpha}: Double where they are written with a point, else Long; none for what takes none
 */
public record OperationCase(
        String word, List<Operand> operands, List<Number> numbers, Operand out, Values values, long seed)
        implements Asked {

    private static final String INTO = "into";
    private static final List<String> NUMBERS = List.of("beta=", "alpha=");

    static boolean isComplex(String name) {
        String complex = Operand.name(DataType.COMPLEX64) + "(";
        return Arrays.stream(name.strip().split("\\s+"))
                .filter(word -> word.contains("("))
                .allMatch(operand -> operand.startsWith(complex));
    }

    @Override
    public String toString() {
        Stream<String> words = Stream.of(
                        Stream.of(word),
                        operands.stream().map(Operand::toString),
                        out == null ? Stream.<String>empty() : Stream.of(INTO, out.toString()),
                        numbers.isEmpty()
                                ? Stream.<String>empty()
                                : Stream.of(NUMBERS.get(0) + numbers.get(0), NUMBERS.get(1) + numbers.get(1)),
                        Stream.of(values.name().toLowerCase(Locale.ROOT), "" + seed))
                .flatMap(all -> all);
        return words.collect(Collectors.joining(" "));
    }

    static OperationCase parse(String name) {
        List<String> words = new ArrayList<>(List.of(name.strip().split("\\s+")));
        List<Operand> operands = new ArrayList<>();
        int at = 1;
        for (; at < words.size() && words.get(at).contains("("); at++) {
            operands.add(Operand.parse(words.get(at)));
        }
        boolean isInto = at < words.size() && words.get(at).equals(INTO);
        if (words.size() < at + (isInto ? 4 : 2) || !OperationCall.isKnown(words.get(0), operands.size())) {
            throw new IllegalArgumentException("a case is \"operation operand operand values seed\", or \"addmm operand"
                    + " operand operand into operand beta=1 alpha=1 values seed\", not \"" + name + "\"");
        }
        Operand out = isInto ? Operand.parse(words.get(at + 1)) : null;
        at += isInto ? 2 : 0;
        List<Number> numbers = words.subList(at, words.size() - 2).stream()
                .map(number -> number(name, number))
                .filter(Objects::nonNull)
                .toList();
        return new OperationCase(
                words.get(0),
                List.copyOf(operands),
                numbers,
                out,
                Values.valueOf(words.get(words.size() - 2).toUpperCase(Locale.ROOT)),
                Long.parseLong(words.get(words.size() - 1)));
    }

    private static Number number(String name, String word) {
        String text = word.substring(word.indexOf('=') + 1);
        if (NUMBERS.stream().noneMatch(word::startsWith)) {
            throw new IllegalArgumentException(word + " in \"" + name + "\" is neither beta= nor alpha=");
        }
        return text.matches("-?\\d+") ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
    }
}
