package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
     * {@code (...) -> ()}: for {@code "fro"} {@link #norm(NDArray)}; for {@code "nuc"}, {@code (N, M) -> ()}, the sum of the singular values, on
     * libtorch's arrays alone.
     *
     * @throws IllegalArgumentException as {@link #norm(NDArray)}; {@code linalg.matrix_norm: Order x not supported.}
     */
    default NDArray norm(NDArray input, String p) {
        return NamedNorms.of(Calls.of(this), input, p);
    }

    /** {@code (B, N, M) -> (B)} for {@code dim = {1, 2}}: as {@link #norm(NDArray, String)} the norms of matrices. */
    default NDArray norm(NDArray input, String p, int[] dim) {
        return norm(input, p, dim, false);
    }

    /** {@link #norm(NDArray, String, int[])}; {@code (B, N, M) -> (B, 1, 1)} with {@code keepdim}. */
    default NDArray norm(NDArray input, String p, int[] dim, boolean keepdim) {
        return NamedNorms.of(Calls.of(this), input, p, Calls.dims("norm", dim, 3), keepdim);
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
