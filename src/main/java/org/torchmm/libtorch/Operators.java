package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;

/**
 * Operators of ATen's by their schema: each is a TorchScript module of one method, loaded at its first call and kept, 4 ms, with
 * {@code None} written into it where an argument is null, as DJL has no value for that.
 */
final class Operators {

    /** A method: which operator, and which of its arguments are None. A schema is read once, so that its identity serves. */
    private record Key(Schema schema, long nones) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.schema == schema && key.nones == nones;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema) + Long.hashCode(nones);
        }
    }

    private static final Map<Key, PtSymbolBlock> MODULES = new ConcurrentHashMap<>();

    private static final String METHOD = "run";

    private Operators() {}

    /** Calls the operator with an argument for each parameter, null for None. To be closed. */
    static IValue call(Schema schema, Object... arguments) {
        long nones = 0;
        int given = 0;
        for (int i = 0; i < arguments.length; i++) {
            nones |= arguments[i] == null ? 1L << i : 0;
            given += arguments[i] == null ? 0 : 1;
        }
        PtSymbolBlock module = MODULES.computeIfAbsent(new Key(schema, nones), Operators::load);
        IValue[] values = new IValue[given];
        try {
            int at = 0;
            for (Object argument : arguments) {
                if (argument != null) {
                    values[at++] = Values.toNative(argument);
                }
            }
            return Natives.run(module, METHOD, values);
        } finally {
            AtenCalls.close(values);
        }
    }

    private static PtSymbolBlock load(Key key) {
        return load(method(new Script(), METHOD, key.schema(), key.nones()));
    }

    /** Adds the operator to a script. */
    static Script method(Script script, String name, Schema schema, long nones) {
        List<String> declared = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        List<Parameter> parameters = schema.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean isNone = (nones & 1L << i) != 0;
            if (!isNone) {
                declared.add(parameter.name() + ": " + scriptType(parameter.type()));
            }
            String value = isNone ? "None" : parameter.name();
            passed.add(parameter.isKeyword() ? parameter.name() + "=" + value : value);
        }
        return script.method(
                name,
                String.join(", ", declared),
                resultType(schema.results()),
                "torch." + schema.name() + "(" + String.join(", ", passed) + ")");
    }

    private static String resultType(List<String> results) {
        if (results.size() == 1) {
            return scriptType(results.get(0));
        }
        return "Tuple["
                + String.join(", ", results.stream().map(Operators::scriptType).toList()) + "]";
    }

    /** TorchScript's name of a schema's type. */
    private static String scriptType(String type) {
        if (type.endsWith("[]")) {
            return "List[" + scriptType(type.substring(0, type.length() - 2)) + "]";
        }
        return switch (type) {
            case "Scalar" -> "number";
            case "ScalarType" -> "int";
            default -> type;
        };
    }

    /** The script as a module, which serves until the process ends. */
    static PtSymbolBlock load(Script script) {
        PtNDManager manager = (PtNDManager) Libtorch.engine().newBaseManager(Device.cpu());
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(script.archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // reading from an array does no I/O
        }
    }
}
