package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Word;

/**
 * The matrix products of PyTorch, as operations on {@link NDArray}: torch's rules, documented once.
 *
 * <p>For all of them:
 *
 * <ul>
 *   <li><b>dtypes.</b> Both operands have the same dtype; nothing is promoted. libtorch multiplies float16, float32,
 *       float64, uint8, int8, int32, int64 and complex64. Integers wrap around; float16 accumulates in float32.
 *   <li><b>Ownership.</b> The result is a new contiguous array. It belongs to the {@link Torch} that was asked and lives
 *       until that closes, whatever managers the operands belong to. Operands are not modified, and a refused call
 *       leaves nothing behind.
 *   <li><b>Refusals.</b> {@link IllegalArgumentException} with libtorch's own sentence where Python raises a
 *       {@code RuntimeError}, {@link IndexOutOfBoundsException} where it raises an {@code IndexError},
 *       {@link NullPointerException} for null, {@link IllegalStateException} for a closed {@link Torch} or operand.
 * </ul>
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface MatrixProducts {

    /**
     * Batched matrix product {@code (B, N, M) x (B, M, P) -> (B, N, P)}: matrix by matrix, no broadcasting, not even of a
     * batch of one.
     *
     * <p>{@code B}, {@code N}, {@code M} and {@code P} may be 0; with {@code M = 0} the result is zeros. In float32 and
     * float64 a product with {@code N * M * P < 400} is the plain sum over {@code M} in order.
     *
     * @param input {@code (B, N, M)}. Not modified.
     * @param mat2 {@code (B, M, P)}. Not modified.
     * @return {@code (B, N, P)}
     * @throws IllegalArgumentException if an operand is not 3-D ({@code batch1 must be a 3D tensor}), the sizes do not
     *     fit ({@code Expected size for first two dimensions of batch2 tensor to be: [B, M] but got: [...].}), the dtypes
     *     differ, or the dtype is bool
     */
    default NDArray bmm(NDArray input, NDArray mat2) {
        return Calls.of(this).multiply(Word.BMM, input, mat2);
    }

    /**
     * Matrix product {@code (N, M) x (M, P) -> (N, P)}.
     *
     * @param input {@code (N, M)}. Not modified.
     * @param mat2 {@code (M, P)}. Not modified.
     * @return {@code (N, P)}
     * @throws IllegalArgumentException if an operand is not 2-D ({@code self must be a matrix}), the sizes do not fit
     *     ({@code mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)}), the dtypes differ, or the dtype is bool
     */
    default NDArray mm(NDArray input, NDArray mat2) {
        return Calls.of(this).multiply(Word.MM, input, mat2);
    }

    /**
     * Matrix product of any ranks from 1 up, with broadcasting of the batch dimensions.
     *
     * <p>{@code (M) x (M) -> ()}, {@code (N, M) x (M) -> (N)}, {@code (M) x (M, P) -> (P)}, {@code (N, M) x (M, P) -> (N,
     * P)}; with more dimensions {@code (..., N, M) x (..., M, P) -> (..., N, P)}, where the leading dimensions broadcast,
     * right-aligned, sizes of 1 being stretched, and the dimension that a 1-D operand lacks is left out of the result.
     *
     * @param input {@code (..., N, M)} or {@code (M)}. Not modified.
     * @param other {@code (..., M, P)} or {@code (M)}. Not modified.
     * @return {@code (..., N, P)}
     * @throws IllegalArgumentException if an operand is 0-D, the batch dimensions do not broadcast ({@code The size of
     *     tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0}), the sizes do not fit, the dtypes
     *     differ, or the dtype is bool; the sentence is that of the product (dot, mv, mm or bmm) that libtorch computes it by
     */
    default NDArray matmul(NDArray input, NDArray other) {
        return Calls.of(this).multiply(Word.MATMUL, input, other);
    }

    /**
     * Matrix-vector product {@code (N, M) x (M) -> (N)}.
     *
     * @param input {@code (N, M)}. Not modified.
     * @param vec {@code (M)}. Not modified.
     * @return {@code (N)}
     * @throws IllegalArgumentException if the ranks are not 2 and 1 ({@code vector + matrix @ vector expected, got 1, 3,
     *     1}), the sizes do not fit ({@code size mismatch, got input (2), mat (2x3), vec (4)}), the dtypes differ, or the
     *     dtype is bool
     * @throws IndexOutOfBoundsException if {@code input} is 0-D
     */
    default NDArray mv(NDArray input, NDArray vec) {
        return Calls.of(this).multiply(Word.MV, input, vec);
    }

    /**
     * Dot product {@code (M) x (M) -> ()}. Nothing is conjugated.
     *
     * @param input {@code (M)}. Not modified.
     * @param tensor {@code (M)}. Not modified.
     * @return a 0-D array
     * @throws IllegalArgumentException if an operand is not 1-D ({@code 1D tensors expected, but got 2D and 1D tensors}),
     *     the dtypes differ, the lengths differ, or the dtype is bool
     */
    default NDArray dot(NDArray input, NDArray tensor) {
        return Calls.of(this).multiply(Word.DOT, input, tensor);
    }

    /**
     * Dot product of vectors {@code (M) x (M) -> ()}, the first conjugated where it is complex; of real ones it is {@link #dot}.
     *
     * @param input {@code (M)}. Not modified.
     * @param other {@code (M)}. Not modified.
     * @return a 0-D array
     * @throws IllegalArgumentException as {@link #dot}, in the same words
     */
    default NDArray vdot(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.VDOT, input, other);
    }

    /**
     * Sums of products over the last dimension of both, {@code (..., M) x (***, M) -> (..., ***)}: of vectors their dot product, of
     * matrices {@code input x other^T}. With a 0-D operand it is the product element by element, whose dtype is promoted.
     *
     * @param input {@code (..., M)} or 0-D. Not modified.
     * @param other {@code (***, M)} or 0-D. Not modified.
     * @return {@code (..., ***)}
     * @throws IllegalArgumentException if the last dimensions differ ({@code inner() the last dimension must match on both input
     *     tensors but got shapes [2, 3] and [4]}), the dtypes differ ({@code both inputs should have same dtype}), or the dtype is bool
     */
    default NDArray inner(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.INNER, input, other);
    }

    /**
     * Outer product of vectors {@code (N) x (M) -> (N, M)}: each element by each. The dtype is promoted as that of other products
     * element by element, and bool is multiplied too.
     *
     * @param input {@code (N)}. Not modified.
     * @param vec2 {@code (M)}. Not modified.
     * @return {@code (N, M)}
     * @throws IllegalArgumentException if an operand is not 1-D ({@code outer: Expected 1-D argument self, but got 2-D})
     */
    default NDArray outer(NDArray input, NDArray vec2) {
        return Calls.of(this).answer(Operation.OUTER, input, vec2);
    }

    /**
     * What a linear layer computes: {@code input x weight^T + bias}, {@code (..., M) x (P, M) -> (..., P)}.
     *
     * @param input {@code (..., M)}. Not modified.
     * @param weight {@code (P, M)}, or {@code (M)} for a result of {@code (...)}. Not modified.
     * @param bias what broadcasts to the result, {@code (P)} mostly. Not modified.
     * @return {@code (..., P)}
     * @throws IllegalArgumentException if {@code input} or {@code weight} is 0-D ({@code both arguments to linear need to be at least 1D,
     *     but they are 0D and 2D}), the sizes do not fit ({@code mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)}), the bias
     *     does not broadcast, the dtypes differ, or the dtype is bool
     */
    default NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Calls.of(this).answer(Operation.LINEAR, input, weight, bias);
    }

    /** {@link #linear(NDArray, NDArray, NDArray)} without a bias. */
    default NDArray linear(NDArray input, NDArray weight) {
        return linear(input, weight, null);
    }
}
