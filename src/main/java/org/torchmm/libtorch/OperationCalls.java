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
        boolean isCast = operation != Operation.ZEROS_LIKE
                && operation != Operation.ONES_LIKE
                && operation != Operation.FULL_LIKE; // which have the dtype alone
        for (Object argument : arguments) {
            if (isCast
                    && argument instanceof Dtype dtype
                    && AtenCalls.dropsImaginaryParts((NDArray) arguments[0], dtype)) {
                return dropping(operation, arguments, dtype, manager);
            }
        }
        return answer(operation, arguments, manager);
    }

    /** Imaginary parts, of which libtorch would say on stderr that they are dropped. */
    private static NDList dropping(Operation operation, Object[] arguments, Dtype dtype, NDManager manager) {
        NDArray input = (NDArray) arguments[0];
        if (operation == Operation.TO) {
            return new NDList(Tensor.adopt((PtNDArray) AtenCalls.to(input, dtype), manager));
        }
        try (NDArray real = part("real", input, manager)) {
            return answer(operation, with(real, arguments), manager);
        }
    }

    private static NDArray part(String part, NDArray input, NDManager manager) {
        return (NDArray) OperatorCalls.call(part, List.of(input), List.of(), each -> false, manager);
    }

    private static Object[] with(Object first, Object... arguments) {
        Object[] others = arguments.clone();
        others[0] = first;
        return others;
    }

    private static NDList answer(Operation operation, Object[] arguments, NDManager manager) {
        return switch (operation) {
            case EINSUM -> einsum(arguments, manager);
            case VAR, STD -> variance(operation, arguments, manager);
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
        // a GPU refuses what has passed no rule here in the operator's own words
        boolean isOperators =
                GradFlag.isRecording() || ((NDArray) arguments[0]).getDevice().isGpu();
        long handle = isOperators ? DirectCalls.NONE : DirectCalls.run(operation, arguments);
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

    /** A condition of uint8 as one of bool: libtorch would print a warning. */
    private static NDList where(Operation operation, Object[] arguments, NDManager manager) {
        NDArray condition = (NDArray) arguments[0];
        if (condition.getDataType() != DataType.UINT8) {
            return call(operation, arguments, manager);
        }
        try (NDArray truths = AtenCalls.to(condition, Dtype.BOOL)) {
            return call(operation, with(truths, arguments), manager);
        }
    }

    private static NDList variance(Operation operation, Object[] arguments, NDManager manager) {
        Facts facts = new TensorFacts((PtNDArray) arguments[0]);
        double correction = ((Number) arguments[2]).doubleValue();
        if (!ReductionRules.isDividedByNothing(facts, (long[]) arguments[1], correction)) {
            return call(operation, arguments, manager);
        }
        return facts.dtype() == Dtype.COMPLEX64
                ? varianceOfParts(operation, arguments, manager)
                : dividedByNothing(operation, arguments, manager);
    }

    /** As libtorch counts that of complex numbers: the variances of both parts, each divided by nothing, and their sum. */
    private static NDList varianceOfParts(Operation operation, Object[] arguments, NDManager manager) {
        NDArray input = (NDArray) arguments[0];
        try (NDArray real = part("real", input, manager);
                NDArray imaginary = part("imag", input, manager);
                NDList first = dividedByNothing(Operation.VAR, with(real, arguments), manager);
                NDList second = dividedByNothing(Operation.VAR, with(imaginary, arguments), manager);
                NDArray sum = first.get(0).add(second.get(0))) {
            return new NDList(
                    Tensor.adopt((PtNDArray) (operation == Operation.STD ? sum.sqrt() : sum.duplicate()), manager));
        }
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
