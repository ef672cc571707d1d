package org.torchmm.heap;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of dimensions. */
final class Orders {

    private Orders() {}

    /** By their strides, from the outermost in memory to the innermost. */
    static int[] farthestFirst(long... strides) {
        return IntStream.range(0, strides.length)
                .boxed()
                .sorted(Comparator.comparingLong(d -> -strides[d]))
                .mapToInt(d -> d)
                .toArray();
    }

    /** What undoes a permutation. */
    static int[] inverse(int... order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }
}
