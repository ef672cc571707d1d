package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.Scalars;
import org.torchmm.rules.Schema;

/**
 * Sums, products and quotients of an array and a number into an array that is given. Python's words ask the operator of two arrays, with the
 * number as one of none dimensions that counts for its kind alone; TorchScript's overloads of numbers compute a new array and copy it. Here
 * it is an array of the dtype that comes to the same dtype and bits.
 */
final class NumbersInto {

    private static final Schema NUMBER = Schema.parse("scalar_tensor(Scalar s, *, ScalarType? dtype) -> Tensor");

    private NumbersInto() {}

    /** Whether the number is such an array's, and nothing is refused halfway. */
    static boolean isDirect(Operation operation, Object... arguments) {
        NDArray input = (NDArray) arguments[0];
        Number number = (Number) arguments[1];
        Dtype own = TensorFacts.dtype((PtNDArray) input);
        if (own == null || input.getShape().dimension() == 0) {
            return false;
        }
        if (!Scalars.isFloat(number)) {
            boolean mayFail = operation == Operation.DIV_NUMBER && arguments[2] != null;
            return !mayFail || !own.isWhole();
        }
        return !own.isWhole() || !(Math.abs(number.doubleValue()) > Float.MAX_VALUE);
    }

    /** Writes the result; false, and nothing written, of what is no operation with a number. */
    static boolean run(Operation operation, Object[] arguments, NDArray out) {
        Operation ofArrays = ofArrays(operation);
        if (ofArrays == null) {
            return false;
        }
        Number number = (Number) arguments[1];
        Dtype own = TensorFacts.dtype((PtNDArray) arguments[0]);
        Dtype dtype = !Scalars.isFloat(number) ? Dtype.INT64 : own.isWhole() ? Dtype.FLOAT32 : Dtype.FLOAT64;
        try (NDArray other = Tensor.of(out.getManager(), Operators.tensor(NUMBER, number, dtype))) {
            Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[1] = other;
            all[arguments.length] = out;
            Operators.write(ofArrays.schemaInto(), all);
            return true;
        }
    }

    /** Null for what has no number. */
    private static Operation ofArrays(Operation operation) {
        return switch (operation) {
            case ADD_NUMBER -> Operation.ADD;
            case SUB_NUMBER -> Operation.SUB;
            case MUL_NUMBER -> Operation.MUL;
            case DIV_NUMBER -> Operation.DIV;
            default -> null;
        };
    }
}
