package org.torchmm.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;

/** A method of TorchScript's that calls an operator: what it declares, in the order in which it is called, and what it passes on. */
final class OperatorText {

    private final Schema schema;
    private final SortedMap<Integer, String> declared = new TreeMap<>();
    private final List<String> passed = new ArrayList<>();

    OperatorText(Schema schema) {
        this.schema = schema;
    }

    /** Declares a parameter, one of some at that place; its name. */
    String declare(int place, String name, String type) {
        declared.merge(place, name + ": " + type, (before, more) -> before + ", " + more);
        return name;
    }

    void pass(Parameter parameter, String value, boolean isNamed) {
        passed.add(isNamed ? parameter.name() + "=" + value : value);
    }

    Script addTo(Script script, String method) {
        return script.method(
                method,
                String.join(", ", declared.values()),
                resultType(),
                "torch." + schema.name() + "(" + String.join(", ", passed) + ")");
    }

    private String resultType() {
        List<String> types = schema.results().stream().map(OperatorText::type).toList();
        return types.size() == 1 ? types.get(0) : "Tuple[" + String.join(", ", types) + "]";
    }

    /** TorchScript's name of a schema's type. */
    static String type(String type) {
        if (type.endsWith("[]")) {
            return "List[" + type(type.substring(0, type.length() - 2)) + "]";
        }
        return switch (type) {
            case "Scalar" -> "number";
            case "ScalarType", "MemoryFormat" -> "int";
            default -> type;
        };
    }
}
