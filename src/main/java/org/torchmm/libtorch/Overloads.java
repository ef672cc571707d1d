package org.torchmm.libtorch;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torchmm.rules.Binding;
import org.torchmm.rules.Schema;

/**
 * What overloads an operator has, from libtorch itself: it lists them when a script calls the operator by an argument that none has,
 * and proposes others where there is no operator of that name.
 */
final class Overloads {

    private static final String NO_ARGUMENT = "argument_of_no_operator";

    private static final Pattern SCHEMA = Pattern.compile("(?m)^ *aten::(\\S.* -> .*):$");

    private static final Pattern PROPOSAL = Pattern.compile("(?m)^\\taten::(\\w+)$");

    /** Those that read or write where they should not, found by random calls. */
    private static final Set<String> UNCHECKED = Set.of("align_tensors", "native_channel_shuffle");

    /** What belongs to one library's or one device's kernels, none of which check. */
    private static final List<String> KERNELS = List.of("quantized_", "fbgemm_", "mkldnn_", "cudnn_", "miopen_");

    private static final Map<String, List<Schema>> KNOWN = new ConcurrentHashMap<>();

    private Overloads() {}

    /** In libtorch's order; {@link IllegalArgumentException} if there are none, or none that Java can call. */
    static List<Schema> of(String operator) {
        List<Schema> known = KNOWN.get(operator);
        if (known == null) {
            known = ask(operator);
            KNOWN.put(operator, known);
        }
        return known;
    }

    private static List<Schema> ask(String operator) {
        if (isInternal(operator) || UNCHECKED.contains(operator)) {
            throw new IllegalArgumentException(
                    operator + "() is libtorch's own: it does not check its arguments, and wrong ones"
                            + " would take the JVM down");
        }
        String answer = answer(operator);
        List<Schema> schemas = new ArrayList<>();
        Matcher lines = SCHEMA.matcher(answer);
        boolean hasOthers = false;
        while (lines.find()) {
            Schema schema = schema(lines.group(1));
            if (schema != null) {
                schemas.add(schema);
            } else {
                hasOthers = true;
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException(
                    hasOthers
                            ? operator + "() is an operator of libtorch's that takes or answers what is no array, and"
                                    + " cannot be called from Java"
                            : "libtorch has no operator " + operator + proposals(answer));
        }
        return List.copyOf(schemas);
    }

    /** Null for what Java cannot call. */
    private static Schema schema(String text) {
        try {
            Schema schema = Schema.parse(text);
            return Binding.isCallable(schema) ? schema : null;
        } catch (IllegalArgumentException e) {
            return null; // any number of arguments of any type
        }
    }

    /** By its name, as in Python ({@code __and__} is none), and what autograd calls. */
    private static boolean isInternal(String operator) {
        return operator.startsWith("_") && !operator.startsWith("__")
                || operator.contains("_backward")
                || KERNELS.stream().anyMatch(operator::startsWith);
    }

    private static String answer(String operator) {
        try {
            ScriptModule.load(
                    new Script().method("run", "x: int", "int", "torch." + operator + "(" + NO_ARGUMENT + "=x)"));
        } catch (EngineException e) {
            return e.getMessage();
        }
        return "";
    }

    private static String proposals(String answer) {
        List<String> names = new ArrayList<>();
        Matcher lines = PROPOSAL.matcher(answer);
        while (lines.find()) {
            if (!isInternal(lines.group(1))) {
                names.add(lines.group(1));
            }
        }
        return names.isEmpty() ? "" : "; did you mean " + String.join(", ", names) + "?";
    }
}
