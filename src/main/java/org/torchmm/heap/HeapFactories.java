package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** New arrays in Java's memory: filled, drawn, counted, or copied from elsewhere. */
abstract class HeapFactories implements Backend {

    @Override
    public Dtype creatable(DataType type) {
        return Creation.dtype(type);
    }

    @Override
    public void seed(long seed) {
        Generator.ofProcess().manualSeed(seed);
    }

    @Override
    public NDArray create(NDManager manager, Dtype dtype, long[] sizes, Chunk filler) throws IOException {
        return own(StorageData.create(recycler(manager), dtype, Creation.count(sizes), filler), manager, sizes);
    }

    @Override
    public NDArray zeros(NDManager manager, Dtype dtype, long[] sizes) {
        return own(Creation.zeros(recycler(manager), dtype, sizes), manager, sizes);
    }

    @Override
    public NDArray ones(NDManager manager, Dtype dtype, long[] sizes) {
        return own(Creation.full(recycler(manager), dtype, sizes, 1), manager, sizes);
    }

    @Override
    public NDArray eye(NDManager manager, Dtype dtype, long n, long m) {
        return manager.eye(Math.toIntExact(n), Math.toIntExact(m), 0, DataTypes.dataType(dtype));
    }

    @Override
    public NDArray rand(NDManager manager, Dtype dtype, long[] sizes) {
        return own(Draws.uniform(recycler(manager), dtype, sizes, 0, 1), manager, sizes);
    }

    @Override
    public NDArray randn(NDManager manager, Dtype dtype, long[] sizes) {
        return own(Draws.normal(recycler(manager), dtype, sizes, 0, 1), manager, sizes);
    }

    @Override
    public NDArray randint(NDManager manager, Dtype dtype, long low, long high, long[] sizes) {
        return own(Draws.integers(recycler(manager), dtype, sizes, low, high), manager, sizes);
    }

    @Override
    public NDArray randperm(NDManager manager, Dtype dtype, long n) {
        return own(Draws.permutation(recycler(manager), dtype, n), manager, new long[] {n});
    }

    private static Recycler recycler(NDManager manager) {
        return ((HeapManager) manager).recycler();
    }

    private static HeapArray own(Storage storage, NDManager manager, long[] sizes) {
        return new HeapArray(manager, storage, Layout.contiguous(sizes.clone()));
    }

    @Override
    public NDArray copy(NDManager manager, Backend other, NDArray array) throws IOException {
        return own(
                StorageData.copy(recycler(manager), other, array),
                manager,
                other.facts(array).sizes());
    }

    @Override
    public void read(NDArray array, Chunk reader) throws IOException {
        HeapArray own = HeapArray.of(array);
        StorageData.read(own.elements(), own.recycler(), reader);
    }

    @Override
    public NDArray arange(NDManager manager, Dtype dtype, double start, double end, double step) {
        return ((HeapManager) manager).arange(dtype, start, end, step);
    }

    @Override
    public NDArray linspace(NDManager manager, Dtype dtype, double start, double end, long steps) {
        return own(Ranges.linspace(recycler(manager), dtype, start, end, steps), manager, new long[] {steps});
    }
}
