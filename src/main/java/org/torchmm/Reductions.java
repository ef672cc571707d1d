package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/**
 * What arrays come to along dimensions, by torch's names: sums, means, greatest elements, norms, softmax.
 *
 * <p>For all of them:
 *
 * <ul>
 *   <li><b>Dimensions.</b> {@code dim} counts from the front, or with negative numbers from the back. An {@code int[]} names several, {@code new
 *       int[0]} all of them, as does leaving it out. The reduced ones are dropped; with {@code keepdim} they stay, with size 1.
 *   <li><b>dtypes.</b> With {@code dtype} elements are converted to it first. Without, sums and products of whole numbers and bools are
 *       int64, and all else has the dtype of its input.
 *   <li><b>Values.</b> NaN is the greatest and the least of all. Sums of float16 and bfloat16 are rounded once, at the end. The order of
 *       sums is not that of the elements, and not the same on both kinds of arrays.
 *   <li><b>Ownership.</b> The result is a new contiguous array, which belongs to the {@link Torch} that was asked. Operands are not
 *       modified, and a refused call leaves nothing behind.
 *   <li><b>Refusals.</b> {@link IndexOutOfBoundsException} for a dimension that is not there ({@code Dimension out of range (expected to be
 *       in range of [-2, 1], but got 2)}), {@link IllegalArgumentException} with libtorch's own sentence where Python raises a {@code
 *       RuntimeError}, as for one that is named twice ({@code dim 0 appears multiple times in the list of dims}), {@link
 *       NullPointerException} for null, {@link IllegalStateException} for a closed {@link Torch} or operand.
 * </ul>
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Reductions {

    /**
     * {@code (...) -> ()}: the sum of all elements; of none, 0.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.sum.html">torch.sum</a>
     */
    default NDArray sum(NDArray input) {
        return Calls.of(this).answer(Operation.SUM, input, null, false, null);
    }

    /** {@link #sum(NDArray)} of elements that are converted to {@code dtype}. */
    default NDArray sum(NDArray input, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("sum", dtype);
        return Calls.of(this).answer(Operation.SUM, input, null, false, converted);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the sums along a dimension. */
    default NDArray sum(NDArray input, int dim) {
        return sum(input, dim, false);
    }

    /** {@link #sum(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray sum(NDArray input, int dim, boolean keepdim) {
        return sum(input, new int[] {dim}, keepdim);
    }

    /** {@link #sum(NDArray, int, boolean)} of elements that are converted to {@code dtype}. */
    default NDArray sum(NDArray input, int dim, boolean keepdim, DataType dtype) {
        return sum(input, new int[] {dim}, keepdim, dtype);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the sums along a dimension together. */
    default NDArray sum(NDArray input, int[] dim) {
        return sum(input, dim, false);
    }

    /** {@link #sum(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray sum(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.SUM, input, Calls.dims("sum", dim, 2), keepdim, null);
    }

    /** {@link #sum(NDArray, int[], boolean)} of elements that are converted to {@code dtype}. */
    default NDArray sum(NDArray input, int[] dim, boolean keepdim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("sum", dtype);
        return Calls.of(this).answer(Operation.SUM, input, Calls.dims("sum", dim, 2), keepdim, converted);
    }

    /**
     * {@code (...) -> ()}: the mean of all elements; of none, NaN.
     *
     * @throws IllegalArgumentException of whole numbers and bools: {@code mean(): could not infer output dtype. Input dtype must be either a
     *     floating point or complex dtype. Got: Long}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.mean.html">torch.mean</a>
     */
    default NDArray mean(NDArray input) {
        return Calls.of(this).answer(Operation.MEAN, input, null, false, null);
    }

    /** {@link #mean(NDArray)} of elements that are converted to {@code dtype}. */
    default NDArray mean(NDArray input, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("mean", dtype);
        return Calls.of(this).answer(Operation.MEAN, input, null, false, converted);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the means along a dimension. */
    default NDArray mean(NDArray input, int dim) {
        return mean(input, dim, false);
    }

    /** {@link #mean(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray mean(NDArray input, int dim, boolean keepdim) {
        return mean(input, new int[] {dim}, keepdim);
    }

    /** {@link #mean(NDArray, int, boolean)} of elements that are converted to {@code dtype}. */
    default NDArray mean(NDArray input, int dim, boolean keepdim, DataType dtype) {
        return mean(input, new int[] {dim}, keepdim, dtype);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the means along a dimension together. */
    default NDArray mean(NDArray input, int[] dim) {
        return mean(input, dim, false);
    }

    /** {@link #mean(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray mean(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.MEAN, input, Calls.dims("mean", dim, 2), keepdim, null);
    }

    /** {@link #mean(NDArray, int[], boolean)} of elements that are converted to {@code dtype}. */
    default NDArray mean(NDArray input, int[] dim, boolean keepdim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("mean", dtype);
        return Calls.of(this).answer(Operation.MEAN, input, Calls.dims("mean", dim, 2), keepdim, converted);
    }

    /**
     * {@code (...) -> ()}: the product of all elements; of none, 1.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.prod.html">torch.prod</a>
     */
    default NDArray prod(NDArray input) {
        return Calls.of(this).answer(Operation.PROD, input, null);
    }

    /** {@link #prod(NDArray)} of elements that are converted to {@code dtype}. */
    default NDArray prod(NDArray input, DataType dtype) {
        return Calls.of(this).answer(Operation.PROD, input, Calls.of(this).dtype("prod", dtype));
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the products along a dimension. */
    default NDArray prod(NDArray input, int dim) {
        return prod(input, dim, false);
    }

    /** {@link #prod(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray prod(NDArray input, int dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.PROD_DIM, input, (long) dim, keepdim, null);
    }

    /** {@link #prod(NDArray, int, boolean)} of elements that are converted to {@code dtype}. */
    default NDArray prod(NDArray input, int dim, boolean keepdim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("prod", dtype);
        return Calls.of(this).answer(Operation.PROD_DIM, input, (long) dim, keepdim, converted);
    }

    /**
     * {@code (...) -> ()}: the variance of all elements, with Bessel's correction: the sum of the squares of what they differ from
     * their mean by, divided by one less than there are. Of one it is NaN; real also of complex numbers.
     *
     * @throws IllegalArgumentException of whole numbers and bools: {@code std and var only support floating point and complex dtypes}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.var.html">torch.var</a>
     */
    default NDArray var(NDArray input) {
        return var(input, new int[0]);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the variances along a dimension, as {@link #var(NDArray)}. */
    default NDArray var(NDArray input, int dim) {
        return var(input, new int[] {dim});
    }

    /** {@link #var(NDArray, int, Number, boolean)} with the old name of corrections 1 and 0. */
    default NDArray var(NDArray input, int dim, boolean unbiased, boolean keepdim) {
        return var(input, dim, unbiased ? 1 : 0, keepdim);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}, {@code (N, 1)} with {@code keepdim}: divided by {@code max(0, M - correction)}. */
    default NDArray var(NDArray input, int dim, Number correction, boolean keepdim) {
        return var(input, new int[] {dim}, correction, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the variances along several dimensions, as {@link #var(NDArray)}. */
    default NDArray var(NDArray input, int[] dim) {
        return var(input, dim, 1, false);
    }

    /** {@link #var(NDArray, int, Number, boolean)} along several dimensions; {@code new int[0]} for all. */
    default NDArray var(NDArray input, int[] dim, Number correction, boolean keepdim) {
        return Calls.of(this).answer(Operation.VAR, input, Calls.dims("var", dim, 2), correction, keepdim);
    }

    /**
     * {@code (...) -> ()}: the standard deviation of all elements, with Bessel's correction: the root of the sum of the squares of what they differ from
     * their mean by, divided by one less than there are. Of one it is NaN; real also of complex numbers.
     *
     * @throws IllegalArgumentException of whole numbers and bools: {@code std and var only support floating point and complex dtypes}
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.std.html">torch.std</a>
     */
    default NDArray std(NDArray input) {
        return std(input, new int[0]);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the standard deviations along a dimension, as {@link #std(NDArray)}. */
    default NDArray std(NDArray input, int dim) {
        return std(input, new int[] {dim});
    }

    /** {@link #std(NDArray, int, Number, boolean)} with the old name of corrections 1 and 0. */
    default NDArray std(NDArray input, int dim, boolean unbiased, boolean keepdim) {
        return std(input, dim, unbiased ? 1 : 0, keepdim);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}, {@code (N, 1)} with {@code keepdim}: divided by {@code max(0, M - correction)}. */
    default NDArray std(NDArray input, int dim, Number correction, boolean keepdim) {
        return std(input, new int[] {dim}, correction, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the standard deviations along several dimensions, as {@link #std(NDArray)}. */
    default NDArray std(NDArray input, int[] dim) {
        return std(input, dim, 1, false);
    }

    /** {@link #std(NDArray, int, Number, boolean)} along several dimensions; {@code new int[0]} for all. */
    default NDArray std(NDArray input, int[] dim, Number correction, boolean keepdim) {
        return Calls.of(this).answer(Operation.STD, input, Calls.dims("std", dim, 2), correction, keepdim);
    }

    /**
     * {@code (...) -> ()}: whether all elements are other than 0, in bool; of uint8 in uint8. Of none true; NaN is other than 0.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.all.html">torch.all</a>
     */
    default NDArray all(NDArray input) {
        return Calls.of(this).answer(Operation.ALL, input, null, false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the same along a dimension. */
    default NDArray all(NDArray input, int dim) {
        return all(input, dim, false);
    }

    /** {@link #all(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray all(NDArray input, int dim, boolean keepdim) {
        return all(input, new int[] {dim}, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the same along several dimensions; along none, here, of each element. */
    default NDArray all(NDArray input, int[] dim) {
        return all(input, dim, false);
    }

    /** {@link #all(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray all(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.ALL, input, Calls.dims("all", dim, 2), keepdim);
    }

    /**
     * {@code (...) -> ()}: whether an element is other than 0, in bool; of uint8 in uint8. Of none false; NaN is other than 0.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.any.html">torch.any</a>
     */
    default NDArray any(NDArray input) {
        return Calls.of(this).answer(Operation.ANY, input, null, false);
    }

    /** {@code (N, M) -> (N)} for {@code dim = 1}: the same along a dimension. */
    default NDArray any(NDArray input, int dim) {
        return any(input, dim, false);
    }

    /** {@link #any(NDArray, int)}; {@code (N, M) -> (N, 1)} with {@code keepdim}. */
    default NDArray any(NDArray input, int dim, boolean keepdim) {
        return any(input, new int[] {dim}, keepdim);
    }

    /** {@code (B, N, M) -> (N)} for {@code dim = {0, 2}}: the same along several dimensions; along none, here, of each element. */
    default NDArray any(NDArray input, int[] dim) {
        return any(input, dim, false);
    }

    /** {@link #any(NDArray, int[])}; {@code (B, N, M) -> (1, N, 1)} with {@code keepdim}. */
    default NDArray any(NDArray input, int[] dim, boolean keepdim) {
        return Calls.of(this).answer(Operation.ANY, input, Calls.dims("any", dim, 2), keepdim);
    }

    /**
     * {@code (N, M) -> (N, M)}: at each place the sum of the elements up to it along a dimension.
     *
     * @see <a href="https://docs.pytorch.org/docs/2.7/generated/torch.cumsum.html">torch.cumsum</a>
     */
    default NDArray cumsum(NDArray input, int dim) {
        return Calls.of(this).answer(Operation.CUMSUM, input, (long) dim, null);
    }

    /**
     * {@link #cumsum(NDArray, int)} of elements that are converted to {@code dtype}.
     *
     * @throws IllegalArgumentException for bool: {@code "cumsum_out_cpu" not implemented for 'Bool'}
     */
    default NDArray cumsum(NDArray input, int dim, DataType dtype) {
        Dtype converted = Calls.of(this).dtype("cumsum", dtype);
        return Calls.of(this).answer(Operation.CUMSUM, input, (long) dim, converted);
    }
}
