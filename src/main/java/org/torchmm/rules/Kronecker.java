package org.torchmm.rules;

import java.util.Arrays;

/**
 * kron as libtorch 2.7.1 computes it ({@code KronImpl} in LinearAlgebra.cpp): a broadcast product with a dimension of either operand in
 * turns, seen with each two as one, which it refuses where the product's strides do not allow that.
 */
public final class Kronecker {

    private Kronecker() {}

    static void check(Inputs inputs) {
        Facts a = inputs.tensor(0);
        Facts b = inputs.tensor(1);
        if (a.rank() > 0 && b.rank() > 0 && a.rank() + b.rank() > 2) {
            checkView(a, b);
        }
    }

    private static void checkView(Facts a, Facts b) {
        Spread spread = Spread.of(a, b);
        long[] product = Sizes.broadcast(spread.first.sizes(), spread.second.sizes());
        if (Strides.view(product, IteratorStrides.of(product, spread.first, spread.second), spread.result) == null) {
            throw ViewRules.noView();
        }
    }

    /**
     * The operands as they are multiplied.
     *
     * @param result the sizes of the result
     */
    public record Spread(Seen first, Seen second, long[] result) {

        public static Spread of(Facts a, Facts b) {
            int rank = Math.max(a.rank(), b.rank());
            Seen first = Seen.of(a, rank, 0);
            Seen second = Seen.of(b, rank, 1);
            long[] result = new long[rank];
            for (int d = 0; d < rank; d++) {
                result[d] = first.sizes[2 * d] * second.sizes[2 * d + 1];
            }
            return new Spread(first, second, result);
        }
    }

    /** An operand with dimensions of size 1 between its own. */
    public record Seen(long[] sizes, long[] strides, Dtype dtype, Build build) implements Facts {

        static Seen of(Facts array, int rank, int turn) {
            long[] sizes = new long[2 * rank];
            Arrays.fill(sizes, 1);
            int added = rank - array.rank();
            for (int d = added; d < rank; d++) {
                sizes[2 * d + turn] = array.sizes()[d - added];
            }
            return new Seen(sizes, Strides.view(array.sizes(), array.strides(), sizes), array.dtype(), array.build());
        }

        @Override
        public boolean requiresGrad() {
            return false;
        }
    }
}
