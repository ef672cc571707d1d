package org.torchmm.rules;

import java.util.List;

/** What stands before an operation. Switches, as a method reference a row would be a class to load a row, before the first product. */
final class OperationRules {

    private OperationRules() {}

    static Result check(Operation operation, Inputs inputs, Output output) {
        return switch (operation) {
            case VDOT -> VectorRules.vdot(inputs.tensor(0), inputs.tensor(1), output);
            case INNER -> VectorRules.inner(inputs.tensor(0), inputs.tensor(1), output);
            case OUTER -> VectorRules.outer(inputs.tensor(0), inputs.tensor(1), output);
            case LINEAR -> LinearRules.linear(inputs, output);
            case BADDBMM, BADDBMM_ -> AddRules.baddbmm(inputs, output);
            case ADDBMM, ADDBMM_ -> AddRules.addbmm(inputs, output);
            case ADDMM, ADDMM_ -> AddRules.addmm(inputs, output);
            case ADDMV, ADDMV_ -> AddRules.addmv(inputs, output);
            case ADDR, ADDR_ -> AddRules.addr(inputs, output);
            default -> {
                check(operation, inputs, output.isNew());
                if (!output.isNew()) {
                    yield checkOutput(operation, inputs, output);
                }
                DtypeRules.checkLast(operation, inputs);
                yield null;
            }
        };
    }

    private static Result checkOutput(Operation operation, Inputs inputs, Output output) {
        return switch (operation) {
            case TENSORDOT, MULTI_DOT, CHAIN_MATMUL, CHAIN_MATMUL_OF_ONE, VECDOT, KRON, MATRIX_POWER ->
                ContractionOutputs.check(operation, inputs, output);
            default -> EverydayOutputs.check(operation, inputs, output);
        };
    }

    private static void check(Operation operation, Inputs inputs, boolean isNew) {
        switch (operation) {
            case EINSUM -> Einsum.check(inputs);
            case TENSORDOT -> TensorDot.check(inputs);
            case MULTI_DOT -> ChainOrder.checkMultiDot(inputs.tensors(0));
            case CHAIN_MATMUL -> ChainOrder.checkChainMatmul(inputs.tensors(0));
            case CHAIN_MATMUL_OF_ONE -> ChainOrder.checkChainMatmul(List.of(inputs.tensor(0)));
            case VECDOT -> LinalgRules.vecdot(inputs);
            case KRON -> Kronecker.check(inputs);
            case MATRIX_POWER -> LinalgRules.matrixPower(inputs);
            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    POW,
                    MAXIMUM,
                    MINIMUM,
                    MAX_OTHER,
                    MIN_OTHER,
                    EQ,
                    NE,
                    LT,
                    LE,
                    GT,
                    GE,
                    CLAMP_ARRAYS,
                    WHERE,
                    WHERE_NUMBER_ARRAY,
                    WHERE_ARRAY_NUMBER,
                    MASKED_FILL,
                    MASKED_FILL_ARRAY -> {
                DtypeRules.checkFirst(operation, inputs);
                BroadcastRules.check(operation, inputs);
            }
            case NEG, RELU, SUB_NUMBER, DIV_NUMBER, CLAMP, POW_NUMBER, TRIL, TRIU ->
                DtypeRules.checkFirst(operation, inputs);
            case SUM -> ReductionRules.sum(inputs.tensor(0), inputs.integers(1));
            case MEAN -> ReductionRules.mean(inputs.tensor(0), inputs.integers(1), inputs.dtype(3));
            case PROD_DIM -> ReductionRules.along(inputs.tensor(0), inputs.integer(1));
            case MAX, MIN -> ReductionRules.greatest(operation.toString(), inputs.tensor(0));
            case MAX_DIM, MIN_DIM -> ReductionRules.greatest(operation.toString(), inputs.tensor(0), inputs.integer(1));
            case AMAX, AMIN -> ReductionRules.greatest(operation.toString(), inputs.tensor(0), inputs.integers(1));
            case ARGMAX, ARGMIN ->
                ReductionRules.place(operation.toString(), inputs.tensor(0), inputs.integerOrNone(1));
            case NORM -> NormRules.vector(inputs.tensor(0), inputs.number(1), inputs.integers(2), inputs.dtype(4));
            case NORM_OF_MATRIX ->
                NormRules.matrix(inputs.tensor(0), inputs.text(1), inputs.integers(2), inputs.dtype(4));
            case VAR, STD -> ReductionRules.variance(inputs.tensor(0), inputs.integers(1));
            case ALL, ANY -> ReductionRules.truths(inputs.tensor(0), inputs.integers(1));
            case SOFTMAX, LOG_SOFTMAX ->
                ReductionRules.softmax(
                        inputs.tensor(0), inputs.integer(1), inputs.dtype(2), operation == Operation.LOG_SOFTMAX);
            case CUMSUM ->
                ReductionRules.running(operation.toString(), inputs.tensor(0), inputs.integer(1), inputs.dtype(2));
            case CAT -> JoiningRules.cat(inputs.tensors(0), inputs.integer(1));
            case STACK -> JoiningRules.stack(inputs.tensors(0), inputs.integer(1));
            case SPLIT -> JoiningRules.split(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
            case SPLIT_SIZES -> JoiningRules.split(inputs.tensor(0), inputs.integers(1), inputs.integer(2));
            case CHUNK -> JoiningRules.chunk(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
            case TOPK -> {
                OrderingRules.selected(inputs.tensor(0), inputs.integer(1), inputs.integer(2));
                if (isNew) {
                    OrderingRules.checkCompared(inputs.tensor(0));
                }
            }
            case SORT, ARGSORT -> OrderingRules.sort(inputs.tensor(0), inputs.integer(2));
            default -> {}
        }
    }
}
