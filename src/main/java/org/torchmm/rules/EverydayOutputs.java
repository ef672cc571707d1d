package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which array may take the result of an everyday word, in the words of each of libtorch 2.7.1's operators with {@code out}; the operands
 * have passed their rule. What hangs on dtypes that are not known is left to libtorch.
 *
 * <p>Source: {@code TensorIterator.cpp}, and the meta functions of {@code ReduceOps.cpp}, {@code TensorCompare.cpp} and {@code
 * TensorShape.cpp}.
 */
final class EverydayOutputs {

    private EverydayOutputs() {}

    static Result check(Operation operation, Inputs inputs, Output output) {
        return switch (operation) {
            case ADD, SUB, MUL, DIV, POW, MAXIMUM, MINIMUM, MAX_OTHER, MIN_OTHER -> {
                Facts a = inputs.tensor(0);
                Facts b = inputs.tensor(1);
                Dtype dtype = BroadcastRules.isFirst(operation, inputs, a, b) ? ResultType.orNull(a, b) : null;
                yield output.checkCast(broadcast(a, b), operation == Operation.DIV ? quotient(inputs, dtype) : dtype);
            }
            case ADD_NUMBER, SUB_NUMBER, MUL_NUMBER, DIV_NUMBER, POW_NUMBER -> {
                Dtype dtype = withNumber(operation, inputs.tensor(0), inputs.number(1));
                yield output.checkCast(
                        inputs.tensor(0).sizes(), operation == Operation.DIV_NUMBER ? quotient(inputs, dtype) : dtype);
            }
            case POW_OF_NUMBER -> {
                boolean isOne = inputs.number(0).doubleValue() == 1; // which fills any array with ones
                yield output.checkCast(
                        inputs.tensor(1).sizes(),
                        isOne ? null : withNumber(operation, inputs.tensor(1), inputs.number(0)));
            }
            case EXP, LOG, SQRT, TANH, SIGMOID -> {
                Dtype own = known(inputs.tensor(0));
                yield output.checkCast(inputs.tensor(0).sizes(), own == null ? null : ResultType.floating(own));
            }
            case ABS -> {
                Dtype own = known(inputs.tensor(0));
                yield own == Dtype.COMPLEX64
                        ? output.checkCast(inputs.tensor(0).sizes(), Dtype.FLOAT32)
                        : output.checkFound(inputs.tensor(0).sizes(), own);
            }
            case NEG -> {
                Dtype own = known(inputs.tensor(0));
                yield output.checkFound(inputs.tensor(0).sizes(), own == Dtype.BOOL ? null : own);
            }
            case GELU -> output.checkFound(inputs.tensor(0).sizes(), known(inputs.tensor(0)));
            case CLAMP -> output.checkFound(inputs.tensor(0).sizes(), clamped(inputs));
            case CLAMP_ARRAYS -> clamp(inputs, output);
            case EQ, NE, LT, LE, GT, GE -> output.check(broadcast(inputs.tensor(0), inputs.tensor(1)), null);
            case EQ_NUMBER, NE_NUMBER, LT_NUMBER, LE_NUMBER, GT_NUMBER, GE_NUMBER ->
                output.check(inputs.tensor(0).sizes(), null);
            case WHERE -> where(inputs, output);
            case TRIL, TRIU -> output.check(inputs.tensor(0).sizes(), known(inputs.tensor(0)));
            case CAT, STACK -> joined(operation, inputs, output);
            default -> ReducedOutputs.check(operation, inputs, output);
        };
    }

    /** Whether each element is read before it is written, so that an operand may be what is written. */
    static boolean isElementwise(Operation operation) {
        return switch (operation) {
            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    POW,
                    MAXIMUM,
                    MINIMUM,
                    MAX_OTHER,
                    MIN_OTHER,
                    ADD_NUMBER,
                    SUB_NUMBER,
                    MUL_NUMBER,
                    DIV_NUMBER,
                    POW_NUMBER,
                    POW_OF_NUMBER,
                    EXP,
                    LOG,
                    SQRT,
                    TANH,
                    SIGMOID,
                    ABS,
                    NEG,
                    GELU,
                    CLAMP,
                    CLAMP_ARRAYS,
                    EQ,
                    NE,
                    LT,
                    LE,
                    GT,
                    GE,
                    EQ_NUMBER,
                    NE_NUMBER,
                    LT_NUMBER,
                    LE_NUMBER,
                    GT_NUMBER,
                    GE_NUMBER -> true;
            default -> false;
        };
    }

    /** Null where it is not known, or a GPU's build judges. */
    static Dtype known(Facts array) {
        return array.build().isCuda() ? null : array.dtype();
    }

    /** Null where these do not broadcast, which something else is said about first. */
    private static long[] broadcast(Facts... arrays) {
        long[] sizes = arrays[0].sizes();
        for (int i = 1; i < arrays.length; i++) {
            if (BroadcastRules.mismatch(sizes, arrays[i].sizes()) >= 0) {
                return null;
            }
            sizes = Sizes.broadcast(sizes, arrays[i].sizes());
        }
        return sizes;
    }

    private static Dtype quotient(Inputs inputs, Dtype dtype) {
        boolean isRounded = !inputs.isNone(2);
        return dtype == null || isRounded ? dtype : ResultType.floating(dtype);
    }

    private static Dtype withNumber(Operation operation, Facts array, Number number) {
        Dtype own = known(array);
        return own == null || operation == Operation.SUB_NUMBER && own == Dtype.BOOL
                ? null
                : ResultType.orNull(array, number);
    }

    private static Dtype clamped(Inputs inputs) {
        Facts array = inputs.tensor(0);
        Dtype own = known(array);
        if (own == null || own == Dtype.COMPLEX64) {
            return null;
        }
        ResultType type = new ResultType().with(array);
        for (int i = 1; i <= 2; i++) {
            if (!inputs.isNone(i)) {
                type.with(inputs.number(i));
            }
        }
        return type.dtype();
    }

    private static Result clamp(Inputs inputs, Output output) {
        Facts[] arrays = Stream.of(inputs.tensor(0), inputs.tensor(1), inputs.tensor(2))
                .filter(Objects::nonNull)
                .toArray(Facts[]::new);
        boolean isJudged =
                BroadcastRules.isFirst(Operation.CLAMP_ARRAYS, inputs, arrays) && !BroadcastRules.hasComplex(arrays);
        ResultType type = new ResultType();
        for (int i = 0; isJudged && i < arrays.length; i++) {
            type.with(arrays[i]);
        }
        return output.checkCast(broadcast(arrays), isJudged ? type.dtype() : null);
    }

    private static Result where(Inputs inputs, Output output) {
        Facts condition = inputs.tensor(0);
        Facts a = inputs.tensor(1);
        Facts b = inputs.tensor(2);
        Dtype dtype = BroadcastRules.isFirst(Operation.WHERE, inputs, condition, a, b) ? ResultType.orNull(a, b) : null;
        if (dtype != null && output.dtype() != null && output.dtype() != dtype) {
            throw runtimeError("Expected out type to be " + dtype.scalarType + " but got " + output.dtype().scalarType);
        }
        return output.check(broadcast(condition, a, b), null);
    }

    private static Result joined(Operation operation, Inputs inputs, Output output) {
        List<Facts> tensors = inputs.tensors(0);
        Dtype dtype = tensors.isEmpty() ? null : known(tensors.get(0));
        for (int i = 1; i < tensors.size() && dtype != null; i++) {
            Dtype own = known(tensors.get(i));
            dtype = own == null ? null : ResultType.promote(dtype, own);
        }
        if (dtype != null && output.dtype() != null && !ResultType.canCast(dtype, output.dtype())) {
            throw runtimeError(
                    "torch.cat(): input types can't be cast to the desired output type " + output.dtype().scalarType);
        }
        return output.check(
                operation == Operation.CAT
                        ? JoiningRules.joined(tensors, inputs.integer(1))
                        : JoiningRules.stacked(tensors, inputs.integer(1)),
                null);
    }
}
