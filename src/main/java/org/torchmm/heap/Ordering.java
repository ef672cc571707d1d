package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import org.torchmm.rules.Dtype;

/** DJL's sorted arrays, and numbers as places in a row of zeros. */
interface Ordering extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default HeapArray sort() {
        return sort(-1);
    }

    @Override
    default HeapArray sort(int axis) {
        return sorted(axis, false);
    }

    /** Descending, the ascending order backwards: equal elements too. */
    @Override
    default HeapArray argSort(int axis, boolean ascending) {
        HeapArray order = sorted(axis, true);
        if (ascending) {
            return order;
        }
        try (order) {
            return order.flip(axis);
        }
    }

    private HeapArray sorted(int axis, boolean isPlaces) {
        return Computed.of(self(), a -> {
            Sorting.Sorted sorted = Sorting.sort(self().recycler(), a, axis, false);
            (isPlaces ? sorted.values() : sorted.indices()).storage().letGo();
            return isPlaces ? sorted.indices() : sorted.values();
        });
    }

    /** In order, asked for or not. */
    @Override
    default NDList topK(int k, int axis, boolean largest, boolean sorted) {
        return self().whileHeld(held -> {
            Operand a = Operand.of(held);
            Sorting.Sorted top = Sorting.top(held.recycler(), a, axis, k, largest);
            return new NDList(Computed.wrapped(held, top.values()), Computed.wrapped(held, top.indices()));
        });
    }

    /** A negative depth is one more than the greatest number. */
    @Override
    default HeapArray oneHot(int depth, float onValue, float offValue, DataType dataType) {
        Dtype dtype = Creation.dtype(dataType);
        return Computed.of(
                self(), a -> OneHot.of(self().recycler(), a.as(Dtype.INT64), depth, onValue, offValue, dtype));
    }
}
