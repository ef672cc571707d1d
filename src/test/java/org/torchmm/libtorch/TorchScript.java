package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;

/** Expressions that libtorch computes, for tests of other packages that ask it what DJL has no call for. */
public final class TorchScript implements AutoCloseable {

    private final Script script = new Script();
    private final PtNDManager manager = (PtNDManager) Libtorch.newManager(Device.cpu());
    private ScriptModule module;

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
        if (module == null) {
            module = ScriptModule.load(script);
        }
        try (IValue result = NativeValues.object(module.call(method, arguments))) {
            return result.toTensor(manager);
        } catch (EngineException e) {
            throw new IllegalArgumentException(AtenCalls.sentence(e), e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
