package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;
import org.torchmm.rules.RandomRules;

/** Memory for new arrays, filled with the random numbers of the process. */
final class Draws {

    private Draws() {}

    /** In {@code [low, high)}. */
    static Storage uniform(Recycler recycler, Dtype dtype, long[] sizes, float low, float high) {
        RandomRules.checkFloatingPoint(dtype, "check_uniform_bounds");
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        Generator.ofProcess().uniform(dtype, low, high, storage.data, 0, (int) count);
        return storage;
    }

    /** Of mean {@code loc} and standard deviation {@code scale}. */
    static Storage normal(Recycler recycler, Dtype dtype, long[] sizes, float loc, float scale) {
        RandomRules.checkFloatingPoint(dtype, "normal_kernel_cpu");
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        Generator.ofProcess().normal(dtype, loc, scale, storage.data, 0, (int) count);
        return storage;
    }

    static Storage integers(Recycler recycler, Dtype dtype, long[] sizes, long low, long high) {
        RandintRange range = RandintRange.of(dtype, low, high);
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        Generator.ofProcess().randint(dtype, range, storage.data, 0, (int) count);
        return storage;
    }

    /** The numbers below {@code n}, shuffled. */
    static Storage permutation(Recycler recycler, Dtype dtype, long n) {
        RandomRules.checkPermutation(dtype, n);
        Storage numbers = Storage.allocate(recycler, Dtype.INT32, n);
        Generator.ofProcess().randperm((int[]) numbers.data, 0, (int) n);
        Storage storage = Copies.dense(recycler, numbers, Layout.contiguous(n), dtype);
        numbers.letGo();
        return storage;
    }
}
