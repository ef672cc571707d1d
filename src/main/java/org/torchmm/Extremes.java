package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.torchmm.rules.Operation;

/**
 * The greatest and the least elements, and where they are, by torch's names: dimensions, dtypes, NaN, ownership and refusals as of {@link
 * Reductions}.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Extremes {

    /**
     * {@code (...) -> ()}: the greatest of all elements.
     *
     * @throws IllegalArgumentException of none ({@code max(): Expected reduction dim to be specified for input.numel() == 0. Specify the
     *     reduction dim with the 'dim' argument.}), and of complex numbers
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.max.html">torch.max</a>
     */
    default NDArray max(NDArray input) {
        return Calls.of(this).answer(Operation.MAX, input);
    }

    /**
     * {@code (N, M) -> (N), (N)} for {@code dim = 1}: the greatest elements along a dimension, and in int64 the places of the first of
     * them.
     *
     * @return values and indices
     * @throws IllegalArgumentException along a dimension of size 0 ({@code max(): Expected reduction dim 1 to have non-zero size.}), and of
     *     complex numbers
     */
    default NDList max(NDArray input, int dim) {
        return max(input, dim, false);
    }

    /** {@link #max(NDArray, int)}; {@code (N, M) -> (N, 1), (N, 1)} with {@code keepdim}. */
    default NDList max(NDArray input, int dim, boolean keepdim) {
        return Calls.of(this).answers(Operation.MAX_DIM, input, (long) dim, keepdim);
    }

    /** {@code (...), (...) -> (...)}, broadcast: the greater of each two elements. */
    default NDArray max(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.MAX_OTHER, input, other);
    }

    /**
     * {@code (...) -> ()}: the least of all elements.
     *
     * @throws IllegalArgumentException of none ({@code min(): Expected reduction dim to be specified for input.numel() == 0. Specify the
     *     reduction dim with the 'dim' argument.}), and of complex numbers
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.min.html">torch.min</a>
     */
    default NDArray min(NDArray input) {
        return Calls.of(this).answer(Operation.MIN, input);
    }

    /**
     * {@code (N, M) -> (N), (N)} for {@code dim = 1}: the least elements along a dimension, and in int64 the places of the first of
     * them.
     *
     * @return values and indices
     * @throws IllegalArgumentException along a dimension of size 0 ({@code min(): Expected reduction dim 1 to have non-zero size.}), and of
     *     complex numbers
     */
    default NDList min(NDArray input, int dim) {
        return min(input, dim, false);
    }

    /** {@link #min(NDArray, int)}; {@code (N, M) -> (N, 1), (N, 1)} with {@code keepdim}. */
    default NDList min(NDArray input, int dim, boolean keepdim) {
        return Calls.of(this).answers(Operation.MIN_DIM, input, (long) dim, keepdim);
    }

    /** {@code (...), (...) -> (...)}, broadcast: the lesser of each two elements. */
    default NDArray min(NDArray input, NDArray other) {
        return Calls.of(this).answer(Operation.MIN_OTHER, input, other);
    }

    /**
     * {@code (...) -> ()}: the greatest of all elements.
     *
     * @throws IllegalArgumentException of none ({@code amax(): Expected reduction dim to be specified for input.numel() == 0. Specify the
     *     reduction dim with the 'dim' argument.}), along a dimension of size 0, and of complex numbers
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.amax.html">torch.amax</a>
     */
    default NDArray amax(NDArray input) {
        return amax(input, new int[0], false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the greatest elements along a dimension. */
    default NDArray amax(NDArray input, int dim) {
        return amax(input, dim, false);
    }

    /** {@link #amax(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray amax(NDArray input, int dim, boolean keepdim) {
        return amax(input, new int[] {dim}, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the greatest elements along several dimensions. */
    default NDArray amax(NDArray input, int[] dim) {
        return amax(input, dim, false);
    }

    /** {@link #amax(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray amax(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.AMAX, input, Calls.dims("amax", dim, 2), keepdim);
    }

    /**
     * {@code (...) -> ()}: the least of all elements.
     *
     * @throws IllegalArgumentException of none ({@code amin(): Expected reduction dim to be specified for input.numel() == 0. Specify the
     *     reduction dim with the 'dim' argument.}), along a dimension of size 0, and of complex numbers
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.amin.html">torch.amin</a>
     */
    default NDArray amin(NDArray input) {
        return amin(input, new int[0], false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the least elements along a dimension. */
    default NDArray amin(NDArray input, int dim) {
        return amin(input, dim, false);
    }

    /** {@link #amin(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray amin(NDArray input, int dim, boolean keepdim) {
        return amin(input, new int[] {dim}, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the least elements along several dimensions. */
    default NDArray amin(NDArray input, int[] dim) {
        return amin(input, dim, false);
    }

    /** {@link #amin(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray amin(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.AMIN, input, Calls.dims("amin", dim, 2), keepdim);
    }

    /**
     * {@code (...) -> ()}: where the greatest element is, in int64, counted in row-major order: the first of equal ones, the first NaN if there
     * is one.
     *
     * @throws IllegalArgumentException of none ({@code argmax(): Expected reduction dim to be specified for input.numel() == 0.}), of bools and
     *     of complex numbers ({@code "argmax_cpu" not implemented for 'Bool'})
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.argmax.html">torch.argmax</a>
     */
    default NDArray argmax(NDArray input) {
        return Calls.of(this).answer(Operation.ARGMAX, input, null, false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: where the greatest elements are along a dimension. */
    default NDArray argmax(NDArray input, int dim) {
        return argmax(input, dim, false);
    }

    /** {@link #argmax(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray argmax(NDArray input, int dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.ARGMAX, input, (long) dim, keepdim);
    }

    /**
     * {@code (...) -> ()}: where the least element is, in int64, counted in row-major order: the first of equal ones, the first NaN if there
     * is one.
     *
     * @throws IllegalArgumentException of none ({@code argmin(): Expected reduction dim to be specified for input.numel() == 0.}), of bools and
     *     of complex numbers ({@code "argmin_cpu" not implemented for 'Bool'})
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.argmin.html">torch.argmin</a>
     */
    default NDArray argmin(NDArray input) {
        return Calls.of(this).answer(Operation.ARGMIN, input, null, false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: where the least elements are along a dimension. */
    default NDArray argmin(NDArray input, int dim) {
        return argmin(input, dim, false);
    }

    /** {@link #argmin(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray argmin(NDArray input, int dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.ARGMIN, input, (long) dim, keepdim);
    }
}
