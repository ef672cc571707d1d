package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.engine.Viewing;
import org.torchmm.kernel.Arguments;

/**
 * The views, by torch's names: other sizes and strides over the same memory. Dimensions may count from the end. Each result belongs
 * to the {@link Torch} that was asked.
 *
 * <p>Source of the rules: libtorch 2.7.1.
 */
public interface Views {

    /**
     * {@code (N, M) -> (1, N, M)} for {@code dim = 0}: a dimension of size 1 before {@code dim}.
     *
     * @throws IndexOutOfBoundsException {@code Dimension out of range (expected to be in range of [-3, 2], but got 3)}
     */
    default NDArray unsqueeze(NDArray input, int dim) {
        return Calls.of(this).view("unsqueeze", input, (viewing, array) -> viewing.unsqueeze(array, dim));
    }

    /** Removes all dimensions of size 1. */
    default NDArray squeeze(NDArray input) {
        return Calls.of(this).view("squeeze", input, Viewing::squeeze);
    }

    /**
     * Removes {@code dim} if its size is 1, else changes nothing.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    default NDArray squeeze(NDArray input, int dim) {
        return Calls.of(this).view("squeeze", input, (viewing, array) -> viewing.squeeze(array, dim));
    }

    /**
     * {@code (N, M) -> (M, N)} for dimensions 0 and 1: swaps two dimensions.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    default NDArray transpose(NDArray input, int dim0, int dim1) {
        return Calls.of(this).view("transpose", input, (viewing, array) -> viewing.transpose(array, dim0, dim1));
    }

    /**
     * {@code (N, M) -> (M, N)}; 0-D and 1-D arrays stay as they are.
     *
     * @throws IllegalArgumentException {@code t() expects a tensor with <= 2 dimensions, but self is 3D}
     */
    default NDArray t(NDArray input) {
        return Calls.of(this).view("t", input, Viewing::t);
    }

    /**
     * {@code (..., N, M) -> (..., M, N)}.
     *
     * @throws IllegalArgumentException for a 1-D array
     */
    default NDArray mT(NDArray input) {
        return Calls.of(this).view("mT", input, Viewing::mT);
    }

    /**
     * {@code (A, B, C) -> (C, A, B)} for {@code 2, 0, 1}: orders the dimensions anew.
     *
     * @throws IllegalArgumentException if a dimension is missing or named twice
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    default NDArray permute(NDArray input, long... dims) {
        Arguments.check(dims, "permute", "dims", 2, "long[]");
        return Calls.of(this).view("permute", input, (viewing, array) -> viewing.permute(array, dims));
    }

    /**
     * {@code (1, M) -> (B, N, M)}: stretches dimensions of size 1 and adds leading ones, with strides of 0; -1 keeps a size.
     *
     * @throws IllegalArgumentException if another size would have to stretch: {@code The expanded size of the tensor (4) must
     *     match the existing size (3) at non-singleton dimension 1.  Target sizes: [2, 4].  Tensor sizes: [2, 3]}
     */
    default NDArray expand(NDArray input, long... size) {
        Arguments.check(size, "expand", "size", 2, "long[]");
        return Calls.of(this).view("expand", input, (viewing, array) -> viewing.expand(array, size));
    }

    /**
     * The same elements in other sizes, one of which may be -1: a view where that is possible, else a copy.
     *
     * @throws IllegalArgumentException {@code shape '[4, 2]' is invalid for input of size 6}
     */
    default NDArray reshape(NDArray input, long... shape) {
        Arguments.check(shape, "reshape", "shape", 2, "long[]");
        return Calls.of(this).view("reshape", input, (viewing, array) -> viewing.reshape(array, shape));
    }

    /**
     * The same elements in other sizes, one of which may be -1, over the same memory.
     *
     * @throws IllegalArgumentException if the sizes do not fit, or only a copy could have them ({@code view size is not
     *     compatible with input tensor's size and stride ...})
     */
    default NDArray view(NDArray input, long... shape) {
        Arguments.check(shape, "view", "shape", 2, "long[]");
        return Calls.of(this).view("view", input, (viewing, array) -> viewing.view(array, shape));
    }

    /** The same elements in row-major order: a copy if they are not, another view of the same memory if they are. */
    default NDArray contiguous(NDArray input) {
        return Calls.of(this).view("contiguous", input, Viewing::contiguous);
    }

    /**
     * {@code (B, N, M) -> (N, M)} for {@code dim = 0}: the slice at {@code index}, without that dimension.
     *
     * @throws IndexOutOfBoundsException {@code select(): index 2 out of range for tensor of size [2, 3] at dimension 0}
     */
    default NDArray select(NDArray input, int dim, long index) {
        return Calls.of(this).view("select", input, (viewing, array) -> viewing.select(array, dim, index));
    }

    /**
     * {@code (N, M) -> (length, M)} for {@code dim = 0}: the slices from {@code start} on, {@code length} of them.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension or start
     * @throws IllegalArgumentException {@code start (1) + length (2) exceeds dimension size (2).}
     */
    default NDArray narrow(NDArray input, int dim, long start, long length) {
        return Calls.of(this).view("narrow", input, (viewing, array) -> viewing.narrow(array, dim, start, length));
    }
}
