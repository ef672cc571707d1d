package org.torchmm.libtorch;

import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Schema.Parameter;

/**
 * Operators of ATen's by their schema: each is a TorchScript module of one method, loaded at its first call and kept, with {@code None}
 * written into it where an argument is null, as DJL has no value for that.
 *
 * <p>Tried: one module of the 110 operations of the table, 15 to 20 ms at the first call of any, as TorchScript compiles each in 0.15
 * ms; one of one takes 0.2 to 0.4 ms, so that a program would have to use 50 of them to win by it.
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

    private static final Map<Key, ScriptModule> MODULES = new ConcurrentHashMap<>();

    private static final String METHOD = "run";

    private Operators() {}

    /** Calls the operator with an argument for each parameter, null for None. To be closed. */
    static IValue call(Schema schema, Object... arguments) {
        return NativeValues.object(run(schema, arguments));
    }

    /** The handle of the tensor that is the operator's one result. */
    static long tensor(Schema schema, Object... arguments) {
        return NativeValues.takeTensor(run(schema, arguments));
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
        ScriptModule module = MODULES.get(key);
        if (module == null) {
            module = MODULES.computeIfAbsent(key, Operators::load);
        }
        if (given == arguments.length) {
            return module.call(METHOD, arguments);
        }
        Object[] present = new Object[given];
        int n = 0;
        for (int i = 0; i < arguments.length; i++) {
            if ((absent & 1L << i) == 0) {
                present[n++] = arguments[i];
            }
        }
        return module.call(METHOD, present);
    }

    /** Whether libtorch has the number by itself: each that crosses takes 0.2 us. */
    private static boolean isDefault(Parameter parameter, Object argument) {
        return argument instanceof Integer number && number == 1 && "1".equals(parameter.defaultValue());
    }

    private static ScriptModule load(Key key) {
        Schema schema = key.schema();
        OperatorText text = new OperatorText(schema);
        for (int i = 0; i < schema.parameters().size(); i++) {
            Parameter parameter = schema.parameters().get(i);
            boolean isAbsent = (key.absent() & 1L << i) != 0;
            String value = !isAbsent
                    ? text.declare(i, parameter.name(), OperatorText.type(parameter.type()))
                    : parameter.isOptional() ? "None" : parameter.defaultValue();
            text.pass(parameter, value, parameter.isKeyword());
        }
        return ScriptModule.load(text.addTo(new Script(), METHOD));
    }
}
