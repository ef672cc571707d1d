package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDUtils;
import ai.djl.ndarray.index.NDArrayIndexer;
import ai.djl.ndarray.internal.NDArrayEx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** DJL's inner operations on arrays in Java's memory. */
record HeapArrayEx(HeapArray array) implements UncomputedEx {

    /** By its interface's name, so that the JVM needs neither class to verify HeapArray. */
    static NDArrayEx of(HeapArray array) {
        return new HeapArrayEx(array);
    }

    @Override
    public NDArray getArray() {
        return array;
    }

    @Override
    public HeapArray relu() {
        return Computed.unary(array, UnaryOp.RELU);
    }

    @Override
    public HeapArray sigmoid() {
        return Computed.unary(array, UnaryOp.SIGMOID);
    }

    @Override
    public HeapArray tanh() {
        return array.tanh();
    }

    @Override
    public HeapArray softPlus() {
        return Computed.unary(array, UnaryOp.SOFTPLUS);
    }

    /** x / (1 + |x|). */
    @Override
    public HeapArray softSign() {
        try (HeapArray size = array.abs();
                HeapArray divisor = size.add(1)) {
            return array.div(divisor);
        }
    }

    @Override
    public HeapArray leakyRelu(float alpha) {
        return Computed.unary(array, UnaryOp.LEAKY_RELU, alpha);
    }

    @Override
    public HeapArray elu(float alpha) {
        return Computed.unary(array, UnaryOp.ELU, alpha);
    }

    @Override
    public HeapArray selu() {
        return Computed.unary(array, UnaryOp.SELU);
    }

    @Override
    public HeapArray gelu() {
        return Computed.unary(array, UnaryOp.GELU);
    }

    @Override
    public NDArrayIndexer getIndexer(NDManager manager) {
        return new HeapIndexer(manager);
    }

    @Override
    public HeapArray where(NDArray condition, NDArray other) {
        if (!condition.getShape().equals(array.getShape())) {
            throw new UnsupportedOperationException("condition and self shape mismatch, broadcast is not supported");
        }
        HeapArray truths = Computed.own(condition);
        return truths.whileHeld(
                held -> Computed.of(array, other, (a, b) -> Gathering.where(array.recycler(), Operand.of(held), a, b)));
    }

    @Override
    public HeapArray stack(NDList arrays, int axis) {
        return joined(arrays, parts -> Joined.stack(array.recycler(), parts, axis, null));
    }

    @Override
    public HeapArray concat(NDList arrays, int axis) {
        NDUtils.checkConcatInput(arrays);
        return joined(arrays, parts -> Joined.cat(array.recycler(), parts, axis, null));
    }

    /** All held; this one first. */
    private HeapArray joined(NDList arrays, Function<List<Operand>, Operand> operation) {
        List<HeapArray> held = new ArrayList<>();
        try {
            List<Operand> parts = new ArrayList<>();
            for (int i = -1; i < arrays.size(); i++) {
                HeapArray part = i < 0 ? array : Computed.own(arrays.get(i));
                part.hold();
                held.add(part);
                parts.add(Operand.of(part));
            }
            return Computed.wrapped(array, operation.apply(parts));
        } finally {
            held.forEach(HeapArray::release);
        }
    }
}
