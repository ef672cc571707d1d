package org.torchmm.libtorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.torchmm.rules.Binding;
import org.torchmm.rules.CallRule;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;

/**
 * One form of a call as a TorchScript module: what is given is a parameter of its method, {@code None} is written into it, what is left
 * out has libtorch's default.
 */
final class OperatorScript {

    private static final String METHOD = "run";

    private final Binding binding;
    private final String kinds;
    private final List<Integer> written;
    private final CallRule rule;

    /** The parameter that an argument goes to, or is gathered for. */
    private final Parameter[] parameters;

    /** By which elements of lists are None, which differs from call to call; mostly there are no such lists. */
    private final Map<String, ScriptModule> modules = new ConcurrentHashMap<>(2);

    OperatorScript(Binding binding, String kinds) {
        this.binding = binding;
        this.kinds = kinds;
        written = binding.written();
        rule = CallRule.of(binding).orElse(null);
        parameters = new Parameter[kinds.length()];
        for (int i = 0; i < binding.first().length; i++) {
            for (int k = 0; k < Math.max(1, binding.count()[i]) && binding.first()[i] >= 0; k++) {
                parameters[binding.first()[i] + k] = schema().parameters().get(i);
            }
        }
    }

    Schema schema() {
        return binding.schema();
    }

    /** The arguments that it changes. */
    List<Integer> written() {
        return written;
    }

    /** Refuses what a rule refuses of arrays that it knows: libtorch would take tens of microseconds for the same sentence. */
    void check(List<?> arguments) {
        if (rule == null) {
            return;
        }
        try {
            rule.check(arguments, OperatorScript::facts);
        } catch (IllegalArgumentException | IndexOutOfBoundsException refusal) {
            if (arguments.stream().allMatch(OperatorScript::isPlain)) {
                throw refusal;
            }
        }
    }

    private static Facts facts(Object array) {
        return new TensorFacts((PtNDArray) array);
    }

    private static boolean isPlain(Object argument) {
        if (argument instanceof List<?> list) {
            return list.stream().allMatch(OperatorScript::isPlain);
        }
        if (argument instanceof PtNDArray array) {
            Facts facts = facts(array);
            return facts.isStrided() && !facts.build().isCuda() && facts.dtype() != null;
        }
        return true;
    }

    /** Calls it; to be closed. */
    IValue run(List<?> arguments) {
        String nones = nones(arguments);
        ScriptModule module = modules.get(nones);
        if (module == null) {
            module = modules.computeIfAbsent(nones, key -> ScriptModule.load(script(arguments)));
        }
        List<Object> present = new ArrayList<>(arguments.size());
        for (int i = 0; i < parameters.length; i++) {
            Object argument = arguments.get(i);
            if (argument != null && hasNones(parameters[i])) {
                ((List<?>) argument).stream().filter(Objects::nonNull).forEach(present::add);
            } else if (argument != null) {
                present.add(Values.fitting(fitted(argument, parameters[i]), parameters[i].type()));
            }
        }
        return NativeValues.object(module.call(METHOD, present.toArray()));
    }

    /** Of lists of a fixed length libtorch reads as many, however many there are; one stands for all. */
    private Object fitted(Object argument, Parameter parameter) {
        int length = parameter.length();
        if (length < 2 || !(argument instanceof long[] || argument instanceof boolean[] || argument instanceof List)) {
            return argument;
        }
        int given = argument instanceof List<?> list ? list.size() : Array.getLength(argument);
        if (argument instanceof long[] whole && given == 1) {
            long[] all = new long[length];
            Arrays.fill(all, whole[0]);
            return all;
        }
        if (given == length || given == 0 && "[]".equals(parameter.defaultValue())) {
            return argument;
        }
        throw new IllegalArgumentException(schema().name() + "(): argument '" + parameter.name()
                + "' must be a tuple of " + length + ", not of " + given);
    }

    /** Lists that may have None in them cross array by array, as a list of TorchScript's is of one type. */
    private static boolean hasNones(Parameter parameter) {
        return parameter.type().equals("Tensor?[]");
    }

    private String nones(List<?> arguments) {
        StringBuilder nones = null;
        for (int i = 0; i < parameters.length; i++) {
            if (hasNones(parameters[i]) && arguments.get(i) instanceof List<?> list) {
                nones = nones == null ? new StringBuilder() : nones;
                for (Object element : list) {
                    nones.append(element == null ? '-' : 't');
                }
                nones.append(';');
            }
        }
        return nones == null ? "" : nones.toString();
    }

    private Script script(List<?> arguments) {
        OperatorText text = new OperatorText(schema());
        for (int i = 0; i < binding.first().length; i++) {
            Parameter parameter = schema().parameters().get(i);
            int first = binding.first()[i];
            if (first < 0) {
                continue;
            }
            String value;
            if (binding.count()[i] > 0) {
                List<String> elements = new ArrayList<>();
                for (int k = first; k < first + binding.count()[i]; k++) {
                    elements.add(declare(text, k, "Tensor"));
                }
                value = "[" + String.join(", ", elements) + "]";
            } else if (arguments.get(first) instanceof List<?> list && hasNones(parameter)) {
                value = withNones(text, first, list);
            } else {
                value = value(text, first, parameter);
            }
            text.pass(parameter, value, parameter.isKeyword() || !isPositional(i));
        }
        return text.addTo(new Script(), METHOD);
    }

    /** Whether all before it are given too. */
    private boolean isPositional(int parameter) {
        for (int i = 0; i < parameter; i++) {
            if (binding.first()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String value(OperatorText text, int argument, Parameter parameter) {
        char kind = kinds.charAt(argument);
        if (kind == '-') {
            return "None";
        }
        if (kind == 'i' && parameter.type().equals("int[]")) {
            String number = declare(text, argument, "int");
            return "[" + (number + ", ").repeat(Math.max(1, parameter.length()) - 1) + number + "]";
        }
        if (kind == 'f' && parameter.type().equals("float[]")) {
            return "[" + declare(text, argument, "float") + "]";
        }
        if (parameter.type().equals("Device")) {
            return "torch.device(" + declare(text, argument, "str") + ")";
        }
        if (parameter.type().equals("Scalar")) {
            return declare(text, argument, kind == 'i' ? "int" : "float");
        }
        return declare(text, argument, OperatorText.type(parameter.type()));
    }

    private static String withNones(OperatorText text, int argument, List<?> list) {
        List<String> elements = new ArrayList<>();
        for (int k = 0; k < list.size(); k++) {
            if (list.get(k) == null) {
                elements.add("None");
            } else {
                elements.add(text.declare(argument, "a" + argument + "_" + k, "Tensor"));
            }
        }
        return "annotate(List[Optional[Tensor]], [" + String.join(", ", elements) + "])";
    }

    private static String declare(OperatorText text, int argument, String type) {
        return text.declare(argument, "a" + argument, type);
    }
}
