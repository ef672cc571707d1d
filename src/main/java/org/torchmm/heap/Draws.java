package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.RandintRange;
import org.torchmm.rules.RandomRules;

/** Memory for new arrays, filled with the random numbers of the process. */
final class Draws {

    private Draws() {}

    private interface Fill {
        void accept(Generator generator, Object data, int count);
    }

    private static Storage filled(Recycler recycler, Dtype dtype, long[] sizes, Fill fill) {
        long count = Creation.count(sizes);
        Storage storage = Storage.allocate(recycler, dtype, count);
        fill.accept(Generator.ofProcess(), storage.data, (int) count);
        return storage;
    }

    /** In {@code [low, high)}. */
    static Storage uniform(Recycler recycler, Dtype dtype, long[] sizes, float low, float high) {
        RandomRules.checkFloatingPoint(dtype, "check_uniform_bounds");
        return filled(
                recycler,
                dtype,
                sizes,
                (generator, data, count) -> generator.uniform(dtype, low, high, data, 0, count));
    }

    /** Of mean {@code loc} and standard deviation {@code scale}. */
    static Storage normal(Recycler recycler, Dtype dtype, long[] sizes, float loc, float scale) {
        RandomRules.checkFloatingPoint(dtype, "normal_kernel_cpu");
        return filled(
                recycler,
                dtype,
                sizes,
                (generator, data, count) -> generator.normal(dtype, loc, scale, data, 0, count));
    }

    static Storage integers(Recycler recycler, Dtype dtype, long[] sizes, long low, long high) {
        RandintRange range = RandintRange.of(dtype, low, high);
        return filled(
                recycler, dtype, sizes, (generator, data, count) -> generator.randint(dtype, range, data, 0, count));
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
