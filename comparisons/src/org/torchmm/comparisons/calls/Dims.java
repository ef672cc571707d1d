package org.torchmm.comparisons.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Draws dimensions, from the front or from the end, and now and then one that is not there. */
record Dims(Random random) {

    int one(int rank) {
        int dim = rank == 0 ? 0 : random.nextInt(rank);
        dim += random.nextInt(20) == 0 ? 1 : 0;
        return random.nextInt(3) == 0 ? dim - rank : dim;
    }

    int[] some(int rank) {
        List<Integer> dims = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            if (random.nextInt(3) == 0) {
                dims.add(random.nextInt(4) == 0 ? d - rank : d);
            }
        }
        if (random.nextInt(20) == 0) {
            dims.add(one(rank));
        }
        return dims.stream().mapToInt(d -> d).toArray();
    }

    static long[] longs(int... dims) {
        return Arrays.stream(dims).asLongStream().toArray();
    }
}
