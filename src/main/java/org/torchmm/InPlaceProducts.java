package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;

/**
 * The products of {@link AddedProducts} written into their input, which is returned: Python's {@code input.addmm_(mat1, mat2)} is {@code
 * torch.addmmi(input, mat1, mat2)}, with DJL's ending for what is done in place.
 *
 * <p>For all of them: what {@link AddedProducts} says of operands, numbers and refusals; and
 *
 * <ul>
 *   <li>{@code input} has the result's very size and dtype ({@code Bad in-place call: input tensor size [1, 2] and output tensor size [2,
 *       2] should match}), whose strides stay; it is not expanded, and where torch's {@code addbmm_} would resize it, it is refused too.
 *   <li>{@code input} is an array of the same kind as those of this {@link Torch}, as a copy would be written in vain.
 *   <li>The other operands share no elements with it, and it none with itself: {@code unsupported operation: some elements of the input
 *       tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.}
 *   <li>While a {@code GradientCollector} is open, an array that requires a gradient is not written: {@code a leaf Variable that
 *       requires grad is being used in an in-place operation.}
 *   <li>A refused call has written nothing.
 * </ul>
 */
public interface InPlaceProducts {

    /**
     * {@code input = beta * input + alpha * (batch1 x batch2)}, {@code (B, N, M) x (B, M, P) -> (B, N, P)}.
     *
     * @param input {@code (B, N, P)}, which is written
     * @return {@code input}
     * @throws IllegalArgumentException as {@link AddedProducts#baddbmm}, and as above
     */
    default NDArray baddbmmi(NDArray input, NDArray batch1, NDArray batch2, Number beta, Number alpha) {
        return Calls.of(this).write(Operation.BADDBMM_, input, batch1, batch2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray baddbmmi(NDArray input, NDArray batch1, NDArray batch2) {
        return baddbmmi(input, batch1, batch2, 1, 1);
    }

    /**
     * {@code input = beta * input + alpha * (sum(batch1 x batch2))}, {@code (B, N, M) x (B, M, P) -> (N, P)}.
     *
     * @param input {@code (N, P)}, which is written
     * @return {@code input}
     * @throws IllegalArgumentException as {@link AddedProducts#addbmm}, and as above
     */
    default NDArray addbmmi(NDArray input, NDArray batch1, NDArray batch2, Number beta, Number alpha) {
        return Calls.of(this).write(Operation.ADDBMM_, input, batch1, batch2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addbmmi(NDArray input, NDArray batch1, NDArray batch2) {
        return addbmmi(input, batch1, batch2, 1, 1);
    }

    /**
     * {@code input = beta * input + alpha * (mat1 x mat2)}, {@code (N, M) x (M, P) -> (N, P)}.
     *
     * @param input {@code (N, P)}, which is written
     * @return {@code input}
     * @throws IllegalArgumentException as {@link AddedProducts#addmm}, and as above
     */
    default NDArray addmmi(NDArray input, NDArray mat1, NDArray mat2, Number beta, Number alpha) {
        return Calls.of(this).write(Operation.ADDMM_, input, mat1, mat2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addmmi(NDArray input, NDArray mat1, NDArray mat2) {
        return addmmi(input, mat1, mat2, 1, 1);
    }

    /**
     * {@code input = beta * input + alpha * (mat x vec)}, {@code (N, M) x (M) -> (N)}.
     *
     * @param input {@code (N)}, which is written
     * @return {@code input}
     * @throws IllegalArgumentException as {@link AddedProducts#addmv}, and as above
     */
    default NDArray addmvi(NDArray input, NDArray mat, NDArray vec, Number beta, Number alpha) {
        return Calls.of(this).write(Operation.ADDMV_, input, mat, vec, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addmvi(NDArray input, NDArray mat, NDArray vec) {
        return addmvi(input, mat, vec, 1, 1);
    }

    /**
     * {@code input = beta * input + alpha * (outer(vec1, vec2))}, {@code (N) x (M) -> (N, M)}.
     *
     * @param input {@code (N, M)}, which is written
     * @return {@code input}
     * @throws IllegalArgumentException as {@link AddedProducts#addr}, and as above; {@code size mismatch, input: [1, 2], v1: [2], v2: [2]}, and {@code result type Float can't be cast to the
     *     desired output type Long} where the factors are of a higher dtype
     */
    default NDArray addri(NDArray input, NDArray vec1, NDArray vec2, Number beta, Number alpha) {
        return Calls.of(this).write(Operation.ADDR_, input, vec1, vec2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addri(NDArray input, NDArray vec1, NDArray vec2) {
        return addri(input, vec1, vec2, 1, 1);
    }
}
