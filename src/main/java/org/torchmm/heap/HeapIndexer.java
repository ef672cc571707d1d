package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDArrayIndexer;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.full.NDIndexFullPick;
import ai.djl.ndarray.index.full.NDIndexFullSlice;
import ai.djl.ndarray.index.full.NDIndexFullTake;

/** DJL's way to the indices of {@link Indexing}; its results belong to a manager. */
final class HeapIndexer extends NDArrayIndexer {

    private final NDManager manager;

    HeapIndexer(NDManager manager) {
        this.manager = manager;
    }

    @Override
    public NDArray get(NDArray array, NDIndex index) {
        return array.get(manager, index);
    }

    @Override
    public void set(NDArray array, NDIndex index, Object value) {
        if (value instanceof Number number) {
            array.set(index, number);
        } else if (value instanceof NDArray other) {
            array.set(index, other);
        } else {
            throw new IllegalArgumentException("The type of value to assign cannot be other than NDArray and Number.");
        }
    }

    @Override
    public void setScalar(NDArray array, NDIndex index, Number value) {
        array.setScalar(index, value);
    }

    @Override
    public NDArray get(NDArray array, NDIndexFullPick fullPick) {
        NDIndex index = new NDIndex().addAllDim(fullPick.getAxis()).addPickDim(fullPick.getIndices());
        return array.get(manager, index);
    }

    @Override
    public NDArray get(NDArray array, NDIndexFullTake fullTake) {
        return array.take(manager, fullTake.getIndices());
    }

    @Override
    public NDArray get(NDArray array, NDIndexFullSlice fullSlice) {
        HeapArray view = HeapArray.of(array.get(manager, index(fullSlice)));
        try (view) {
            return view.squeeze(fullSlice.getToSqueeze());
        }
    }

    @Override
    public void set(NDArray array, NDIndexFullSlice fullSlice, NDArray value) {
        array.set(index(fullSlice), value);
    }

    @Override
    public void set(NDArray array, NDIndexFullSlice fullSlice, Number value) {
        array.set(index(fullSlice), value);
    }

    private static NDIndex index(NDIndexFullSlice slice) {
        NDIndex index = new NDIndex();
        for (int d = 0; d < slice.getMin().length; d++) {
            index.addSliceDim(slice.getMin()[d], slice.getMax()[d], slice.getStep()[d]);
        }
        return index;
    }
}
