package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;

/**
 * The products that PyTorch adds to an input in one operation, {@code beta * input + alpha * (a x b)}: torch's rules, documented once.
 *
 * <p>For all of them:
 *
 * <ul>
 *   <li><b>input</b> is expanded to the result's size: any that broadcasts to it, 0-D too. With {@code beta = 0} it is not read, and its
 *       NaN does not reach the result.
 *   <li><b>beta and alpha</b> are an {@link Integer} or {@link Long}, Python's int, or a {@link Double} or {@link Float}, Python's float.
 *       For whole numbers a fraction is cut off, as torch does; what the dtype does not hold is refused ({@code value cannot be converted
 *       to type int8_t without overflow}). Where nothing is multiplied, {@code M = 0}, the result is {@code beta * input}, and
 *       for whole numbers a float is refused ({@code result type Float can't be cast to the desired output type Long}).
 *   <li><b>dtypes, ownership and refusals</b> are as in {@link MatrixProducts}.
 * </ul>
 *
 * <p>Source of the rules: libtorch 2.7.1. {@link InPlaceProducts} has the forms that write into the input.
 */
public interface AddedProducts {

    /**
     * Batched matrix product, scaled and added to an input: {@code beta * input + alpha * (batch1 x batch2)}, {@code (B, N, M) x (B, M,
     * P) -> (B, N, P)}, matrix by matrix.
     *
     * @param input what expands to {@code (B, N, P)}. Not modified.
     * @param batch1 {@code (B, N, M)}. Not modified.
     * @param batch2 {@code (B, M, P)}. Not modified.
     * @param beta what {@code input} is multiplied by
     * @param alpha what the product is multiplied by
     * @return {@code (B, N, P)}
     * @throws IllegalArgumentException if {@code input} does not expand to the result ({@code The expanded size of the tensor (3) must match the
     *     existing size (4) at non-singleton dimension 2. ...}), a batch is not 3-D ({@code batch2 must be a 3D tensor}), the sizes do not
     *     fit ({@code Expected size for first two dimensions of batch2 tensor to be: [B, M] but got: [...].}), the dtypes differ ({@code
     *     Input dtypes must be the same, got: input double, batch1: float, batch2: float}), the dtype is bool, or a number does not fit it
     * @throws IndexOutOfBoundsException if a batch has fewer dimensions than the result takes its sizes from
     */
    default NDArray baddbmm(NDArray input, NDArray batch1, NDArray batch2, Number beta, Number alpha) {
        return Calls.of(this).answer(Operation.BADDBMM, input, batch1, batch2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray baddbmm(NDArray input, NDArray batch1, NDArray batch2) {
        return baddbmm(input, batch1, batch2, 1, 1);
    }

    /**
     * The sum over a batch of matrix products, scaled and added to an input: {@code beta * input + alpha * sum(batch1 x batch2)}, {@code
     * (B, N, M) x (B, M, P) -> (N, P)}; the products are added in the order of the batch.
     *
     * @param input what expands to {@code (N, P)}. Not modified.
     * @param batch1 {@code (B, N, M)}. Not modified.
     * @param batch2 {@code (B, M, P)}. Not modified.
     * @param beta what {@code input} is multiplied by
     * @param alpha what the product is multiplied by
     * @return {@code (N, P)}
     * @throws IllegalArgumentException if {@code input} does not expand to the result, a batch is not 3-D ({@code batch1 must be a 3D tensor}), the
     *     sizes do not fit ({@code batch1 and batch2 must have same number of batches, got 2 and 3}, {@code Incompatible matrix sizes for
     *     bmm (2x4 and 5x3)}), the dtypes differ, the dtype is bool, or a number does not fit it
     * @throws IndexOutOfBoundsException if a batch has fewer dimensions than the result takes its sizes from
     */
    default NDArray addbmm(NDArray input, NDArray batch1, NDArray batch2, Number beta, Number alpha) {
        return Calls.of(this).answer(Operation.ADDBMM, input, batch1, batch2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addbmm(NDArray input, NDArray batch1, NDArray batch2) {
        return addbmm(input, batch1, batch2, 1, 1);
    }

    /**
     * Matrix product, scaled and added to an input: {@code beta * input + alpha * (mat1 x mat2)}, {@code (N, M) x (M, P) -> (N, P)}.
     *
     * @param input what expands to {@code (N, P)}. Not modified.
     * @param mat1 {@code (N, M)}. Not modified.
     * @param mat2 {@code (M, P)}. Not modified.
     * @param beta what {@code input} is multiplied by
     * @param alpha what the product is multiplied by
     * @return {@code (N, P)}
     * @throws IllegalArgumentException if the dtypes differ ({@code self and mat2 must have the same dtype, but got Double and Float}), a factor is not
     *     2-D ({@code mat1 must be a matrix, got 1-D tensor}), the sizes do not fit ({@code mat1 and mat2 shapes cannot be multiplied (2x4
     *     and 5x3)}), {@code input} does not expand to the result, the dtype is bool, or a number does not fit it
     */
    default NDArray addmm(NDArray input, NDArray mat1, NDArray mat2, Number beta, Number alpha) {
        return Calls.of(this).answer(Operation.ADDMM, input, mat1, mat2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addmm(NDArray input, NDArray mat1, NDArray mat2) {
        return addmm(input, mat1, mat2, 1, 1);
    }

    /**
     * Matrix-vector product, scaled and added to an input: {@code beta * input + alpha * (mat x vec)}, {@code (N, M) x (M) -> (N)}.
     *
     * @param input {@code (N)}, {@code (1)} or 0-D; of another dtype it is converted. Not modified.
     * @param mat {@code (N, M)}. Not modified.
     * @param vec {@code (M)}. Not modified.
     * @param beta what {@code input} is multiplied by
     * @param alpha what the product is multiplied by
     * @return {@code (N)}
     * @throws IllegalArgumentException if the ranks are not up to 1, 2 and 1 ({@code vector + matrix @ vector expected, got 1, 1, 1}), the sizes do not
     *     fit ({@code size mismatch, got input (2), mat (2x3), vec (4)}), the dtypes of the factors differ, the dtype is bool, or a number
     *     does not fit it
     * @throws IndexOutOfBoundsException if the sizes do not fit and {@code input} is 0-D
     */
    default NDArray addmv(NDArray input, NDArray mat, NDArray vec, Number beta, Number alpha) {
        return Calls.of(this).answer(Operation.ADDMV, input, mat, vec, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addmv(NDArray input, NDArray mat, NDArray vec) {
        return addmv(input, mat, vec, 1, 1);
    }

    /**
     * Outer product, scaled and added to an input: {@code beta * input + alpha * outer(vec1, vec2)}, {@code (N) x (M) -> (N, M)}.
     *
     * <p>The dtype is promoted from those of the three, and bool is taken too, where sums are or and products and. For whole numbers
     * {@code beta} and {@code alpha} have to be whole.
     *
     * @param input what expands to {@code (N, M)}. Not modified.
     * @param vec1 {@code (N)}. Not modified.
     * @param vec2 {@code (M)}. Not modified.
     * @param beta what {@code input} is multiplied by
     * @param alpha what the product is multiplied by
     * @return {@code (N, M)}
     * @throws IllegalArgumentException if a factor is not 1-D ({@code addr: Expected 1-D argument vec1, but got 2-D}), {@code input} does not expand to
     *     the result, or a number does not fit the dtype ({@code For integral input tensors, argument beta must not be a floating point
     *     number.})
     */
    default NDArray addr(NDArray input, NDArray vec1, NDArray vec2, Number beta, Number alpha) {
        return Calls.of(this).answer(Operation.ADDR, input, vec1, vec2, beta, alpha);
    }

    /** The same with {@code beta = 1} and {@code alpha = 1}. */
    default NDArray addr(NDArray input, NDArray vec1, NDArray vec2) {
        return addr(input, vec1, vec2, 1, 1);
    }
}
