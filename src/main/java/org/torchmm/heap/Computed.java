package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Operations on arrays that nobody can close meanwhile; each result belongs to the manager of the first. */
final class Computed {

    private Computed() {}

    /** The array itself if it is in Java's memory, else a copy that nobody owns. */
    static HeapArray own(NDArray array) {
        return array instanceof HeapArray own
                ? own
                : HeapArray.of(HeapManager.system().from(array));
    }

    static HeapArray of(HeapArray array, Function<Operand, Operand> operation) {
        return array.whileHeld(held -> wrapped(held, operation.apply(Operand.of(held))));
    }

    static HeapArray of(HeapArray array, NDArray other, BiFunction<Operand, Operand, Operand> operation) {
        return held(array, own(other), (a, b) -> wrapped(array, operation.apply(a, b)));
    }

    static <T> T held(HeapArray array, HeapArray other, BiFunction<Operand, Operand, T> reader) {
        array.hold();
        try {
            other.hold();
            try {
                return reader.apply(Operand.of(array), Operand.of(other));
            } finally {
                other.release();
            }
        } finally {
            array.release();
        }
    }

    static HeapArray wrapped(HeapArray array, Operand result) {
        return new HeapArray(array.getManager(), result.storage(), result.layout());
    }

    static HeapArray unary(HeapArray array, UnaryOp op) {
        return unary(array, op, 0);
    }

    static HeapArray unary(HeapArray array, UnaryOp op, double parameter) {
        return of(array, a -> Each.of(array.recycler(), op, parameter, a));
    }

    static HeapArray unaryInto(HeapArray array, UnaryOp op) {
        return array.whileHeld(held -> {
            Each.into(op, Operand.of(held));
            return held;
        });
    }

    static HeapArray test(HeapArray array, Each.Test test) {
        return of(array, a -> Each.test(array.recycler(), test, a));
    }

    static HeapArray binary(HeapArray array, BinaryOp op, NDArray other) {
        return of(array, other, (a, b) -> Pairs.of(array.recycler(), op, a, b));
    }

    static HeapArray binary(HeapArray array, BinaryOp op, Number number) {
        Operand b = Numbers.of(number);
        return of(array, a -> Pairs.of(array.recycler(), op, a, b));
    }

    static HeapArray binaryInto(HeapArray array, BinaryOp op, NDArray other) {
        return held(array, own(other), (a, b) -> {
            Pairs.into(op, a, b);
            return array;
        });
    }

    static HeapArray binaryInto(HeapArray array, BinaryOp op, Number number) {
        Operand b = Numbers.of(number);
        return array.whileHeld(held -> {
            Pairs.into(op, Operand.of(held), b);
            return held;
        });
    }
}
