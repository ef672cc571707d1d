package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.function.BiFunction;
import org.torchmm.rules.Dtype;

/** DJL's indices: numbers, slices, "..." and new dimensions give views, which are written through; arrays of indices give copies. */
interface Indexing extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default NDArray get(NDManager manager, NDIndex index) {
        return IndexReader.get(self(), index, manager);
    }

    @Override
    default NDArray get(NDManager manager, long... indices) {
        return IndexReader.get(self(), new NDIndex(indices), manager);
    }

    @Override
    default void set(NDIndex index, NDArray value) {
        Computed.held(self(), Computed.own(value), (array, other) -> {
            IndexReader.set(self(), index, other);
            return null;
        });
    }

    @Override
    default void set(NDIndex index, Number value) {
        Operand number = Numbers.of(value);
        self().whileHeld(array -> {
            IndexReader.set(array, index, number);
            return null;
        });
    }

    @Override
    default void setScalar(NDIndex index, Number value) {
        try (NDArray target = get(index)) {
            if (target.size() != 1) {
                throw new IllegalArgumentException("The provided index does not set a scalar");
            }
        }
        set(index, value);
    }

    /** Elements of the same sizes and dtype, in whichever memory. */
    @Override
    default void copyTo(NDArray array) {
        if (array instanceof HeapArray target
                && target.getDataType() == getDataType()
                && target.getShape().size() == getShape().size()) {
            Computed.held(target, self(), (to, from) -> {
                Copies.assign(
                        Copies.dense(Recycler.NONE, from.storage(), from.layout(), from.dtype()),
                        to.storage(),
                        to.layout());
                return null;
            });
        } else {
            array.set(toByteBuffer());
        }
    }

    private HeapArray by(NDArray index, BiFunction<Operand, Operand, Operand> operation) {
        return Computed.of(self(), index, (a, b) -> operation.apply(a, b.as(Dtype.INT64)));
    }

    @Override
    default HeapArray gather(NDArray index, int axis) {
        return by(index, (a, b) -> Gathering.gather(self().recycler(), a, b, axis));
    }

    @Override
    default NDArray take(NDManager manager, NDArray index) {
        return IndexReader.owned(by(index, (a, b) -> Gathering.take(self().recycler(), a, b)), manager);
    }

    @Override
    default HeapArray booleanMask(NDArray index, int axis) {
        Shape shape = getShape();
        boolean isWhole = index.getShape().equals(shape);
        if (!isWhole && (axis < 0 || axis > shape.dimension())) {
            throw new IllegalArgumentException("booleanMask() of an array of size " + shape + " along axis " + axis);
        }
        if (!isWhole && !index.getShape().equals(shape.slice(axis))) {
            throw new UnsupportedOperationException(
                    "Not supported for shape not broadcastable " + index.getShape() + " vs " + shape);
        }
        HeapArray flat = Computed.of(self(), index, (a, b) -> Gathering.select(self().recycler(), a, b));
        if (isWhole) {
            return flat;
        }
        try (flat) {
            Shape kept = shape.slice(0, axis);
            return flat.reshape(kept.addAll(new Shape(flat.size() / kept.size())));
        }
    }
}
