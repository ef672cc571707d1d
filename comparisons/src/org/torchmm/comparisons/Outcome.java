package org.torchmm.comparisons;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Supplier;
import org.torchmm.libtorch.AtenCalls;

/**
 * What came of asking for a product: an array, or a refusal.
 *
 * @param data in row-major order; null for a refusal, and for a dtype that no kernel multiplies
 */
record Outcome(DataType dtype, long[] size, Object data, String refusal) {

    static Outcome of(Supplier<NDArray> product) {
        try (NDArray result = product.get()) {
            DataType dtype = Conversion.dtype(result);
            ElementType type = ElementType.of(dtype);
            return new Outcome(dtype, result.getShape().getShape(), data(result, dtype, type), null);
        } catch (EngineException e) {
            return new Outcome(
                    null, null, null, IllegalArgumentException.class.getName() + ": " + AtenCalls.sentence(e));
        } catch (RuntimeException | Error e) {
            return new Outcome(null, null, null, e.toString());
        }
    }

    /** Of complex numbers both parts of each. */
    private static Object data(NDArray result, DataType dtype, ElementType type) {
        if (dtype == DataType.COMPLEX64) {
            return result.real().toFloatArray();
        }
        return type == null ? null : type.read(result);
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** The exception with its sentence, or the size and dtype. */
    @Override
    public String toString() {
        return isRefused()
                ? refusal
                : "an array of size " + java.util.Arrays.toString(size) + ", " + Operand.name(dtype);
    }
}
