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
        return switch (operation) {
            case EINSUM -> einsum(arguments, manager);
            case VAR, STD -> variance(operation, arguments, manager);
            case TO -> to(arguments, manager);
            case WHERE, WHERE_NUMBER_ARRAY, WHERE_ARRAY_NUMBER, WHERE_NUMBERS -> where(operation, arguments, manager);
            case DIV, DIV_NUMBER -> {
                try (IValue result = RoundedQuotients.call(operation, arguments)) {
                    yield Values.toArrays(result, manager);
                }
            }
            case ADDMM, LINEAR, OUTER, INNER, VDOT, VECDOT, TENSORDOT, KRON -> direct(operation, arguments, manager);
            default -> call(operation, arguments, manager);
        };
    }

    private static NDList direct(Operation operation, Object[] arguments, NDManager manager) {
        long handle = GradFlag.isRecording() ? DirectCalls.NONE : DirectCalls.run(operation, arguments);
        return handle == DirectCalls.NONE
                ? call(operation, arguments, manager)
                : new NDList(Tensor.of(manager, handle));
    }

    private static NDList call(Operation operation, Object[] arguments, NDManager manager) {
        if (operation.schema().isOfOneTensor()) {
            return new NDList(Tensor.of(manager, Operators.tensor(operation.schema(), arguments)));
        }
        try (IValue result = Operators.call(operation.schema(), arguments)) {
            return Values.toArrays(result, manager);
        }
    }

    private static NDList einsum(Object[] arguments, NDManager manager) {
        long handle = EinsumSteps.product((String) arguments[0], (List<?>) arguments[1]);
        return handle == EinsumSteps.NONE
                ? call(Operation.EINSUM, arguments, manager)
                : new NDList(Tensor.of(manager, handle));
    }

    /** libtorch would say on stderr that imaginary parts are dropped. */
    private static NDList to(Object[] arguments, NDManager manager) {
        NDArray input = (NDArray) arguments[0];
        Dtype dtype = (Dtype) arguments[1];
        if (input.getDataType() != DataType.COMPLEX64 || dtype == Dtype.COMPLEX64 || dtype == Dtype.BOOL) {
            return call(Operation.TO, arguments, manager);
        }
        NDList result = call(Operation.ZEROS_LIKE, new Object[] {input, dtype}, manager);
        try (NDArray real = (NDArray) OperatorCalls.call("real", List.of(input), List.of(), each -> false, manager)) {
            IntoCalls.copy(real, result.get(0));
            return result;
        }
    }

    /** A condition of uint8 as one of bool: libtorch would print a warning. */
    private static NDList where(Operation operation, Object[] arguments, NDManager manager) {
        NDArray condition = (NDArray) arguments[0];
        if (condition.getDataType() != DataType.UINT8) {
            return call(operation, arguments, manager);
        }
        try (NDArray truths = AtenCalls.to(condition, Dtype.BOOL)) {
            Object[] others = arguments.clone();
            others[0] = truths;
            return call(operation, others, manager);
        }
    }

    private static NDList variance(Operation operation, Object[] arguments, NDManager manager) {
        return isDividedByNothing(arguments)
                ? dividedByNothing(operation, arguments, manager)
                : call(operation, arguments, manager);
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
        NDList divided = call(operation, corrected, manager);
        if (divided.get(0).isEmpty()) {
            return divided;
        }
        try (divided) {
            return new NDList(Tensor.adopt((PtNDArray) divided.get(0).div(0), manager));
        }
    }
}
