package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.ReductionRules;

/** Which dimensions a reduction drops, and an order in which they come last. */
final class Dims {

    private Dims() {}

    /** Of none all. */
    static boolean[] of(int rank, int... axes) {
        return ReductionRules.reduced(Arrays.stream(axes).asLongStream().toArray(), rank);
    }

    /** The others, then the chosen. */
    static int[] last(boolean... chosen) {
        int[] order = new int[chosen.length];
        int n = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int d = 0; d < order.length; d++) {
                if (chosen[d] == (pass == 1)) {
                    order[n++] = d;
                }
            }
        }
        return order;
    }

    /** The chosen with size 1. */
    static long[] kept(long[] sizes, boolean... chosen) {
        long[] kept = sizes.clone();
        for (int d = 0; d < kept.length; d++) {
            if (chosen[d]) {
                kept[d] = 1;
            }
        }
        return kept;
    }
}
