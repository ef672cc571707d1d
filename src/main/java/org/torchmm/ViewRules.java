package org.torchmm;

import static org.torchmm.PythonErrors.indexError;
import static org.torchmm.PythonErrors.runtimeError;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** What libtorch 2.7.1 refuses in the views, in its words; each method answers with what the call comes down to. */
final class ViewRules {

    private ViewRules() {}

    /** A dimension counted from the front; {@code rank} is at least 1, as a 0-D array takes 0 and -1. */
    static int dimension(long dim, int rank) {
        int range = Math.max(rank, 1);
        if (dim < -range || dim >= range) {
            throw indexError("Dimension out of range (expected to be in range of [" + -range + ", " + (range - 1)
                    + "], but got " + dim + ")");
        }
        return (int) (dim < 0 ? dim + range : dim);
    }

    static int[] permute(long[] dims, int rank) {
        if (dims.length != rank) {
            throw runtimeError(
                    "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the"
                            + " desired ordering of dimensions i.e. input.dim() = " + rank
                            + " is not equal to len(dims) = "
                            + dims.length);
        }
        int[] order = new int[rank];
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            int dim = dimension(dims[i], rank);
            if (seen[dim]) {
                throw runtimeError("permute(): duplicate dims are not allowed.");
            }
            seen[dim] = true;
            order[i] = dim;
        }
        return order;
    }

    /** The sizes after expand: -1 keeps a size, and leading dimensions may be added. */
    static long[] expand(NDArray input, long[] sizes) {
        long[] own = input.getShape().getShape();
        if (sizes.length < own.length) {
            throw runtimeError("expand(" + typeName(input) + "{" + Arrays.toString(own) + "}, size="
                    + Arrays.toString(sizes)
                    + "): the number of sizes provided (" + sizes.length
                    + ") must be greater or equal to the number of dimensions in the tensor (" + own.length + ")");
        }
        long[] expanded = sizes.clone();
        for (int d = sizes.length - 1; d >= 0 && own.length > 0; d--) {
            int from = d - (sizes.length - own.length);
            if (sizes[d] == -1) {
                if (from < 0) {
                    throw runtimeError(
                            "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension "
                                    + d);
                }
                expanded[d] = own[from];
            } else if (from >= 0 && own[from] != 1 && own[from] != sizes[d]) {
                throw runtimeError(
                        "The expanded size of the tensor (" + sizes[d] + ") must match the existing size (" + own[from]
                                + ") at non-singleton dimension " + d + ".  Target sizes: " + Arrays.toString(sizes)
                                + ".  Tensor sizes: " + Arrays.toString(own));
            }
        }
        checkElements(expanded);
        return expanded;
    }

    private static void checkElements(long[] sizes) {
        long elements = 1;
        for (long size : sizes) {
            if (size < 0 || Math.multiplyHigh(elements, size) != 0 || elements * size < 0) {
                throw runtimeError("numel: integer multiplication overflow");
            }
            elements *= size;
        }
    }

    /** The sizes after reshape or view of {@code elements} elements: one of them may be -1, to be inferred. */
    static long[] reshape(long elements, long[] sizes) {
        int inferred = -1;
        long product = 1;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] == -1) {
                if (inferred >= 0) {
                    throw runtimeError("only one dimension can be inferred");
                }
                inferred = d;
            } else if (sizes[d] < 0) {
                throw runtimeError("invalid shape dimension " + sizes[d]);
            } else {
                product *= sizes[d];
            }
        }
        boolean fits = inferred < 0
                ? product == elements
                : product == 0 ? elements == 0 : product > 0 && elements % product == 0;
        if (!fits) {
            throw runtimeError("shape '" + Arrays.toString(sizes) + "' is invalid for input of size " + elements);
        }
        if (inferred < 0) {
            return sizes;
        }
        if (product == 0) {
            throw runtimeError("cannot reshape tensor of 0 elements into shape " + Arrays.toString(sizes)
                    + " because the unspecified dimension size -1 can be any value and is ambiguous");
        }
        long[] reshaped = sizes.clone();
        reshaped[inferred] = elements / product;
        return reshaped;
    }

    /** The sizes after view, which refuses where reshape would copy. */
    static long[] view(NDArray input, long[] sizes) {
        long[] own = input.getShape().getShape();
        long[] viewed = reshape(input.size(), sizes);
        if (Strides.view(own, TorchScript.stride(input), viewed) == null) {
            throw runtimeError(
                    "view size is not compatible with input tensor's size and stride (at least one dimension spans"
                            + " across two contiguous subspaces). Use .reshape(...) instead.");
        }
        return viewed;
    }

    /** The index of a select, counted from the front; {@code dim} is counted already. */
    static long select(long[] sizes, int dim, long index) {
        if (index < -sizes[dim] || index >= sizes[dim]) {
            throw indexError("select(): index " + index + " out of range for tensor of size " + Arrays.toString(sizes)
                    + " at dimension " + dim);
        }
        return index < 0 ? index + sizes[dim] : index;
    }

    /** The start of a narrow, counted from the front; {@code dim} is counted already. */
    static long narrow(long size, long start, long length) {
        if (start < -size || start > size) {
            throw indexError("start out of range (expected to be in range of [" + -size + ", " + size + "], but got "
                    + start + ")");
        }
        long from = start < 0 ? start + size : start;
        if (from > size - length) {
            throw runtimeError("start (" + from + ") + length (" + length + ") exceeds dimension size (" + size + ").");
        }
        return from;
    }

    private static String typeName(NDArray array) {
        String device = array.getDevice().isGpu() ? "CUDA" : "CPU";
        Dtype dtype = Dtype.of(array.getDataType());
        return device + (dtype == null ? DataType.UNKNOWN : dtype.scalarType) + "Type";
    }
}
