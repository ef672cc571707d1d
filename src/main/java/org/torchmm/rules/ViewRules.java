package org.torchmm.rules;

import static org.torchmm.rules.Sentences.indexError;
import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** What libtorch 2.7.1 refuses in the views, in its words; each method answers with what the call comes down to. */
public final class ViewRules {

    private ViewRules() {}

    /** A dimension counted from the front; {@code rank} is at least 1, as a 0-D array takes 0 and -1. */
    public static int dimension(long dim, int rank) {
        int range = Math.max(rank, 1);
        if (dim < -range || dim >= range) {
            throw indexError("Dimension out of range (expected to be in range of [" + -range + ", " + (range - 1)
                    + "], but got " + dim + ")");
        }
        return (int) (dim < 0 ? dim + range : dim);
    }

    /** Refuses the t of more than a matrix. */
    public static void checkT(int rank) {
        if (rank > 2) {
            throw runtimeError("t() expects a tensor with <= 2 dimensions, but self is " + rank + "D");
        }
    }

    /** Refuses the mT of a vector. */
    public static void checkMT(int rank) {
        if (rank == 1) {
            throw runtimeError("tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.");
        }
    }

    /** The order of the dimensions, each counted from the front. */
    public static int[] permute(long[] dims, int rank) {
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
    public static long[] expand(Facts input, long[] sizes) {
        long[] own = input.sizes();
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
        Sizes.checkElements(expanded);
        return expanded;
    }

    /** The sizes after reshape or view of {@code elements} elements: one of them may be -1, to be inferred. */
    public static long[] reshape(long elements, long[] sizes) {
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
    public static long[] view(Facts input, long[] sizes) {
        long[] own = input.sizes();
        long[] viewed = reshape(Sizes.elements(own), sizes);
        if (Strides.view(own, input.strides(), viewed) == null) {
            throw noView();
        }
        return viewed;
    }

    /** Where the same elements cannot be seen with those sizes. */
    static IllegalArgumentException noView() {
        return runtimeError("view size is not compatible with input tensor's size and stride (at least one dimension"
                + " spans across two contiguous subspaces). Use .reshape(...) instead.");
    }

    /** The dimension of a select, counted from the front. */
    public static int selectDimension(long[] sizes, long dim) {
        if (sizes.length == 0) {
            throw indexError("select() cannot be applied to a 0-dim tensor.");
        }
        return dimension(dim, sizes.length);
    }

    /** The index of a select, counted from the front; {@code dim} is counted already. */
    public static long selectIndex(long[] sizes, int dim, long index) {
        if (index < -sizes[dim] || index >= sizes[dim]) {
            throw indexError("select(): index " + index + " out of range for tensor of size " + Arrays.toString(sizes)
                    + " at dimension " + dim);
        }
        return index < 0 ? index + sizes[dim] : index;
    }

    /** The dimension of a narrow, counted from the front. */
    public static int narrowDimension(long[] sizes, long dim, long length) {
        if (sizes.length == 0) {
            throw runtimeError("narrow() cannot be applied to a 0-dim tensor.");
        }
        if (length < 0) {
            throw runtimeError("narrow(): length must be non-negative.");
        }
        return dimension(dim, sizes.length);
    }

    /** The start of a narrow along a dimension of that size, counted from the front. */
    public static long narrowStart(long size, long start, long length) {
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

    private static String typeName(Facts array) {
        String scalarType = array.dtype() == null ? "UNKNOWN" : array.dtype().scalarType;
        return array.build().isCuda() ? "torch.cuda." + scalarType + "Tensor" : "CPU" + scalarType + "Type";
    }
}
