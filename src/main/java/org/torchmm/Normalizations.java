package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/**
 * Norms and softmax, by torch's names: dimensions, dtypes, ownership and refusals as of {@link Reductions}.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Normalizations {

    /**
     * {@code (...) -> ()}: the root of the sum of squares of all elements; real also of complex numbers.
     *
     * @throws IllegalArgumentException of whole numbers and bools: {@code linalg.vector_norm: Expected a floating point or complex tensor as
     *     input. Got Long}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.norm.html">torch.norm</a>
     */
    default NDArray norm(NDArray input) {
        return norm(input, 2);
    }

    /**
     * {@code (...) -> ()}: the p-norm of all elements. That of infinity is the greatest size, of minus infinity the least, of 0 how many are
     * not 0, and else the {@code 1 / p}-th power of the sum of the {@code p}-th powers of the sizes.
     *
     * @throws IllegalArgumentException as {@link #norm(NDArray)}; of no elements for infinity and below 0: {@code linalg.vector_norm cannot
     *     compute the inf norm on an empty tensor because the operation does not have an identity}
     */
    default NDArray norm(NDArray input, Number p) {
        return Calls.of(this).answer(Operation.NORM, input, p, null, false, null);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the p-norms along a dimension, as {@link #norm(NDArray, Number)}. */
    default NDArray norm(NDArray input, Number p, int dim) {
        return norm(input, p, dim, false);
    }

    /** {@link #norm(NDArray, Number, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray norm(NDArray input, Number p, int dim, boolean keepdim) {
        return norm(input, p, new int[] {dim}, keepdim);
    }

    /** {@link #norm(NDArray, Number, int, boolean)} in {@code dtype}, as {@link #norm(NDArray, Number, int[], boolean, DataType)}. */
    default NDArray norm(NDArray input, Number p, int dim, boolean keepdim, DataType dtype) {
        return norm(input, p, new int[] {dim}, keepdim, dtype);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the p-norms along several dimensions, as {@link #norm(NDArray, Number)}. */
    default NDArray norm(NDArray input, Number p, int[] dim) {
        return norm(input, p, dim, false);
    }

    /** {@link #norm(NDArray, Number, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray norm(NDArray input, Number p, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.NORM, input, p, Calls.dims("norm", dim, 3), keepdim, null);
    }

    /**
     * {@link #norm(NDArray, Number, int[], boolean)} in {@code dtype}.
     *
     * @throws IllegalArgumentException also if the dtype is narrower than the input's, or complex of real ones: {@code linalg.vector_norm:
     *     dtype should be real for real inputs, but got ComplexFloat}
     */
    default NDArray norm(NDArray input, Number p, int[] dim, boolean keepdim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("norm", dtype);
        return Calls.of(this).answer(Operation.NORM, input, p, Calls.dims("norm", dim, 3), keepdim, converted);
    }

    /**
     * {@code (...) -> ()}: for {@code "fro"} {@link #norm(NDArray)}; for {@code "nuc"}, {@code (N, M) -> ()}, the sum of the singular values.
     *
     * @throws IllegalArgumentException as {@link #norm(NDArray)}; {@code linalg.matrix_norm: Order x not supported.}
     */
    default NDArray norm(NDArray input, String p) {
        return NamedNorms.of(Calls.of(this), input, p);
    }

    /**
     * {@code (N, M) -> (N)} for {@code dim = 1} and {@code "fro"}: {@link #norm(NDArray, Number, int)} of 2.
     *
     * @throws IllegalArgumentException also for {@code "nuc"}, which is of matrices: {@code linalg.matrix_norm: dim must be a 2-tuple. Got 1}
     */
    default NDArray norm(NDArray input, String p, int dim) {
        return norm(input, p, dim, false);
    }

    /** {@link #norm(NDArray, String, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray norm(NDArray input, String p, int dim, boolean keepdim) {
        return norm(input, p, new int[] {dim}, keepdim);
    }

    /** {@link #norm(NDArray, String, int, boolean)} in {@code dtype}. */
    default NDArray norm(NDArray input, String p, int dim, boolean keepdim, DataType dtype) {
        return norm(input, p, new int[] {dim}, keepdim, dtype);
    }

    /** {@code (B, N, M) -> (B)} for {@code dim = {1, 2}}: as {@link #norm(NDArray, String)} the norms of matrices. */
    default NDArray norm(NDArray input, String p, int[] dim) {
        return norm(input, p, dim, false);
    }

    /** {@link #norm(NDArray, String, int[])}; {@code (B, N, M) -> (B, 1, 1)} with {@code keepdim}. */
    default NDArray norm(NDArray input, String p, int[] dim, boolean keepdim) {
        return NamedNorms.of(Calls.of(this), input, p, Calls.dims("norm", dim, 3), keepdim, null);
    }

    /** {@link #norm(NDArray, String, int[], boolean)} in {@code dtype}, as {@link #norm(NDArray, Number, int[], boolean, DataType)}. */
    default NDArray norm(NDArray input, String p, int[] dim, boolean keepdim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("norm", dtype);
        return NamedNorms.of(Calls.of(this), input, p, Calls.dims("norm", dim, 3), keepdim, converted);
    }

    /**
     * {@code (N, M) -> (N, M)}: exponentials along a dimension, divided by their sum, so that they come to 1.
     *
     * @throws IllegalArgumentException of dtypes that are not floating-point: {@code "softmax_lastdim_kernel_impl" not implemented for
     *     'Long'}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.nn.functional.softmax.html">torch.nn.functional.softmax</a>
     */
    default NDArray softmax(NDArray input, int dim) {
        return Calls.of(this).answer(Operation.SOFTMAX, input, (long) dim, null);
    }

    /** {@link #softmax(NDArray, int)} of elements that are converted to {@code dtype}. */
    default NDArray softmax(NDArray input, int dim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("softmax", dtype);
        return Calls.of(this).answer(Operation.SOFTMAX, input, (long) dim, converted);
    }

    /**
     * {@code (N, M) -> (N, M)}: the logarithm of {@link #softmax(NDArray, int)}, without its loss of digits.
     *
     * @throws IllegalArgumentException of dtypes that are not floating-point: {@code "log_softmax_lastdim_kernel_impl" not implemented for
     *     'Long'}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.nn.functional.log_softmax.html">torch.nn.functional.log_softmax</a>
     */
    default NDArray logSoftmax(NDArray input, int dim) {
        return Calls.of(this).answer(Operation.LOG_SOFTMAX, input, (long) dim, null);
    }

    /** {@link #logSoftmax(NDArray, int)} of elements that are converted to {@code dtype}. */
    default NDArray logSoftmax(NDArray input, int dim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("log_softmax", dtype);
        return Calls.of(this).answer(Operation.LOG_SOFTMAX, input, (long) dim, converted);
    }
}
