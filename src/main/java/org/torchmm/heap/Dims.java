package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.ViewRules;

/** Which dimensions a reduction drops, and an order in which they come last. */
final class Dims {

    private Dims() {}

    /** Of none all. */
    static boolean[] of(int rank, int... axes) {
        boolean[] chosen = new boolean[Math.max(1, rank)];
        if (axes.length == 0) {
            Arrays.fill(chosen, true);
        }
        for (int axis : axes) {
            int d = ViewRules.dimension(axis, rank);
            if (chosen[d]) {
                throw Sentences.runtimeError("dim " + d + " appears multiple times in the list of dims");
            }
            chosen[d] = true;
        }
        return Arrays.copyOf(chosen, rank);
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
