package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Facts;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ReductionRules;

/** Operations by the operator of their schema, but where another way there is faster, or libtorch would write a warning to stderr. */
final class OperationCalls {

    private OperationCalls() {}

    static NDList run(Operation operation, Object[] arguments, NDManager manager) {
        if (operation == Operation.EINSUM) {
            long handle = EinsumOfTwo.product((String) arguments[0], (List<?>) arguments[1]);
            if (handle != EinsumOfTwo.NONE) {
                return new NDList(Tensor.of(manager, handle));
            }
        }
        boolean isVariance = operation == Operation.VAR || operation == Operation.STD;
        boolean isCorrected = isVariance && !arguments[2].equals(-1L);
        if (isCorrected && isDividedByNothing(arguments)) {
            return dividedByNothing(operation, arguments, manager);
        }
        if (operation == Operation.TO && dropsImaginaryParts((PtNDArray) arguments[0], (Dtype) arguments[1])) {
            try (NDArray real =
                    (NDArray) OperatorCalls.call("real", List.of(arguments[0]), List.of(), each -> false, manager)) {
                return run(operation, new Object[] {real, arguments[1]}, manager);
            }
        }
        if (isPlain(operation) && operation.schema().isOfOneTensor()) {
            return new NDList(Tensor.of(manager, Operators.tensor(operation.schema(), arguments)));
        }
        try (IValue result = call(operation, arguments)) {
            return Values.toArrays(result, manager);
        }
    }

    private static boolean isPlain(Operation operation) {
        return switch (operation) {
            case DIV, DIV_NUMBER, WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> false;
            default -> true;
        };
    }

    private static IValue call(Operation operation, Object... arguments) {
        return switch (operation) {
            case DIV, DIV_NUMBER -> RoundedQuotients.call(operation, arguments);
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> where(operation, arguments);
            default -> Operators.call(operation.schema(), arguments);
        };
    }

    /** A condition of uint8 as one of bool: libtorch would print a warning. */
    private static IValue where(Operation operation, Object... arguments) {
        NDArray condition = (NDArray) arguments[0];
        if (condition.getDataType() != DataType.UINT8) {
            return Operators.call(operation.schema(), arguments);
        }
        try (NDArray truths = AtenCalls.to(condition, Dtype.BOOL)) {
            Object[] others = arguments.clone();
            others[0] = truths;
            return Operators.call(operation.schema(), others);
        }
    }

    /** libtorch would say so on stderr. */
    private static boolean dropsImaginaryParts(PtNDArray array, Dtype dtype) {
        return array.getDataType() == DataType.COMPLEX64 && dtype != Dtype.COMPLEX64 && dtype != Dtype.BOOL;
    }

    /** Of complex numbers it is libtorch's to say so: their parts are divided each. */
    private static boolean isDividedByNothing(Object... arguments) {
        Facts facts = new TensorFacts((PtNDArray) arguments[0]);
        double correction = ((Number) arguments[2]).doubleValue();
        return facts.dtype() != Dtype.COMPLEX64
                && ReductionRules.isDividedByNothing(facts, (long[]) arguments[1], correction);
    }

    /** With a correction that leaves something to divide by, as libtorch prints a warning otherwise, and then by 0. */
    private static NDList dividedByNothing(Operation operation, Object[] arguments, NDManager manager) {
        Object[] corrected = arguments.clone();
        corrected[2] = -1L;
        NDList divided = run(operation, corrected, manager);
        if (divided.get(0).isEmpty()) {
            return divided;
        }
        try (divided) {
            return new NDList(Tensor.adopt((PtNDArray) divided.get(0).div(0), manager));
        }
    }
}
