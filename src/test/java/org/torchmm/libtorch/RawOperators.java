package org.torchmm.libtorch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Schema;
import org.torchmm.rules.Sentences;

/** libtorch's operators as they are, without a rule in front: the witness for tests of other packages. */
public final class RawOperators implements AutoCloseable {

    private final NDManager manager = Libtorch.newManager(Device.cpu());

    public NDManager manager() {
        return manager;
    }

    /** An array of a dtype, of those too that DJL cannot create; of complex64 with two numbers for each element. */
    public NDArray create(double[] elements, Dtype dtype, long... sizes) {
        if (dtype == Dtype.COMPLEX64) {
            NDArray pairs = manager.create(elements, new ai.djl.ndarray.types.Shape(sizes).add(2));
            return AtenCalls.to(pairs, Dtype.FLOAT32).complex();
        }
        return AtenCalls.to(manager.create(elements, new ai.djl.ndarray.types.Shape(sizes)), dtype);
    }

    /** The results; what libtorch refuses is thrown as torchmm would, with its sentence. */
    public NDList call(Operation operation, Object... arguments) {
        return call(operation.schema(), arguments);
    }

    /** The operator with {@code out}, the last of the arguments, as libtorch has it: one of another size is resized. */
    public NDList callInto(Operation operation, Object... arguments) {
        return call(operation.schemaInto(), arguments);
    }

    private NDList call(Schema schema, Object... arguments) {
        try (IValue result = Operators.call(schema, arguments)) {
            return Values.toArrays(result, manager);
        } catch (EngineException e) {
            String sentence = AtenCalls.sentence(e);
            throw Sentences.isIndexError(sentence) ? Sentences.indexError(sentence) : Sentences.runtimeError(sentence);
        }
    }

    public static long[] strides(NDArray array) {
        return AtenCalls.stride((PtNDArray) array);
    }

    @Override
    public void close() {
        manager.close();
    }
}
