package org.torchmm.heap;

import ai.djl.ndarray.NDArray;

/** DJL's comparisons and logic: results are of bool. */
interface Comparisons extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default HeapArray eq(NDArray other) {
        return Computed.binary(self(), BinaryOp.EQ, other);
    }

    @Override
    default HeapArray eq(Number n) {
        return Computed.binary(self(), BinaryOp.EQ, n);
    }

    @Override
    default HeapArray neq(NDArray other) {
        return Computed.binary(self(), BinaryOp.NEQ, other);
    }

    @Override
    default HeapArray neq(Number n) {
        return Computed.binary(self(), BinaryOp.NEQ, n);
    }

    @Override
    default HeapArray gt(NDArray other) {
        return Computed.binary(self(), BinaryOp.GT, other);
    }

    @Override
    default HeapArray gt(Number n) {
        return Computed.binary(self(), BinaryOp.GT, n);
    }

    @Override
    default HeapArray gte(NDArray other) {
        return Computed.binary(self(), BinaryOp.GTE, other);
    }

    @Override
    default HeapArray gte(Number n) {
        return Computed.binary(self(), BinaryOp.GTE, n);
    }

    @Override
    default HeapArray lt(NDArray other) {
        return Computed.binary(self(), BinaryOp.LT, other);
    }

    @Override
    default HeapArray lt(Number n) {
        return Computed.binary(self(), BinaryOp.LT, n);
    }

    @Override
    default HeapArray lte(NDArray other) {
        return Computed.binary(self(), BinaryOp.LTE, other);
    }

    @Override
    default HeapArray lte(Number n) {
        return Computed.binary(self(), BinaryOp.LTE, n);
    }

    @Override
    default HeapArray logicalAnd(NDArray other) {
        return Computed.binary(self(), BinaryOp.AND, other);
    }

    @Override
    default HeapArray logicalOr(NDArray other) {
        return Computed.binary(self(), BinaryOp.OR, other);
    }

    @Override
    default HeapArray logicalXor(NDArray other) {
        return Computed.binary(self(), BinaryOp.XOR, other);
    }

    @Override
    default HeapArray logicalNot() {
        return Computed.test(self(), Each::isZero);
    }

    @Override
    default HeapArray isNaN() {
        return Computed.test(self(), Each::isNaN);
    }

    @Override
    default HeapArray isInfinite() {
        return Computed.of(self(), a -> Each.testOfFractions(self().recycler(), Each::isInfinite, a));
    }

    /** Whether size, dtype and every element are the same; NaN is not the same as NaN. */
    @Override
    default boolean contentEquals(NDArray other) {
        if (other == null || !shapeEquals(other) || getDataType() != other.getDataType()) {
            return false;
        }
        return Computed.held(self(), Computed.own(other), Equality::holds);
    }

    @Override
    default boolean contentEquals(Number number) {
        return self().whileHeld(a -> Equality.holdsOfAll(Operand.of(a), Numbers.of(number)));
    }

    /** Of arrays of one size, whatever their dtypes; the other may be in libtorch's memory. */
    @Override
    default boolean allClose(NDArray other, double rtol, double atol, boolean equalNan) {
        if (!shapeEquals(other)) {
            return false;
        }
        return Computed.held(self(), Computed.own(other), (a, b) -> Equality.isNear(a, b, rtol, atol, equalNan));
    }
}
