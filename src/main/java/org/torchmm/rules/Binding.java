package org.torchmm.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Schema.Parameter;

/**
 * Which of a call's arguments goes to which parameter of an operator, as Python binds them.
 *
 * @param schema the operator's
 * @param first for each parameter its argument, or the first of several; -1 for its default
 * @param count for each parameter how many arguments are gathered to a list of arrays; 0 if it is one argument
 */
public record Binding(Schema schema, int[] first, int[] count) {

    /** Which kinds of results cross to Java. */
    private static final List<String> RESULTS = List.of(
            "Tensor", "Tensor[]", "Scalar", "int", "float", "bool", "str", "int[]", "float[]", "bool[]", "ScalarType");

    /**
     * The first of some overloads that takes the arguments: as they are, or else leniently.
     *
     * @param kinds {@link Given#word} of the arguments, those by name last
     * @param names of those
     * @return null if none does
     */
    public static Binding first(List<Schema> overloads, String kinds, List<String> names) {
        for (boolean leniently : new boolean[] {false, true}) {
            for (Schema schema : overloads) {
                Binding binding = of(schema, kinds, names, leniently);
                if (binding != null) {
                    return binding;
                }
            }
        }
        return null;
    }

    private static Binding of(Schema schema, String kinds, List<String> names, boolean leniently) {
        List<Parameter> parameters = schema.parameters();
        int[] first = new int[parameters.size()];
        int[] count = new int[parameters.size()];
        Arrays.fill(first, -1);
        int positional = kinds.length() - names.size();
        int at = 0;
        for (int i = 0;
                i < parameters.size() && at < positional && !parameters.get(i).isKeyword();
                i++) {
            int gathered = leniently ? gathered(parameters.get(i), kinds, at, positional) : 0;
            if (gathered == 0 && !Given.of(kinds.charAt(at)).fits(parameters.get(i), leniently)) {
                return null;
            }
            first[i] = at;
            count[i] = gathered;
            at += Math.max(1, gathered);
        }
        if (at < positional) {
            return null;
        }
        for (int k = 0; k < names.size(); k++) {
            int i = index(parameters, names.get(k));
            if (i < 0
                    || first[i] >= 0
                    || !Given.of(kinds.charAt(positional + k)).fits(parameters.get(i), leniently)) {
                return null;
            }
            first[i] = positional + k;
        }
        Binding binding = new Binding(schema, first, count);
        return binding.isComplete() && binding.isHarmless() ? binding : null;
    }

    /** Python's {@code einsum(equation, *operands)}: how many arrays in a row make a list. */
    private static int gathered(Parameter parameter, String kinds, int from, int to) {
        if (!parameter.type().equals("Tensor[]")) {
            return 0;
        }
        int end = from;
        while (end < to && Given.of(kinds.charAt(end)) == Given.TENSOR) {
            end++;
        }
        return end - from;
    }

    private static int index(List<Parameter> parameters, String name) {
        for (int i = 0; i < parameters.size(); i++) {
            String aten = parameters.get(i).name();
            // Python's documentation calls the first so
            if (aten.equals(name) || name.equals("input") && i == 0 && aten.equals("self")) {
                return i;
            }
        }
        return -1;
    }

    private boolean isComplete() {
        for (int i = 0; i < first.length; i++) {
            if (first[i] < 0 && schema.parameters().get(i).defaultValue() == null) {
                return false;
            }
        }
        return true;
    }

    /** An operator changes what its name says, the first array of {@code add_}, and what is given by name, {@code out=}; else nothing. */
    private boolean isHarmless() {
        for (int i = 0; i < first.length; i++) {
            Parameter parameter = schema.parameters().get(i);
            if (parameter.isWritten()
                    && !parameter.isKeyword()
                    && !(i == 0 && schema.name().endsWith("_"))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an operator computes with arrays, and what it answers can be said in Java. */
    public static boolean isCallable(Schema schema) {
        List<String> results = schema.results();
        boolean answersArrays = results.stream().allMatch(type -> type.startsWith("Tensor"));
        return !results.isEmpty()
                && RESULTS.containsAll(results)
                && (answersArrays || results.size() == 1)
                && (answersArrays || schema.parameters().stream().anyMatch(Parameter::isTensor));
    }

    /** The arguments that the operator writes to. */
    public List<Integer> written() {
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            if (first[i] >= 0 && schema.parameters().get(i).isWritten()) {
                written.add(first[i]);
            }
        }
        return written;
    }

    /** Why no overload takes the arguments, in the words of Python. */
    public static IllegalArgumentException refusal(
            String operator, List<Schema> overloads, String kinds, List<String> names) {
        List<String> got = new ArrayList<>();
        int positional = kinds.length() - names.size();
        for (int i = 0; i < kinds.length(); i++) {
            got.add((i < positional ? "" : names.get(i - positional) + "=") + Given.of(kinds.charAt(i)).python);
        }
        StringBuilder sentence = new StringBuilder(operator)
                .append("() received an invalid combination of arguments - got (")
                .append(String.join(", ", got))
                .append("), but expected one of:");
        for (Schema schema : overloads) {
            sentence.append("\n * ").append(schema.signature());
        }
        if (overloads.stream().anyMatch(Binding::isWriting)) {
            sentence.append("\nWhat is marked with ! is written to: it is given by name, Map.of(\"out\", x)");
        }
        return new IllegalArgumentException(sentence.toString());
    }

    private static boolean isWriting(Schema schema) {
        return schema.parameters().stream().anyMatch(parameter -> parameter.isWritten() && parameter.isTensor());
    }
}
