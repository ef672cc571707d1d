package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Sentences;

/**
 * Arrays as arrays of other dtypes, as copies, and as numbers. Results belong to the {@link Torch} that was asked.
 *
 * <p>Out to Java arrays it goes by DJL's methods: {@code toFloatArray()} reads float32, float16 and bfloat16, {@code toDoubleArray()},
 * {@code toIntArray()} and {@code toLongArray()} float64, int32 and int64; the others are converted first:
 * {@code torch.to(a, DataType.FLOAT32).toFloatArray()}.
 */
public interface Conversions {

    /**
     * The elements converted to a dtype, {@code (N, M) -> (N, M)}; of an array that has it already, another array over the same memory.
     *
     * <p>Fractions are cut off for whole dtypes, and whole numbers that do not fit wrap around; float16 and bfloat16 round to nearest,
     * ties to even; anything but 0 is true; complex64 from real numbers has imaginary parts of 0, and loses them to real dtypes.
     *
     * @param dtype FLOAT32, FLOAT64, FLOAT16, BFLOAT16, UINT8, INT8, INT16, INT32, INT64, BOOLEAN or COMPLEX64
     * @throws IllegalArgumentException for another dtype
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.Tensor.to.html">torch.Tensor.to</a>
     */
    default NDArray to(NDArray input, DataType dtype) {
        Arguments.check(dtype, "to", "dtype", 2, "DataType");
        Calls calls = Calls.of(this);
        return calls.answer(Operation.TO, input, calls.backend.creatable(dtype));
    }

    /**
     * A copy, with the strides of its input if those leave no gaps: {@code (N, M) -> (N, M)}. It is part of what is recorded for gradients.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.clone.html">torch.clone</a>
     */
    default NDArray clone(NDArray input) {
        return Calls.of(this).answer(Operation.CLONE, input);
    }

    /**
     * The one element of an array of any shape, as a double; a truth value is 1 or 0, and of int64 those beyond 2<sup>53</sup> are rounded.
     *
     * @throws IllegalArgumentException if there is not one element ({@code a Tensor with 2 elements cannot be converted to Scalar}), or
     *     it is complex
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.Tensor.item.html">torch.Tensor.item</a>
     */
    default double item(NDArray input) {
        return Calls.of(this).read("item", input, (kind, array) -> {
            if (array.size() != 1) {
                throw Sentences.runtimeError(
                        "a Tensor with " + array.size() + " elements cannot be converted to Scalar");
            }
            if (kind.facts(array).dtype() == Dtype.COMPLEX64) {
                throw Sentences.runtimeError(
                        "item(): a complex number is no double; torch.repr(x) shows it, x.real() has its parts");
            }
            Object value = kind.item(array);
            return value instanceof Boolean flag ? (flag ? 1.0 : 0.0) : ((Number) value).doubleValue();
        });
    }
}
