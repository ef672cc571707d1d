package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.BiFunction;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ReductionRules;
import org.torchmm.rules.ViewRules;

/** DJL's reductions: several dimensions at once too, which its PyTorch engine refuses for means, products and extremes. */
interface Reductions extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    private HeapArray along(int axis, BiFunction<Operand, Integer, Operand> operation) {
        return Computed.of(self(), a -> operation.apply(a, ViewRules.dimension(axis, a.rank())));
    }

    @Override
    default HeapArray sum() {
        return sum(new int[0], false);
    }

    @Override
    default HeapArray sum(int[] axes, boolean keepDims) {
        return Computed.of(self(), a -> Statistics.sum(self().recycler(), a, Dims.of(a.rank(), axes), keepDims, null));
    }

    @Override
    default HeapArray prod() {
        return prod(new int[0], false);
    }

    @Override
    default HeapArray prod(int[] axes, boolean keepDims) {
        return Computed.of(self(), a -> Statistics.prod(self().recycler(), a, Dims.of(a.rank(), axes), keepDims, null));
    }

    @Override
    default HeapArray mean() {
        return mean(new int[0], false);
    }

    @Override
    default HeapArray mean(int[] axes, boolean keepDims) {
        return Computed.of(self(), a -> {
            ReductionRules.mean(a, null, null);
            return Statistics.mean(self().recycler(), a, Dims.of(a.rank(), axes), keepDims, null);
        });
    }

    @Override
    default HeapArray max() {
        return Computed.of(self(), a -> Statistics.extreme(self().recycler(), BinaryOp.MAXIMUM, a));
    }

    @Override
    default HeapArray max(int[] axes, boolean keepDims) {
        return extreme(BinaryOp.MAXIMUM, axes, keepDims);
    }

    @Override
    default HeapArray min() {
        return Computed.of(self(), a -> Statistics.extreme(self().recycler(), BinaryOp.MINIMUM, a));
    }

    @Override
    default HeapArray min(int[] axes, boolean keepDims) {
        return extreme(BinaryOp.MINIMUM, axes, keepDims);
    }

    private HeapArray extreme(BinaryOp op, int[] axes, boolean keepDims) {
        return Computed.of(
                self(), a -> Statistics.extreme(self().recycler(), op, a, Dims.of(a.rank(), axes), keepDims));
    }

    @Override
    default HeapArray all() {
        return truth(BinaryOp.AND);
    }

    @Override
    default HeapArray any() {
        return truth(BinaryOp.OR);
    }

    private HeapArray truth(BinaryOp op) {
        return Computed.of(
                self(), a -> Statistics.truths(self().recycler(), op, a, Dims.of(a.rank()), false, Dtype.BOOL));
    }

    @Override
    default HeapArray none() {
        try (HeapArray any = any()) {
            return any.logicalNot();
        }
    }

    @Override
    default HeapArray norm(boolean keepDims) {
        return norm(2, new int[0], keepDims);
    }

    @Override
    default HeapArray norm(int order, int[] axes, boolean keepDims) {
        return Computed.of(self(), a -> Norms.ofWhole(self().recycler(), order, a, axes, keepDims));
    }

    /** Of all elements in row-major order. */
    @Override
    default HeapArray argMax() {
        return placeOfAll("argMax", true);
    }

    @Override
    default HeapArray argMin() {
        return placeOfAll("argMin", false);
    }

    private HeapArray placeOfAll(String name, boolean isGreatest) {
        if (isEmpty()) {
            throw new IllegalArgumentException("attempt to get " + name + " of an empty NDArray");
        }
        if (isScalar()) {
            return place(0, isGreatest);
        }
        self().whileHeld(held -> {
            ReductionRules.place(Places.word(isGreatest), Operand.of(held), null); // of one element too
            return null;
        });
        try (HeapArray flat = self().flatten()) {
            return isGreatest ? flat.argMax(0) : flat.argMin(0);
        }
    }

    @Override
    default HeapArray argMax(int axis) {
        return place(axis, true);
    }

    @Override
    default HeapArray argMin(int axis) {
        return place(axis, false);
    }

    private HeapArray place(int axis, boolean isGreatest) {
        return Computed.of(
                self(),
                a -> a.rank() == 0
                        ? Numbers.of(0L)
                        : Places.of(self().recycler(), a, ViewRules.dimension(axis, a.rank()), isGreatest));
    }

    @Override
    default HeapArray softmax(int axis) {
        return along(axis, (a, dim) -> Softmax.of(self().recycler(), a, dim, false));
    }

    @Override
    default HeapArray logSoftmax(int axis) {
        return along(axis, (a, dim) -> Softmax.of(self().recycler(), a, dim, true));
    }

    /** Along the first dimension. */
    @Override
    default HeapArray cumSum() {
        if (isScalar()) {
            return self().duplicate().reshape(new Shape(1));
        }
        return isEmpty() ? self().reshape(new Shape(0)) : cumSum(0);
    }

    @Override
    default HeapArray cumSum(int axis) {
        return running(BinaryOp.ADD, axis, null);
    }

    @Override
    default HeapArray cumProd(int axis) {
        return running(BinaryOp.MUL, axis, null);
    }

    @Override
    default HeapArray cumProd(int axis, DataType dataType) {
        return running(BinaryOp.MUL, axis, Creation.dtype(dataType));
    }

    private HeapArray running(BinaryOp op, int axis, Dtype chosen) {
        return along(axis, (a, dim) -> {
            Dtype dtype = chosen != null ? chosen : Statistics.summed(a.dtype());
            return Running.of(self().recycler(), op, a, dim, dtype);
        });
    }
}
