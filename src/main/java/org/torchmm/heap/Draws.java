package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;
import org.torchmm.rules.RandomRules;

/** Memory for new arrays, filled with the random numbers of the process. */
final class Draws {

    private Draws() {}

    private static Generator generator() {
        return HeapEngine.instance().generator();
    }

    /** In {@code [low, high)}. */
    static Storage uniform(Recycler recycler, Dtype dtype, long[] sizes, float low, float high) {
        RandomRules.checkFloatingPoint(dtype, "check_uniform_bounds");
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        generator().uniform(dtype, low, high, storage.data, 0, (int) count);
        return storage;
    }

    /** Of mean {@code loc} and standard deviation {@code scale}. */
    static Storage normal(Recycler recycler, Dtype dtype, long[] sizes, float loc, float scale) {
        RandomRules.checkFloatingPoint(dtype, "normal_kernel_cpu");
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        generator().normal(dtype, loc, scale, storage.data, 0, (int) count);
        return storage;
    }

    static Storage integers(Recycler recycler, Dtype dtype, long[] sizes, long low, long high) {
        RandintRange range = RandintRange.of(dtype, low, high);
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        generator().randint(dtype, range, storage.data, 0, (int) count);
        return storage;
    }

    /** int64, which is what DJL asks for. */
    static Storage permutation(Recycler recycler, long n) {
        RandomRules.checkPermutation(Dtype.INT64, n);
        Storage numbers = Storage.allocate(recycler, Dtype.INT32, n);
        generator().randperm((int[]) numbers.data, 0, (int) n);
        Storage storage = Copies.dense(recycler, numbers, Layout.contiguous(n), Dtype.INT64);
        numbers.letGo();
        return storage;
    }
}
