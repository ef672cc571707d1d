package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.torchmm.rules.Dtype;

/** Java's values as TorchScript's and back. */
final class Values {

    private Values() {}

    /** A value of Java's that is not null: an array, a list of them, a number, a truth value, a string, sizes, a dtype. */
    static IValue toNative(Object value) {
        if (value instanceof PtNDArray array) {
            return IValue.from(array);
        }
        if (value instanceof List<?> arrays) {
            return IValue.listFrom(
                    arrays.stream().map(array -> (PtNDArray) array).toArray(PtNDArray[]::new));
        }
        if (value instanceof Double || value instanceof Float) {
            return IValue.from(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return IValue.from(number.longValue());
        }
        if (value instanceof Boolean flag) {
            return IValue.from((boolean) flag);
        }
        if (value instanceof String text) {
            return IValue.from(text);
        }
        if (value instanceof long[] integers) {
            return IValue.listFrom(integers);
        }
        if (value instanceof double[] numbers) {
            return IValue.listFrom(numbers);
        }
        if (value instanceof boolean[] flags) {
            return IValue.listFrom(flags);
        }
        if (value instanceof Dtype dtype) {
            return IValue.from(AtenCalls.scalarType(dtype));
        }
        throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " does not cross to TorchScript");
    }

    /** The arrays of a result, as torchmm's own that belong to the manager. */
    static NDList toArrays(IValue result, NDManager manager) {
        NDList arrays = new NDList();
        try {
            add(arrays, result, manager);
            return arrays;
        } catch (RuntimeException | Error e) {
            arrays.close();
            throw e;
        }
    }

    private static void add(NDList arrays, IValue result, NDManager manager) {
        PtNDManager owner = (PtNDManager) manager;
        if (result.isTensor()) {
            arrays.add(Tensor.adopt(result.toTensor(owner), manager));
        } else if (result.isTensorList()) {
            PtNDArray[] made = result.toTensorArray(owner);
            for (NDArray array : made) {
                arrays.add(Tensor.adopt((PtNDArray) array, manager));
            }
        } else if (result.isTuple()) {
            IValue[] parts = result.toIValueTuple();
            try {
                for (IValue part : parts) {
                    add(arrays, part, manager);
                }
            } finally {
                AtenCalls.close(parts);
            }
        } else {
            throw new IllegalArgumentException("a result of type " + result.getType() + " is no array");
        }
    }
}
