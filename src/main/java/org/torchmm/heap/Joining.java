package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.torchmm.rules.ViewRules;

/** DJL's arrays again and again, and backwards; concat and stack are {@link HeapArrayEx}'s. */
interface Joining extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default HeapArray tile(long repeats) {
        return isEmpty() ? self().duplicate() : tile(everywhere(repeats));
    }

    /** Along one dimension. */
    @Override
    default HeapArray tile(int axis, long repeats) {
        long[] all = everywhere(1);
        all[ViewRules.dimension(axis, getShape().dimension())] = repeats;
        return tile(all);
    }

    @Override
    default HeapArray tile(long[] repeats) {
        return Computed.of(self(), a -> Tiling.tile(self().recycler(), a, repeats));
    }

    @Override
    default HeapArray tile(Shape desiredShape) {
        return tile(Tiling.repeats(getShape().getShape(), desiredShape.getShape()));
    }

    @Override
    default HeapArray repeat(long repeats) {
        return isEmpty() ? self().duplicate() : repeat(everywhere(repeats));
    }

    @Override
    default HeapArray repeat(int axis, long repeats) {
        return Computed.of(self(), a -> Tiling.repeat(self().recycler(), a, repeats, axis));
    }

    @Override
    default HeapArray repeat(long[] repeats) {
        HeapArray result = self();
        for (int d = 0; d < repeats.length; d++) {
            HeapArray before = result;
            try {
                result = result.repeat(d, repeats[d]);
            } finally {
                if (before != this) {
                    before.close();
                }
            }
        }
        return result;
    }

    @Override
    default HeapArray repeat(Shape desiredShape) {
        return repeat(Tiling.repeats(getShape().getShape(), desiredShape.getShape()));
    }

    private long[] everywhere(long repeats) {
        long[] all = new long[Math.max(1, getShape().dimension())];
        Arrays.fill(all, repeats);
        return all;
    }

    @Override
    default HeapArray flip(int... axes) {
        return Computed.of(self(), a -> Tiling.flip(self().recycler(), a, axes));
    }

    @Override
    default HeapArray nonzero() {
        return Computed.of(self(), a -> Tiling.nonzero(self().recycler(), a));
    }
}
