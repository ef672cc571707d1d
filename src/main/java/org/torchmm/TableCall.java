package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.rules.Binding;
import org.torchmm.rules.Defaults;
import org.torchmm.rules.Given;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;
import org.torchmm.rules.Word;

/** A call by name where there is no libtorch: of what the tables of words have. */
final class TableCall {

    private TableCall() {}

    static Object of(Calls calls, String operator, List<?> values, List<String> names) {
        List<Schema> schemas = new ArrayList<>();
        List<Operation> operations = Arrays.stream(Operation.values())
                .filter(operation -> operation.toString().equals(operator))
                .toList();
        operations.forEach(operation -> schemas.add(withDefaults(operation.schema())));
        Arrays.stream(Word.values())
                .filter(word -> word.toString().equals(operator))
                .forEach(word -> schemas.add(schema(word)));
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException(
                    operator + "() is not computed on arrays in Java's memory: ask a Torch.open(), which has libtorch's"
                            + " operators; " + proposals(operator));
        }
        Binding binding = Binding.first(schemas, Given.word(values), names);
        if (binding == null) {
            throw Binding.refusal(operator, schemas, Given.word(values), names);
        }
        Object[] arguments = arguments(binding, values);
        int index = schemas.indexOf(binding.schema());
        if (index >= operations.size()) {
            return calls.multiply(Word.of(operator), (NDArray) arguments[0], (NDArray) arguments[1]);
        }
        if (operations.get(index).isInPlace()) {
            return calls.write(operations.get(index), arguments);
        }
        boolean isOne = binding.schema().results().equals(List.of("Tensor"));
        return isOne ? calls.answer(operations.get(index), arguments) : calls.answers(operations.get(index), arguments);
    }

    private static String proposals(String operator) {
        List<String> nearest = Spelling.nearest(operator, words());
        return nearest.isEmpty()
                ? "here are " + String.join(", ", words())
                : "did you mean " + String.join(", ", nearest) + "?";
    }

    private static List<String> words() {
        return Stream.concat(Arrays.stream(Word.values()), Arrays.stream(Operation.values()))
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
    }

    private static Schema schema(Word word) {
        List<String> operands =
                word.operands().stream().map(name -> "Tensor " + name).toList();
        return Schema.parse(word + "(" + String.join(", ", operands) + ") -> Tensor");
    }

    /** What the facade's words take as None may be left out. */
    private static Schema withDefaults(Schema schema) {
        List<Parameter> parameters = schema.parameters().stream()
                .map(parameter -> parameter.isOptional() && parameter.defaultValue() == null
                        ? new Parameter(
                                parameter.name(),
                                parameter.type(),
                                true,
                                parameter.isKeyword(),
                                parameter.isWritten(),
                                "None",
                                parameter.length())
                        : parameter)
                .toList();
        return new Schema(schema.name(), schema.overload(), parameters, schema.results());
    }

    /** An argument for each parameter, as words have them. */
    private static Object[] arguments(Binding binding, List<?> values) {
        List<Parameter> parameters = binding.schema().parameters();
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            int first = binding.first()[i];
            int count = binding.count()[i];
            if (first < 0) {
                arguments[i] = Defaults.value(parameters.get(i).defaultValue());
            } else if (count > 0) {
                arguments[i] = List.copyOf(values.subList(first, first + count));
            } else {
                arguments[i] = converted(values.get(first), parameters.get(i));
            }
        }
        return arguments;
    }

    private static Object converted(Object value, Parameter parameter) {
        if (value instanceof Long number && parameter.type().equals("float")) {
            return number.doubleValue();
        }
        if (value instanceof Long number && parameter.type().equals("int[]")) {
            long[] all = new long[Math.max(1, parameter.length())];
            Arrays.fill(all, number);
            return all;
        }
        if (value instanceof List<?> list && list.isEmpty() && parameter.type().equals("int[]")) {
            return new long[0];
        }
        return value;
    }
}
