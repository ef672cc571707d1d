package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;
import org.torchmm.rules.SharedElements;
import org.torchmm.rules.SharedElements.Place;

/** A call's arguments of one kind of arrays, which nobody frees before it is closed; operands of the other kind are copied. */
final class Held implements AutoCloseable {

    private final Backend backend;
    private final NDManager manager;
    private final List<Hold> holds = new ArrayList<>(4);
    private final List<Object> operands = new ArrayList<>(4);
    private final Object[] values;
    private Imports imports;

    private Held(Backend backend, NDManager manager, int count) {
        this.backend = backend;
        this.manager = manager;
        values = new Object[count];
    }

    static Held of(Backend backend, NDManager manager, String function, Schema schema, Object... arguments) {
        Held held = new Held(backend, manager, arguments.length);
        try {
            List<Parameter> parameters = schema.parameters();
            for (int i = 0; i < arguments.length; i++) {
                held.values[i] = held.value(function, parameters.get(i), i + 1, arguments[i]);
            }
            held.checkWritten(function, schema, arguments);
            return held;
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    private Object value(String function, Parameter parameter, int position, Object argument) {
        if (argument == null && parameter.isOptional()) {
            return null;
        }
        return switch (parameter.type()) {
            case "Tensor" -> operand(function, (NDArray) argument, parameter.name(), position);
            case "Scalar" -> number(function, argument, parameter.name(), position);
            case "Tensor[]" -> operands(function, (List<?>) argument, parameter.name(), position);
            default -> {
                Arguments.check(argument, function, parameter.name(), position, parameter.type());
                yield argument;
            }
        };
    }

    /** A copy of an array of the other kind would be written in vain. */
    private void checkWritten(String function, Schema schema, Object... arguments) {
        int first = schema.firstWritten();
        for (int index = first; first >= 0 && index < first + schema.written(); index++) {
            if (backend.isOwn((NDArray) arguments[index])) {
                continue;
            }
            throw new IllegalArgumentException(
                    function + "(): argument '" + schema.parameters().get(index).name() + "' (position " + (index + 1)
                            + ") is written, and must be an array of " + backend.name());
        }
    }

    /** Python's int or float: those of Java's numbers that are one. */
    private static Object number(String function, Object argument, String name, int position) {
        Arguments.check(argument, function, name, position, "Number");
        if (argument instanceof Integer
                || argument instanceof Long
                || argument instanceof Double
                || argument instanceof Float
                || argument instanceof Short
                || argument instanceof Byte) {
            return argument;
        }
        throw new IllegalArgumentException(
                function + "(): argument '" + name + "' (position " + position + ") must be Number, not "
                        + argument.getClass().getSimpleName() + ": an Integer, Long, Short, Byte, Double or Float");
    }

    private List<NDArray> operands(String function, List<?> arrays, String name, int position) {
        Arguments.check(arrays, function, name, position, "tuple of Tensors");
        List<NDArray> held = new ArrayList<>(arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            held.add(operand(function, (NDArray) arrays.get(i), name + "[" + i + "]", position));
        }
        return held;
    }

    private NDArray operand(String function, NDArray operand, String name, int position) {
        NDArray own = operand;
        if (operand != null && !backend.isOwn(operand)) {
            imports = imports == null ? new Imports(backend, manager) : imports;
            own = imports.of(operand, function, name, position);
        }
        holds.add(Operands.hold(backend, function, own, name, position));
        operands.add(own);
        return own;
    }

    /** The arguments as they were given, with copies in place of operands of the other kind. */
    Object[] values() {
        return values;
    }

    /** What rules may know of the arguments. */
    Inputs facts() {
        Object[] facts = new Object[values.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = values[i] instanceof NDArray array
                    ? backend.facts(array)
                    : values[i] instanceof List<?> arrays
                            ? arrays.stream()
                                    .map(array -> backend.facts((NDArray) array))
                                    .toList()
                            : values[i];
        }
        return new Inputs(facts);
    }

    /**
     * Refuses to write the argument of that index where it shares elements with itself or with an operand.
     *
     * @param mayBeOut how many of the first may be the very same elements, as each is read before it is written
     */
    void checkApart(int index, int mayBeOut) {
        NDArray written = (NDArray) values[index];
        Predicate<NDArray> knownApart = backend.knownApart(written);
        Place place = null;
        for (int i = 0; i < values.length; i++) {
            boolean maySame = i < mayBeOut;
            for (NDArray read : arrays(values[i])) {
                if (i == index || maySame && read == written || knownApart.test(read)) {
                    continue;
                }
                if (place == null) {
                    place = backend.place(written);
                    SharedElements.checkWritten(place);
                }
                if (backend.haveOneMemory(written, read)) {
                    Place other = backend.place(read);
                    if (!maySame || !place.isSame(other)) {
                        SharedElements.check(place, other);
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // a list among arguments is of arrays
    private static List<NDArray> arrays(Object argument) {
        if (argument instanceof List<?> list) {
            return (List<NDArray>) list;
        }
        return argument instanceof NDArray array ? List.of(array) : List.of();
    }

    /** The operands, to be told apart from what else is open. */
    List<Object> operands() {
        return operands;
    }

    @Override
    public void close() {
        holds.forEach(Hold::release);
        if (imports != null) {
            imports.close();
        }
    }
}
