package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.torchmm.rules.Operation;

/**
 * Elements in order, by torch's names. NaN is greater than all, and -0 equals 0.
 *
 * <p>Results are new arrays that belong to the {@link Torch} that was asked; indices are int64. Operands are not modified, and a refused call
 * leaves nothing behind. Where equal elements are found is libtorch's secret but for {@code stable}; on arrays in Java's memory they
 * always stay in their order.
 *
 * <p>A dimension that is not there is an {@link IndexOutOfBoundsException}, what else Python raises a {@code RuntimeError} for an {@link
 * IllegalArgumentException}, each with libtorch's own sentence. Null is a {@link NullPointerException}, a closed {@link Torch} or operand an
 * {@link IllegalStateException}.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Ordering {

    /** {@code (N, M) -> (N, k), (N, k)}: {@link #topk(NDArray, int, int)} along the last dimension. */
    default NDList topk(NDArray input, int k) {
        return topk(input, k, -1);
    }

    /** {@code (N, M) -> (N, k), (N, k)} for {@code dim = 1}: the {@code k} greatest elements along a dimension, the greatest first. */
    default NDList topk(NDArray input, int k, int dim) {
        return topk(input, k, dim, true, true);
    }

    /**
     * {@code (N, M) -> (N, k), (N, k)} for {@code dim = 1}: the {@code k} greatest, or least, elements along a dimension, and where they were;
     * {@code sorted} or in any order.
     *
     * @return values and indices
     * @throws IllegalArgumentException {@code selected index k out of range}; of bools and complex numbers ({@code "topk_cpu" not implemented for
     *     'Bool'})
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.topk.html">torch.topk</a>
     */
    default NDList topk(NDArray input, int k, int dim, boolean largest, boolean sorted) {
        return Calls.of(this).answers(Operation.TOPK, input, (long) k, (long) dim, largest, sorted);
    }

    /** {@code (N, M) -> (N, M), (N, M)}: {@link #sort(NDArray, int)} along the last dimension. */
    default NDList sort(NDArray input) {
        return sort(input, -1);
    }

    /** {@code (N, M) -> (N, M), (N, M)}: {@link #sort(NDArray, int, boolean)}, ascending. */
    default NDList sort(NDArray input, int dim) {
        return sort(input, dim, false);
    }

    /** {@code (N, M) -> (N, M), (N, M)}: {@link #sort(NDArray, int, boolean, boolean)}, not stable. */
    default NDList sort(NDArray input, int dim, boolean descending) {
        return sort(input, dim, descending, false);
    }

    /**
     * {@code (N, M) -> (N, M), (N, M)}: the elements in order along a dimension, and where they were; {@code stable}: equal ones stay as they
     * were.
     *
     * @return values and indices
     * @throws IllegalArgumentException of complex numbers: {@code Sort currently does not support complex dtypes on CPU.}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.sort.html">torch.sort</a>
     */
    default NDList sort(NDArray input, int dim, boolean descending, boolean stable) {
        return Calls.of(this).answers(Operation.SORT, input, stable, (long) dim, descending);
    }

    /** {@code (N, M) -> (N, M)}: {@link #argsort(NDArray, int)} along the last dimension. */
    default NDArray argsort(NDArray input) {
        return argsort(input, -1);
    }

    /** {@code (N, M) -> (N, M)}: {@link #argsort(NDArray, int, boolean)}, ascending. */
    default NDArray argsort(NDArray input, int dim) {
        return argsort(input, dim, false);
    }

    /** {@code (N, M) -> (N, M)}: {@link #argsort(NDArray, int, boolean, boolean)}, not stable. */
    default NDArray argsort(NDArray input, int dim, boolean descending) {
        return argsort(input, dim, descending, false);
    }

    /**
     * {@code (N, M) -> (N, M)}: the indices of {@link #sort(NDArray, int, boolean, boolean)}.
     *
     * @throws IllegalArgumentException of complex numbers: {@code Sort currently does not support complex dtypes on CPU.}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.argsort.html">torch.argsort</a>
     */
    default NDArray argsort(NDArray input, int dim, boolean descending, boolean stable) {
        return Calls.of(this).answer(Operation.ARGSORT, input, stable, (long) dim, descending);
    }
}
