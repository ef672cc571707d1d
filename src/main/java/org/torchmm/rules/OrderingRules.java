package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/**
 * What libtorch 2.7.1 refuses where elements are put in order, in its order and in its words; each method answers with the dimension,
 * counted from the front.
 *
 * <p>Source: {@code aten/src/ATen/native/Sorting.cpp}.
 */
public final class OrderingRules {

    private OrderingRules() {}

    /** The k greatest, or least, along a dimension. */
    public static int topk(Facts input, long k, long dim) {
        int d = selected(input, k, dim);
        checkCompared(input);
        return d;
    }

    /** What is said before the arrays that values and indices are to go into are looked at. */
    static int selected(Facts input, long k, long dim) {
        int d = ViewRules.dimension(dim, input.rank());
        if (k < 0 || k > (input.rank() == 0 ? 1 : input.sizes()[d])) {
            throw runtimeError("selected index k out of range");
        }
        return d;
    }

    /** Refuses what has no order. */
    static void checkCompared(Facts input) {
        boolean isRefused = input.dtype() == Dtype.BOOL || input.dtype() == Dtype.COMPLEX64;
        if (isRefused && input.rank() > 0 && !input.build().isCuda()) {
            throw notImplemented("topk_cpu", input.dtype());
        }
    }

    /** All along a dimension. */
    public static int sort(Facts input, long dim) {
        int d = ViewRules.dimension(dim, input.rank());
        if (input.dtype() == Dtype.COMPLEX64 && !input.build().isCuda()) {
            throw runtimeError("Sort currently does not support complex dtypes on CPU.");
        }
        return d;
    }
}
