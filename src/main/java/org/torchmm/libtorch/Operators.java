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

    /** A method: which operator, and which of its arguments are None or have their default. A schema is read once, so that its identity serves. */
    private record Key(Schema schema, long absent) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.schema == schema && key.absent == absent;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema) + Long.hashCode(absent);
        }
    }

    private static final Map<Key, PtSymbolBlock> MODULES = new ConcurrentHashMap<>();

    private static final String METHOD = "run";

    private Operators() {}

    /** Calls the operator with an argument for each parameter, null for None. To be closed. */
    static IValue call(Schema schema, Object... arguments) {
        return Natives.toValue(run(schema, arguments));
    }

    /** The handle of the tensor that is the operator's one result. */
    static long tensor(Schema schema, Object... arguments) {
        long result = run(schema, arguments);
        try {
            return NativeValues.toTensor(result);
        } finally {
            NativeValues.delete(result);
        }
    }

    /** Calls the operator for what it writes. */
    static void write(Schema schema, Object... arguments) {
        NativeValues.delete(run(schema, arguments));
    }

    private static long run(Schema schema, Object... arguments) {
        List<Parameter> parameters = schema.parameters();
        long absent = 0;
        int given = 0;
        for (int i = 0; i < arguments.length; i++) {
            boolean isAbsent = arguments[i] == null || isDefault(parameters.get(i), arguments[i]);
            absent |= isAbsent ? 1L << i : 0;
            given += isAbsent ? 0 : 1;
        }
        Key key = new Key(schema, absent);
        PtSymbolBlock module = MODULES.get(key);
        if (module == null) {
            module = MODULES.computeIfAbsent(key, Operators::load);
        }
        long[] values = new long[given];
        int count = 0;
        try {
            for (int i = 0; i < arguments.length; i++) {
                if ((absent & 1L << i) == 0) {
                    values[count++] = NativeValues.of(arguments[i]);
                }
            }
            return Natives.run(module, METHOD, values);
        } finally {
            for (int i = 0; i < count; i++) {
                NativeValues.delete(values[i]);
            }
        }
    }

    /** Whether libtorch has the number by itself: each that crosses takes 0.2 us. */
    private static boolean isDefault(Parameter parameter, Object argument) {
        return argument instanceof Integer number && number == 1 && "1".equals(parameter.defaultValue());
    }

    private static PtSymbolBlock load(Key key) {
        return load(method(new Script(), METHOD, key.schema(), key.absent()));
    }

    /** Adds the operator to a script. */
    static Script method(Script script, String name, Schema schema, long absent) {
        List<String> declared = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        List<Parameter> parameters = schema.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            boolean isAbsent = (absent & 1L << i) != 0;
            if (!isAbsent) {
                declared.add(parameter.name() + ": " + scriptType(parameter.type()));
            }
            String standing = parameter.isOptional() ? "None" : parameter.defaultValue();
            String value = isAbsent ? standing : parameter.name();
            passed.add(parameter.isKeyword() ? parameter.name() + "=" + value : value);
        }
        return script.method(
                name,
                String.join(", ", declared),
                resultType(schema.results()),
                "torch." + schema.name() + "(" + String.join(", ", passed) + ")");
    }

    static String resultType(List<String> results) {
        if (results.size() == 1) {
            return scriptType(results.get(0));
        }
        return "Tuple["
                + String.join(", ", results.stream().map(Operators::scriptType).toList()) + "]";
    }

    /** TorchScript's name of a schema's type. */
    static String scriptType(String type) {
        if (type.endsWith("[]")) {
            return "List[" + scriptType(type.substring(0, type.length() - 2)) + "]";
        }
        return switch (type) {
            case "Scalar" -> "number";
            case "ScalarType", "MemoryFormat" -> "int";
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
