package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Operation;

/**
 * Arrays joined and cut, by torch's names.
 *
 * <p>Results belong to the {@link Torch} that was asked. What is joined is a new contiguous array, in the dtype in which all meet; parts are
 * views: they share the memory of their input, which stays until all are closed. Operands are not modified, and a refused call
 * leaves nothing behind.
 *
 * <p>A dimension that is not there is an {@link IndexOutOfBoundsException}, what else Python raises a {@code RuntimeError} for an {@link
 * IllegalArgumentException}, each with libtorch's own sentence. Null is a {@link NullPointerException}, a closed {@link Torch} or operand an
 * {@link IllegalStateException}. An {@code NDList} is a list of arrays.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Joining {

    /** {@code (N, M), (K, M), ... -> (N + K + ..., M)}: {@link #cat(List, int)} along the first dimension. */
    default NDArray cat(List<NDArray> tensors) {
        return cat(tensors, 0);
    }

    /**
     * {@code (N, M), (N, K), ... -> (N, M + K + ...)} for {@code dim = 1}: one behind the other along a dimension. Arrays of size {@code (0)}
     * count for their dtype alone.
     *
     * @throws IllegalArgumentException of none ({@code torch.cat(): expected a non-empty list of Tensors}), of 0-D arrays, of other ranks, or of
     *     sizes that differ elsewhere: {@code Sizes of tensors must match except in dimension 0. Expected size 3 but got size 2 for tensor
     *     number 1 in the list.}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.cat.html">torch.cat</a>
     */
    default NDArray cat(List<NDArray> tensors, int dim) {
        return Calls.of(this).answer(Operation.CAT, tensors, (long) dim);
    }

    /** {@code (N, M), (N, M), ... -> (B, N, M)}: {@link #stack(List, int)} along a new first dimension. */
    default NDArray stack(List<NDArray> tensors) {
        return stack(tensors, 0);
    }

    /**
     * {@code (N, M), (N, M), ... -> (N, B, M)} for {@code dim = 1}: {@code B} arrays side by side along a new dimension.
     *
     * @throws IllegalArgumentException of none ({@code stack expects a non-empty TensorList}), or of sizes that differ: {@code stack expects each
     *     tensor to be equal size, but got [2] at entry 0 and [3] at entry 1}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.stack.html">torch.stack</a>
     */
    default NDArray stack(List<NDArray> tensors, int dim) {
        return Calls.of(this).answer(Operation.STACK, tensors, (long) dim);
    }

    /** {@link #split(NDArray, int, int)} along the first dimension. */
    default NDList split(NDArray tensor, int splitSizeOrSections) {
        return split(tensor, splitSizeOrSections, 0);
    }

    /**
     * {@code (N, M) -> (S, M), (S, M), ...} for {@code dim = 0}: parts of so many elements each, the last of what is left; views.
     *
     * @throws IllegalArgumentException of a 0-D array, of a size below 0 ({@code split expects split_size be non-negative, but got
     *     split_size=-1}), or of 0 where there are elements
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.split.html">torch.split</a>
     */
    default NDList split(NDArray tensor, int splitSizeOrSections, int dim) {
        return Calls.of(this).answers(Operation.SPLIT, tensor, (long) splitSizeOrSections, (long) dim);
    }

    /** {@link #split(NDArray, long[], int)} along the first dimension. */
    default NDList split(NDArray tensor, long[] splitSizeOrSections) {
        return split(tensor, splitSizeOrSections, 0);
    }

    /**
     * {@code (N, M) -> (S0, M), (S1, M), ...} for {@code dim = 0}: parts of these sizes; views.
     *
     * @throws IllegalArgumentException if they do not come to {@code N}: {@code split_with_sizes expects split_sizes to sum exactly to 5 (input
     *     tensor's size at dimension 0), but got split_sizes=[2, 2]}
     */
    default NDList split(NDArray tensor, long[] splitSizeOrSections, int dim) {
        Arguments.check(splitSizeOrSections, "split", "splitSizeOrSections", 2, "long[]");
        return Calls.of(this).answers(Operation.SPLIT_SIZES, tensor, splitSizeOrSections, (long) dim);
    }

    /** {@link #chunk(NDArray, int, int)} along the first dimension. */
    default NDList chunk(NDArray input, int chunks) {
        return chunk(input, chunks, 0);
    }

    /**
     * {@code (N, M) -> (S, M), (S, M), ...} for {@code dim = 0}: so many parts, or fewer, of which all but the last have the same size; views.
     *
     * @throws IllegalArgumentException of a 0-D array, or of no parts: {@code chunk expects `chunks` to be greater than 0, got: 0}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.chunk.html">torch.chunk</a>
     */
    default NDList chunk(NDArray input, int chunks, int dim) {
        return Calls.of(this).answers(Operation.CHUNK, input, (long) chunks, (long) dim);
    }
}
