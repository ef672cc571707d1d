package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/**
 * What libtorch 2.7.1 refuses of operations along dimensions, in its order and in its words.
 *
 * <p>Source: {@code aten/src/ATen/native/ReduceOps.cpp}, {@code TensorCompare.cpp}, {@code SoftMax.cpp}. Where DJL has no name for a
 * dtype, what hangs on it is left to libtorch.
 */
public final class ReductionRules {

    private ReductionRules() {}

    /** Which dimensions are reduced: all, for null or none. */
    public static boolean[] reduced(long[] dims, int rank) {
        if (dims == null || dims.length == 0) {
            boolean[] all = new boolean[rank];
            Arrays.fill(all, true);
            return all;
        }
        return chosen(dims, rank);
    }

    private static boolean[] chosen(long[] dims, int rank) {
        boolean[] chosen = new boolean[Math.max(1, rank)];
        for (long dim : dims) {
            int d = ViewRules.dimension(dim, rank);
            if (chosen[d]) {
                throw runtimeError("dim " + d + " appears multiple times in the list of dims");
            }
            chosen[d] = true;
        }
        return Arrays.copyOf(chosen, rank);
    }

    /** Whether all are there is looked at before whether one is named twice. */
    private static void checkAllThere(long[] dims, int rank) {
        for (int i = 0; dims != null && i < dims.length; i++) {
            ViewRules.dimension(dims[i], rank);
        }
    }

    static void sum(Facts input, long[] dims) {
        checkAllThere(dims, input.rank());
        reduced(dims, input.rank());
    }

    /** Before its dimensions, its dtype. */
    public static void mean(Facts input, long[] dims, Dtype dtype) {
        Dtype result = dtype == null ? input.dtype() : dtype;
        if (result == null) {
            return;
        }
        if (result.isWhole()) {
            throw runtimeError("mean(): could not infer output dtype. " + (dtype == null ? "Input" : "Optional")
                    + " dtype must be either a floating point or complex dtype. Got: " + result.scalarType);
        }
        sum(input, dims);
    }

    static void along(Facts input, long dim) {
        ViewRules.dimension(dim, input.rank());
    }

    /** The greatest, or least, of all. */
    public static void greatest(String word, Facts input) {
        if (Sizes.elements(input.sizes()) == 0) {
            throw runtimeError(word + "(): Expected reduction dim to be specified for input.numel() == 0."
                    + " Specify the reduction dim with the 'dim' argument.");
        }
        if (input.dtype() == Dtype.COMPLEX64 && !input.build().isCuda()) {
            throw notImplemented(word + "_all", input.dtype());
        }
    }

    /** Along one dimension, with its place. */
    static void greatest(String word, Facts input, long dim) {
        checkNotEmpty(word, input, ViewRules.dimension(dim, input.rank()));
        checkReal(word, input);
    }

    /** The same along several, which DJL has. */
    public static void greatest(String word, Facts input, boolean... reduced) {
        for (int d = 0; d < reduced.length; d++) {
            if (reduced[d]) {
                checkNotEmpty(word, input, d);
            }
        }
        checkReal(word, input);
    }

    private static void checkReal(String word, Facts input) {
        if (input.dtype() == Dtype.COMPLEX64) {
            throw runtimeError(word + "(): does not support complex input");
        }
    }

    /** Along several dimensions, without. */
    static void greatest(String word, Facts input, long[] dims) {
        boolean isEmpty = Sizes.elements(input.sizes()) == 0;
        if (isEmpty && dims.length == 0) {
            throw runtimeError(word + "(): Expected reduction dim to be specified for input.numel() == 0."
                    + " Specify the reduction dim with the 'dim' argument.");
        }
        for (int i = 0; i < dims.length && isEmpty; i++) {
            if (input.sizes()[ViewRules.dimension(dims[i], input.rank())] == 0) {
                throw runtimeError(emptyDim(word, dims[i]));
            }
        }
        checkAllThere(dims, input.rank());
        boolean[] reduced = reduced(dims, input.rank());
        if (input.dtype() == Dtype.COMPLEX64
                && !isEmpty(input, reduced)
                && !input.build().isCuda()) {
            throw notImplemented(word.substring(1) + "_values_cpu", input.dtype());
        }
    }

    private static void checkNotEmpty(String word, Facts input, int dim) {
        if (input.rank() > 0 && input.sizes()[dim] == 0) {
            throw runtimeError(emptyDim(word, dim));
        }
    }

    private static String emptyDim(String word, long dim) {
        return word + "(): Expected reduction dim " + dim + " to have non-zero size.";
    }

    /** Whether the result has no elements. */
    private static boolean isEmpty(Facts input, boolean... reduced) {
        for (int d = 0; d < reduced.length; d++) {
            if (!reduced[d] && input.sizes()[d] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The place of the greatest, or least; along one dimension, or of all for null. */
    public static void place(String word, Facts input, Long dim) {
        boolean[] reduced;
        if (dim == null) {
            if (Sizes.elements(input.sizes()) == 0) {
                throw runtimeError(word + "(): Expected reduction dim to be specified for input.numel() == 0.");
            }
            reduced = reduced(null, input.rank());
        } else {
            int d = ViewRules.dimension(dim, input.rank());
            checkNotEmpty(word, input, d);
            if (input.rank() > 0 && input.sizes()[d] == 1) {
                return; // nothing is compared
            }
            reduced = reduced(new long[] {d}, input.rank());
        }
        boolean isCompared = input.dtype() != Dtype.BOOL && input.dtype() != Dtype.COMPLEX64;
        if (!isCompared && !isEmpty(input, reduced) && !input.build().isCuda()) {
            throw notImplemented(word + "_cpu", input.dtype());
        }
    }

    static void variance(Facts input, long[] dims) {
        if (input.dtype() == null) {
            return;
        }
        if (input.dtype().isWhole()) {
            throw runtimeError("std and var only support floating point and complex dtypes");
        }
        reduced(dims, input.rank());
    }

    /** Whether a variance along dimensions that are there is divided by 0, which libtorch warns of on stderr. */
    public static boolean isDividedByNothing(Facts input, long[] dims, double correction) {
        long[] sizes = input.sizes();
        long all = Sizes.elements(sizes);
        if (dims == null || dims.length == 0 || sizes.length == 0) {
            return Math.max(1, all) - correction <= 0 || all == 0;
        }
        long folded = 1;
        for (long dim : dims) {
            long d = dim < 0 ? dim + sizes.length : dim;
            if (d < 0 || d >= sizes.length) {
                return false;
            }
            folded *= sizes[(int) d];
        }
        return all == 0 || folded - correction <= 0;
    }

    /** Of an empty list, other than of null, none is reduced. */
    static void truths(Facts input, long[] dims) {
        checkAllThere(dims, input.rank());
        if (dims != null) {
            chosen(dims, input.rank());
        }
    }

    /** softmax of elements that were converted to a dtype, if one is given. */
    public static void softmax(Facts input, long dim, Dtype dtype, boolean isLog) {
        int d = ViewRules.dimension(dim, input.rank());
        Dtype computed = dtype == null ? input.dtype() : dtype;
        if (computed == null
                || computed.isFloatingPoint()
                || Sizes.elements(input.sizes()) == 0
                || input.build().isCuda()) {
            return;
        }
        boolean isLast = d == Math.max(0, input.rank() - 1);
        throw notImplemented(
                isLast
                        ? isLog ? "log_softmax_lastdim_kernel_impl" : "softmax_lastdim_kernel_impl"
                        : "softmax_kernel_impl",
                computed);
    }

    /** A running sum; whole numbers are summed in int64 where no dtype is given. */
    static void running(String word, Facts input, long dim, Dtype dtype) {
        ViewRules.dimension(dim, input.rank());
        if (dtype == Dtype.BOOL
                && input.rank() > 0
                && Sizes.elements(input.sizes()) > 0
                && !input.build().isCuda()) {
            throw notImplemented(word + "_out_cpu", dtype);
        }
    }
}
