package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Memory for new arrays, filled with random numbers. */
final class Draws {

    private Draws() {}

    static Storage uniform(Recycler recycler, Dtype dtype, long[] sizes, float low, float high) {
        throw new UnsupportedOperationException();
    }

    static Storage normal(Recycler recycler, Dtype dtype, long[] sizes, float loc, float scale) {
        throw new UnsupportedOperationException();
    }

    static Storage integers(Recycler recycler, Dtype dtype, long[] sizes, long low, long high) {
        throw new UnsupportedOperationException();
    }

    static Storage permutation(Recycler recycler, long n) {
        throw new UnsupportedOperationException();
    }
}
