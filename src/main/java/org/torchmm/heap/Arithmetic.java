package org.torchmm.heap;

import ai.djl.ndarray.NDArray;

/** DJL's arithmetic of two: broadcast, promoted as libtorch does; in place the array's own size and dtype stay. */
interface Arithmetic extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default HeapArray add(NDArray other) {
        return Computed.binary(self(), BinaryOp.ADD, other);
    }

    @Override
    default HeapArray add(Number n) {
        return Computed.binary(self(), BinaryOp.ADD, n);
    }

    @Override
    default HeapArray addi(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.ADD, other);
    }

    @Override
    default HeapArray addi(Number n) {
        return Computed.binaryInto(self(), BinaryOp.ADD, n);
    }

    @Override
    default HeapArray sub(NDArray other) {
        return Computed.binary(self(), BinaryOp.SUB, other);
    }

    @Override
    default HeapArray sub(Number n) {
        return Computed.binary(self(), BinaryOp.SUB, n);
    }

    @Override
    default HeapArray subi(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.SUB, other);
    }

    @Override
    default HeapArray subi(Number n) {
        return Computed.binaryInto(self(), BinaryOp.SUB, n);
    }

    @Override
    default HeapArray mul(NDArray other) {
        return Computed.binary(self(), BinaryOp.MUL, other);
    }

    @Override
    default HeapArray mul(Number n) {
        return Computed.binary(self(), BinaryOp.MUL, n);
    }

    @Override
    default HeapArray muli(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.MUL, other);
    }

    @Override
    default HeapArray muli(Number n) {
        return Computed.binaryInto(self(), BinaryOp.MUL, n);
    }

    @Override
    default HeapArray div(NDArray other) {
        return Computed.binary(self(), BinaryOp.DIV, other);
    }

    @Override
    default HeapArray div(Number n) {
        return Computed.binary(self(), BinaryOp.DIV, n);
    }

    @Override
    default HeapArray divi(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.DIV, other);
    }

    @Override
    default HeapArray divi(Number n) {
        return Computed.binaryInto(self(), BinaryOp.DIV, n);
    }

    @Override
    default HeapArray mod(NDArray other) {
        return Computed.binary(self(), BinaryOp.MOD, other);
    }

    @Override
    default HeapArray mod(Number n) {
        return Computed.binary(self(), BinaryOp.MOD, n);
    }

    @Override
    default HeapArray modi(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.MOD, other);
    }

    @Override
    default HeapArray modi(Number n) {
        return Computed.binaryInto(self(), BinaryOp.MOD, n);
    }

    @Override
    default HeapArray pow(NDArray other) {
        return Computed.binary(self(), BinaryOp.POW, other);
    }

    @Override
    default HeapArray pow(Number n) {
        return Computed.binary(self(), BinaryOp.POW, n);
    }

    @Override
    default HeapArray powi(NDArray other) {
        return Computed.binaryInto(self(), BinaryOp.POW, other);
    }

    @Override
    default HeapArray powi(Number n) {
        return Computed.binaryInto(self(), BinaryOp.POW, n);
    }

    @Override
    default HeapArray maximum(NDArray other) {
        return Computed.binary(self(), BinaryOp.MAXIMUM, other);
    }

    @Override
    default HeapArray maximum(Number n) {
        return Computed.binary(self(), BinaryOp.MAXIMUM, n);
    }

    @Override
    default HeapArray minimum(NDArray other) {
        return Computed.binary(self(), BinaryOp.MINIMUM, other);
    }

    @Override
    default HeapArray minimum(Number n) {
        return Computed.binary(self(), BinaryOp.MINIMUM, n);
    }

    @Override
    default HeapArray atan2(NDArray other) {
        return Computed.binary(self(), BinaryOp.ATAN2, other);
    }

    /** 0 where this is 0, else this times the other's logarithm. */
    @Override
    default HeapArray xlogy(NDArray other) {
        if (isScalar() || other.isScalar()) {
            throw new IllegalArgumentException("scalar is not allowed for xlogy()");
        }
        return Computed.binary(self(), BinaryOp.XLOGY, other);
    }

    @Override
    default HeapArray cbrt() {
        return pow(1.0 / 3); // as DJL computes it: NaN of what is below 0
    }

    @Override
    default HeapArray toDegrees() {
        try (HeapArray product = mul(180.0)) {
            return product.div(Math.PI);
        }
    }

    @Override
    default HeapArray toRadians() {
        try (HeapArray product = mul(Math.PI)) {
            return product.div(180.0);
        }
    }
}
