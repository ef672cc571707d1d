package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.torchmm.rules.Operation;
import org.torchmm.rules.TensorDot;

/**
 * Sums of products over dimensions that are numbered, chains and powers of matrices, as PyTorch has them; {@link EinsteinSums} has those
 * over dimensions that are named.
 *
 * <p>For all of them:
 *
 * <ul>
 *   <li><b>dtypes.</b> Operands have one dtype, any that {@link MatrixProducts} multiply, unless a method says otherwise. Integers wrap
 *       around.
 *   <li><b>Ownership.</b> The result belongs to the {@link Torch} that was asked. Operands are not modified, and a refused call leaves
 *       nothing behind.
 *   <li><b>Refusals.</b> As of {@link MatrixProducts}: {@link IllegalArgumentException} or {@link IndexOutOfBoundsException} with
 *       libtorch's own sentence, {@link NullPointerException} for null, {@link IllegalStateException} for a closed {@link Torch} or
 *       operand.
 *   <li><b>Gradients.</b> On libtorch's arrays all of them are differentiated.
 * </ul>
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Contractions {

    /**
     * Contraction of the last {@code dims} dimensions of {@code a} with the first of {@code b}: {@code (N..., K...) x (K..., P...) ->
     * (N..., P...)}; with {@code dims = 0} the product of each element with each.
     *
     * @param a {@code (N..., K...)}. Not modified.
     * @param b {@code (K..., P...)}. Not modified.
     * @param dims how many dimensions {@code K...} are
     * @return {@code (N..., P...)}, contiguous
     * @throws IllegalArgumentException if {@code dims} is negative or more than an operand has ({@code tensordot expects dims >= 0, but
     *     got dims=-1}), else as with two lists
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.tensordot.html">torch.tensordot</a>
     */
    default NDArray tensordot(NDArray a, NDArray b, int dims) {
        Calls calls = Calls.of(this);
        long[] last = TensorDot.lastDims(dims, calls.rank("tensordot", a, "a", 1), calls.rank("tensordot", b, "b", 2));
        return calls.answer(Operation.TENSORDOT, a, b, last, TensorDot.firstDims(dims));
    }

    /**
     * Contraction of dimensions of {@code a} with dimensions of {@code b}, the first named with the first, and so on. What is left of
     * {@code a}, then of {@code b}, are the dimensions of the result. Of a size of 1 the other dimension is summed.
     *
     * @param a any size. Not modified.
     * @param b any size. Not modified.
     * @param dimsA dimensions of {@code a}, also counted from the end
     * @param dimsB as many of {@code b}
     * @return contiguous
     * @throws IllegalArgumentException if the lists differ in length, the dtypes differ, sizes do not fit ({@code contracted dimensions
     *     need to match, but first has size 3 in dim 1 and second has size 4 in dim 0}), a dimension is named twice, or the dtype is
     *     bool
     * @throws IndexOutOfBoundsException if an operand has no such dimension
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.tensordot.html">torch.tensordot</a>
     */
    default NDArray tensordot(NDArray a, NDArray b, int[] dimsA, int[] dimsB) {
        return Calls.of(this).answer(Operation.TENSORDOT, a, b, longs(dimsA), longs(dimsB));
    }

    /**
     * Product of a chain of matrices in the order that takes the fewest multiplications: {@code (N, A) x (A, B) x ... x (Z, P) -> (N,
     * P)}. The first may be a row {@code (A)} and the last a column {@code (Z)}, whose dimension the result lacks.
     *
     * @param tensors two or more. Not modified.
     * @return {@code (N, P)}, {@code (N)}, {@code (P)} or {@code ()}, contiguous
     * @throws IllegalArgumentException if there are fewer than two, ranks or sizes do not fit ({@code multi_dot(): tensors 1 and 2 with
     *     shapes [2, 3] and [4, 2] cannot be multiplied}), the dtypes differ, or the dtype is bool
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.linalg.multi_dot.html">torch.linalg.multi_dot</a>
     */
    default NDArray multiDot(NDArray... tensors) {
        return Calls.of(this).answer(Operation.MULTI_DOT, (Object) listed(tensors));
    }

    /**
     * {@link #multiDot} of matrices alone, {@code (N, A) x (A, B) x ... x (Z, P) -> (N, P)}, of which one is copied. PyTorch keeps it for
     * old programs and warns at each first call, which this does not.
     *
     * @param matrices one or more. Not modified.
     * @return {@code (N, P)}
     * @throws IllegalArgumentException if there are none, one is no matrix ({@code Tensor dimension is 1, expected 2 instead.}), else as
     *     {@link #multiDot}
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.chain_matmul.html">torch.chain_matmul</a>
     */
    default NDArray chainMatmul(NDArray... matrices) {
        return matrices != null && matrices.length == 1
                ? Calls.of(this).answer(Operation.CHAIN_MATMUL_OF_ONE, matrices[0])
                : Calls.of(this).answer(Operation.CHAIN_MATMUL, (Object) listed(matrices));
    }

    /**
     * Dot products along the last dimension, {@code (..., M) x (..., M) -> (...)}; see {@link #vecdot(NDArray, NDArray, int)}.
     *
     * @param x {@code (..., M)}. Not modified.
     * @param y {@code (..., M)}. Not modified.
     * @return {@code (...)}
     */
    default NDArray vecdot(NDArray x, NDArray y) {
        return vecdot(x, y, -1);
    }

    /**
     * Dot products along a dimension, {@code (..., M, ...) x (..., M, ...) -> (..., ...)}: the sum of {@code x * y}, of which complex x
     * are conjugated. The operands broadcast, unless both are vectors. float16, float32, float64, bfloat16 and complex64.
     *
     * @param x any size. Not modified.
     * @param y a size that broadcasts with that of {@code x}. Not modified.
     * @param dim a dimension of what both broadcast to; of two vectors it is not looked at
     * @return without the dimension, contiguous
     * @throws IllegalArgumentException if the dtype is of whole numbers ({@code linalg.vecdot: Expected a floating point or complex
     *     tensor as input. Got Int}), the dtypes differ, or the sizes do not fit
     * @throws IndexOutOfBoundsException if there is no such dimension
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.linalg.vecdot.html">torch.linalg.vecdot</a>
     */
    default NDArray vecdot(NDArray x, NDArray y, int dim) {
        return Calls.of(this).answer(Operation.VECDOT, x, y, (long) dim);
    }

    /**
     * Kronecker product: {@code (N0, N1, ...) x (P0, P1, ...) -> (N0 * P0, N1 * P1, ...)}, {@code input} with each element replaced by
     * its product with the whole of {@code other}. The shorter size has dimensions of 1 before it. Any dtypes, promoted as {@code mul}
     * does, bool among them.
     *
     * @param input any size. Not modified.
     * @param other any size. Not modified.
     * @return each size the product of both
     * @throws IllegalArgumentException as libtorch where the product of operands that are not contiguous has no such view ({@code view size
     *     is not compatible with input tensor's size and stride ...}): make them {@code contiguous} first
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.kron.html">torch.kron</a>
     */
    default NDArray kron(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.KRON, input, other);
    }

    /**
     * Powers of square matrices, {@code (..., N, N) -> (..., N, N)}: by squaring for positive {@code n}, the identity for 0, powers of the
     * inverse for negative ones.
     *
     * @param input {@code (..., N, N)}. Not modified.
     * @param n any number
     * @return {@code (..., N, N)}
     * @throws IllegalArgumentException if the matrices are not square ({@code linalg.matrix_power: A must be batches of square matrices,
     *     but they are 2 by 3 matrices}), the dtype is bool and {@code n > 1}, or {@code n} is negative and a matrix is singular, of halves or of whole numbers
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.linalg.matrix_power.html">torch.linalg.matrix_power</a>
     */
    default NDArray matrixPower(NDArray input, long n) {
        return Calls.of(this).answer(Operation.MATRIX_POWER, input, n);
    }

    /** Null stays null, to be refused by its name. */
    private static List<NDArray> listed(NDArray... arrays) {
        return arrays == null ? null : Arrays.asList(arrays);
    }

    private static long[] longs(int... numbers) {
        return numbers == null ? null : Arrays.stream(numbers).asLongStream().toArray();
    }
}
