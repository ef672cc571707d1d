package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/**
 * Sizes that do not broadcast, where words go element by element, in libtorch 2.7.1's sentence: its own refusal takes 30 us.
 *
 * <p>Only where that is the first thing that it says: what looks at dtypes before sizes is left to it, and so are sparse arrays, those on a
 * GPU, and those of which DJL and torchmm have no dtype. Source: the meta functions of {@code BinaryOps.cpp}, {@code
 * TensorCompare.cpp} and {@code Indexing.cpp}.
 */
final class BroadcastRules {

    private BroadcastRules() {}

    static void check(Operation operation, Inputs inputs) {
        switch (operation) {
            case MASKED_FILL, MASKED_FILL_ARRAY -> check(operation, inputs, inputs.tensor(1), inputs.tensor(0));
            case WHERE -> check(operation, inputs, inputs.tensor(0), inputs.tensor(1), inputs.tensor(2));
            case WHERE_NUMBER_ARRAY -> check(operation, inputs, inputs.tensor(0), inputs.tensor(2));
            case CLAMP_ARRAYS -> {
                Facts a = inputs.tensor(0);
                Facts b = inputs.tensor(1);
                Facts max = inputs.tensor(2);
                if (b != null && max != null) {
                    check(operation, inputs, a, b, max);
                } else if (b != null || max != null) {
                    check(operation, inputs, a, b == null ? max : b);
                }
            }
            default -> check(operation, inputs, inputs.tensor(0), inputs.tensor(1));
        }
    }

    /** Two by two, as they meet in libtorch's iterator. */
    private static void check(Operation operation, Inputs inputs, Facts... arrays) {
        long[] sizes = arrays[0].sizes();
        for (int i = 1; i < arrays.length; i++) {
            long[] other = arrays[i].sizes();
            int dim = mismatch(sizes, other);
            if (dim >= 0) {
                if (isFirst(operation, inputs, arrays)) {
                    throw runtimeError("The size of tensor a (" + size(sizes, other, dim)
                            + ") must match the size of tensor b (" + size(other, sizes, dim)
                            + ") at non-singleton dimension " + dim);
                }
                return;
            }
            sizes = i + 1 < arrays.length ? Sizes.broadcast(sizes, other) : sizes;
        }
    }

    /** The last dimension of both that does not broadcast; -1 if all do. */
    static int mismatch(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        for (int d = 1; d <= Math.min(a.length, b.length); d++) {
            long size = a[a.length - d];
            long size2 = b[b.length - d];
            if (size != size2 && size != 1 && size2 != 1) {
                return rank - d;
            }
        }
        return -1;
    }

    /** Whether those arrays broadcast that are looked at before dtypes are. */
    static boolean areMet(Operation operation, Inputs inputs) {
        int count = switch (operation) {
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> 0;
            case MASKED_FILL_ARRAY -> 2;
            default -> inputs.values().length;
        };
        long[] sizes = new long[0];
        for (int i = 0; i < count; i++) {
            if (inputs.values()[i] instanceof Facts array) {
                if (mismatch(sizes, array.sizes()) >= 0) {
                    return false;
                }
                sizes = Sizes.broadcast(sizes, array.sizes());
            }
        }
        return true;
    }

    private static long size(long[] sizes, long[] others, int dim) {
        return sizes[dim - (Math.max(sizes.length, others.length) - sizes.length)];
    }

    /** Whether libtorch has nothing to say before it. */
    static boolean isFirst(Operation operation, Inputs inputs, Facts... arrays) {
        for (Facts array : arrays) {
            if (array.dtype() == null || array.build().isCuda() || !array.isStrided()) {
                return false;
            }
        }
        return switch (operation) {
            case SUB -> arrays[0].dtype() != Dtype.BOOL && arrays[1].dtype() != Dtype.BOOL;
            case MAXIMUM, MINIMUM, MAX_OTHER, MIN_OTHER -> !hasComplex(arrays);
            case CLAMP_ARRAYS -> arrays[0].dtype() != Dtype.COMPLEX64;
            case DIV ->
                inputs.text(2) == null
                        || inputs.text(2).equals("trunc")
                        || inputs.text(2).equals("floor");
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER ->
                arrays[0].dtype() == Dtype.BOOL && DtypeRules.areStored(inputs);
            default -> true;
        };
    }

    static boolean hasComplex(Facts... arrays) {
        for (Facts array : arrays) {
            if (array.dtype() == Dtype.COMPLEX64) {
                return true;
            }
        }
        return false;
    }
}
