package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.ArrayList;
import java.util.List;

/**
 * Which array may take the result of a contraction, in the words of each of libtorch 2.7.1's operators (LinearAlgebra.cpp, Linear.cpp);
 * the operands have passed their rule.
 */
final class ContractionOutputs {

    private ContractionOutputs() {}

    static Result check(Operation operation, Inputs inputs, Output output) {
        return switch (operation) {
            case MULTI_DOT, CHAIN_MATMUL -> chain(inputs.tensors(0), output);
            case CHAIN_MATMUL_OF_ONE -> output.check(inputs.tensor(0).sizes(), null);
            case TENSORDOT -> tensordot(inputs, output);
            case VECDOT -> vecdot(inputs, output);
            case KRON -> kron(inputs.tensor(0), inputs.tensor(1), output);
            case MATRIX_POWER -> power(inputs.tensor(0), inputs.integer(1), output);
            default -> null;
        };
    }

    private static Result chain(List<Facts> tensors, Output output) {
        Facts first = tensors.get(0);
        long[] last = tensors.get(tensors.size() - 1).sizes();
        if (isOther(first, output)) {
            throw runtimeError("multi_dot(): expected out tensor to have dtype " + first.dtype().cpp + " but got "
                    + output.dtype().cpp);
        }
        List<Long> sizes = new ArrayList<>();
        if (first.rank() == 2) {
            sizes.add(first.sizes()[0]);
        }
        if (last.length == 2) {
            sizes.add(last[1]);
        }
        return output.check(longs(sizes), null);
    }

    private static Result tensordot(Inputs inputs, Output output) {
        Facts a = inputs.tensor(0);
        if (isOther(a, output)) {
            throw runtimeError("tensordot: Expected the output tensor to have dtype " + a.dtype().scalarType
                    + ", but got an output tensor with dtype " + output.dtype().scalarType);
        }
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long[] operand = inputs.tensor(i).sizes();
            boolean[] contracted = TensorDot.contracted(inputs.integers(2 + i), operand.length);
            for (int d = 0; d < operand.length; d++) {
                if (!contracted[d]) {
                    sizes.add(operand[d]);
                }
            }
        }
        return output.check(longs(sizes), null);
    }

    private static Result vecdot(Inputs inputs, Output output) {
        Facts x = inputs.tensor(0);
        Facts y = inputs.tensor(1);
        if (isOther(x, output)) { // without a blank there too
            throw runtimeError("linalg.vecdot: Expected out of dtype" + x.dtype().scalarType + " but found "
                    + output.dtype().scalarType);
        }
        if (x.rank() == 1 && y.rank() == 1) {
            return output.check(new long[0], null);
        }
        long[] all = Sizes.broadcast(x.sizes(), y.sizes());
        int dim = ViewRules.dimension(inputs.integer(2), all.length);
        List<Long> sizes = new ArrayList<>();
        for (int d = 0; d < all.length; d++) {
            if (d != dim) {
                sizes.add(all[d]);
            }
        }
        return output.check(longs(sizes), null);
    }

    private static Result kron(Facts a, Facts b, Output output) {
        boolean isKnown = a.dtype() != null && b.dtype() != null;
        return output.checkCast(Kronecker.Spread.of(a, b).result(), isKnown ? ResultType.of(a, b) : null);
    }

    private static Result power(Facts input, long n, Output output) {
        Dtype dtype = input.dtype();
        if (isOther(input, output) && !ResultType.canCast(dtype, output.dtype())) {
            throw runtimeError("matrix_power: Expected result to be safely castable from " + dtype.scalarType
                    + " dtype, but got result with dtype " + output.dtype().scalarType);
        }
        return output.check(input.sizes(), n == 0 || n == 1 ? null : dtype);
    }

    private static boolean isOther(Facts operand, Output output) {
        return operand.dtype() != output.dtype() && operand.dtype() != null && output.dtype() != null;
    }

    private static long[] longs(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }
}
