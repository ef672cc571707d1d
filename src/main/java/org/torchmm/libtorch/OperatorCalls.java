package org.torchmm.libtorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.torchmm.rules.Binding;
import org.torchmm.rules.Given;
import org.torchmm.rules.Schema;

/** Every operator of ATen's by its name, with the overload that the arguments choose; each form of a call is looked for once. */
final class OperatorCalls {

    /** A form of a call: the operator, the kinds of arguments, and the names of the last ones. */
    private record Form(String operator, String kinds, List<String> names) {}

    private static final Map<Form, OperatorScript> SCRIPTS = new ConcurrentHashMap<>();

    private OperatorCalls() {}

    /**
     * @param operator its plain name
     * @param arguments of the kinds of {@link Given}; those by name last
     * @param names of those
     * @param isCopy which arrays nobody would see changed
     */
    static Object call(
            String operator, List<?> arguments, List<String> names, Predicate<Object> isCopy, NDManager manager) {
        String kinds = Given.word(arguments);
        Form form = new Form(operator, kinds, names);
        OperatorScript script = SCRIPTS.get(form);
        if (script == null) {
            script = find(operator, kinds, names);
            SCRIPTS.put(form, script);
        }
        for (int index : script.written()) {
            if (isWrittenCopy(arguments.get(index), isCopy)) {
                throw new IllegalArgumentException(operator
                        + "() writes to an array that is not of this kind, of which it would see a copy: copy it"
                        + " yourself, by clone(x)");
            }
        }
        script.check(arguments);
        if (operator.startsWith("requires_grad")) {
            Tensor.expectGradients();
        }
        try (IValue result = script.run(arguments)) {
            Object answer = Values.toJava(result, script.schema().results(), manager);
            return isComplex(answer) || arguments.stream().anyMatch(OperatorCalls::isComplex)
                    ? Values.resolved(answer)
                    : answer;
        }
    }

    /** Or of a dtype that DJL has no name for. */
    private static boolean isComplex(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(OperatorCalls::isComplex);
        }
        return value instanceof PtNDArray array
                && (array.getDataType() == DataType.COMPLEX64 || array.getDataType() == DataType.UNKNOWN);
    }

    private static boolean isWrittenCopy(Object argument, Predicate<Object> isCopy) {
        return argument instanceof List<?> list ? list.stream().anyMatch(isCopy) : isCopy.test(argument);
    }

    private static OperatorScript find(String operator, String kinds, List<String> names) {
        List<Schema> overloads = Overloads.of(operator);
        Binding binding = Binding.first(overloads, kinds, names);
        if (binding == null) {
            throw Binding.refusal(operator, overloads, kinds, names);
        }
        return new OperatorScript(binding, kinds);
    }
}
