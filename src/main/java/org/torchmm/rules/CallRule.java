package org.torchmm.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.torchmm.rules.Schema.Parameter;

/**
 * The rule of a row of the tables for a call of libtorch's operator by name: what it refuses is refused in microseconds, where libtorch
 * takes tens of them.
 */
public final class CallRule {

    private static final Word[] WORDS = Word.values();

    private final Operation operation;
    private final Word word;
    /** For each parameter of the row which argument it is; -1 for what it is where none is given. */
    private final int[] arguments;

    private final Object[] defaults;

    private CallRule(Operation operation, Word word, int[] arguments, Object... defaults) {
        this.operation = operation;
        this.word = word;
        this.arguments = arguments;
        this.defaults = defaults;
    }

    /** That of the operator and arguments that a call is bound to, if there is a row for it that writes nothing. */
    public static Optional<CallRule> of(Binding binding) {
        String name = binding.schema().name();
        for (Word word : WORDS) {
            if (word.operator().equals(name) && word != Word.MATMUL) {
                int[] arguments = places(binding, word.operands(), List.of("Tensor", "Tensor"));
                return Optional.ofNullable(arguments)
                        .filter(all -> all[0] >= 0 && all[1] >= 0)
                        .map(all -> new CallRule(null, word, all));
            }
        }
        for (Operation operation : Operation.values()) {
            Schema schema = operation.schema();
            if (!operation.isInPlace() && schema.name().equals(name)) {
                List<Parameter> parameters = schema.parameters();
                int[] arguments = places(
                        binding,
                        parameters.stream().map(Parameter::name).toList(),
                        parameters.stream().map(Parameter::type).toList());
                if (arguments != null && areEnough(parameters, arguments)) {
                    Object[] defaults = parameters.stream()
                            .map(parameter -> Defaults.value(parameter.defaultValue()))
                            .toArray();
                    return Optional.of(new CallRule(operation, null, arguments, defaults));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean areEnough(List<Parameter> parameters, int... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Parameter parameter = parameters.get(i);
            if (arguments[i] < 0 && parameter.defaultValue() == null && !parameter.isOptional()) {
                return false;
            }
        }
        return true;
    }

    /** Null where an argument has no place in the row, or one of another type, or is gathered of several. */
    private static int[] places(Binding binding, List<String> names, List<String> types) {
        int[] places = new int[names.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < binding.first().length; i++) {
            if (binding.first()[i] < 0) {
                continue;
            }
            Parameter parameter = binding.schema().parameters().get(i);
            int place = names.indexOf(parameter.name().equals("self") ? "input" : parameter.name());
            boolean fits = place >= 0
                    && (types.get(place).equals(parameter.type())
                            || types.get(place).equals("int[]")
                                    && parameter.type().equals("int"));
            if (!fits || parameter.isWritten() || binding.count()[i] > 0) {
                return null;
            }
            places[place] = binding.first()[i];
        }
        return places;
    }

    /**
     * Refuses what the row's rule does.
     *
     * @param values those of the call
     * @param facts of an array among them
     */
    public void check(List<?> values, Function<Object, Facts> facts) {
        Object[] inputs = new Object[arguments.length];
        for (int i = 0; i < inputs.length; i++) {
            int argument = arguments[i];
            inputs[i] = argument < 0 ? defaults[i] : input(values.get(argument), i, facts);
        }
        if (word != null) {
            word.check((Facts) inputs[0], (Facts) inputs[1]);
        } else {
            operation.check(new Inputs(inputs));
        }
    }

    private Object input(Object value, int parameter, Function<Object, Facts> facts) {
        String type = word != null
                ? "Tensor"
                : operation.schema().parameters().get(parameter).type();
        return switch (type) {
            case "Tensor" -> value == null ? null : facts.apply(value);
            case "Tensor[]" -> ((List<?>) value).stream().map(facts).toList();
            case "int[]" ->
                value instanceof Long number
                        ? new long[] {number}
                        : value instanceof List<?> ? new long[0] : value; // an empty one
            default -> value;
        };
    }
}
