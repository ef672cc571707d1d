package org.torchmm.heap;

import ai.djl.ndarray.NDArray;

/** DJL's functions of each element: of whole numbers those that need fractions are float32. */
interface Functions extends NDArray {

    private HeapArray self() {
        return (HeapArray) this;
    }

    @Override
    default HeapArray neg() {
        return Computed.unary(self(), UnaryOp.NEG);
    }

    @Override
    default HeapArray abs() {
        return Computed.unary(self(), UnaryOp.ABS);
    }

    @Override
    default HeapArray sign() {
        return Computed.unary(self(), UnaryOp.SIGN);
    }

    @Override
    default HeapArray square() {
        return Computed.unary(self(), UnaryOp.SQUARE);
    }

    @Override
    default HeapArray floor() {
        return Computed.unary(self(), UnaryOp.FLOOR);
    }

    @Override
    default HeapArray ceil() {
        return Computed.unary(self(), UnaryOp.CEIL);
    }

    @Override
    default HeapArray round() {
        return Computed.unary(self(), UnaryOp.ROUND);
    }

    @Override
    default HeapArray trunc() {
        return Computed.unary(self(), UnaryOp.TRUNC);
    }

    @Override
    default HeapArray sqrt() {
        return Computed.unary(self(), UnaryOp.SQRT);
    }

    @Override
    default HeapArray exp() {
        return Computed.unary(self(), UnaryOp.EXP);
    }

    @Override
    default HeapArray log() {
        return Computed.unary(self(), UnaryOp.LOG);
    }

    @Override
    default HeapArray log2() {
        return Computed.unary(self(), UnaryOp.LOG2);
    }

    @Override
    default HeapArray log10() {
        return Computed.unary(self(), UnaryOp.LOG10);
    }

    @Override
    default HeapArray sin() {
        return Computed.unary(self(), UnaryOp.SIN);
    }

    @Override
    default HeapArray cos() {
        return Computed.unary(self(), UnaryOp.COS);
    }

    @Override
    default HeapArray tan() {
        return Computed.unary(self(), UnaryOp.TAN);
    }

    @Override
    default HeapArray asin() {
        return Computed.unary(self(), UnaryOp.ASIN);
    }

    @Override
    default HeapArray acos() {
        return Computed.unary(self(), UnaryOp.ACOS);
    }

    @Override
    default HeapArray atan() {
        return Computed.unary(self(), UnaryOp.ATAN);
    }

    @Override
    default HeapArray sinh() {
        return Computed.unary(self(), UnaryOp.SINH);
    }

    @Override
    default HeapArray cosh() {
        return Computed.unary(self(), UnaryOp.COSH);
    }

    @Override
    default HeapArray tanh() {
        return Computed.unary(self(), UnaryOp.TANH);
    }

    @Override
    default HeapArray erf() {
        return Computed.unary(self(), UnaryOp.ERF);
    }

    @Override
    default HeapArray negi() {
        return Computed.unaryInto(self(), UnaryOp.NEG);
    }

    @Override
    default HeapArray signi() {
        return Computed.unaryInto(self(), UnaryOp.SIGN);
    }

    @Override
    default HeapArray clip(Number min, Number max) {
        Numbers.of(min); // of a class that DJL takes
        Numbers.of(max);
        return Computed.of(self(), a -> Clamp.of(self().recycler(), a, min, max, null));
    }
}
