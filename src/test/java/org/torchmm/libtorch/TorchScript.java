package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.torchmm.rules.Dtype;

/** Expressions that libtorch computes, for tests of other packages that ask it what DJL has no call for. */
public final class TorchScript implements AutoCloseable {

    private final Script script = new Script();
    private final PtNDManager manager = (PtNDManager) Libtorch.newManager(Device.cpu());
    private PtSymbolBlock module;

    /** Adds {@code def name(parameters) -> Tensor: return expression}. */
    public TorchScript method(String name, String parameters, String expression) {
        script.method(name, parameters, "Tensor", expression);
        return this;
    }

    /**
     * Calls a method with longs, doubles, dtypes and libtorch's arrays; what libtorch refuses is an {@link
     * IllegalArgumentException} with its sentence.
     */
    public NDArray call(String method, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(arguments[i]);
            }
            try (IValue result = Natives.run(module(), method, values)) {
                return result.toTensor(manager);
            }
        } catch (EngineException e) {
            throw new IllegalArgumentException(AtenCalls.sentence(e), e);
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof Long number) {
            return IValue.from(number);
        }
        if (argument instanceof Integer number) {
            return IValue.from((long) number);
        }
        if (argument instanceof Double number) {
            return IValue.from(number);
        }
        if (argument instanceof Dtype dtype) {
            return IValue.from(AtenCalls.scalarType(dtype));
        }
        return IValue.from((PtNDArray) argument);
    }

    private PtSymbolBlock module() {
        if (module == null) {
            try {
                module = JniUtils.loadModule(manager, new ByteArrayInputStream(script.archive()), false, false);
            } catch (IOException e) {
                throw new AssertionError(e); // reading from an array does no I/O
            }
        }
        return module;
    }

    @Override
    public void close() {
        manager.close();
    }
}
