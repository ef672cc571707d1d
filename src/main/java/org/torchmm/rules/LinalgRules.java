package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/** What libtorch 2.7.1 refuses in linalg.matrix_power and linalg.vecdot (LinearAlgebra.cpp). */
final class LinalgRules {

    private LinalgRules() {}

    static void matrixPower(Inputs inputs) {
        Facts input = inputs.tensor(0);
        long n = inputs.integer(1);
        long[] sizes = input.sizes();
        int rank = sizes.length;
        if (rank < 2) {
            throw runtimeError("linalg.matrix_power: The input tensor A must have at least 2 dimensions.");
        }
        if (sizes[rank - 1] != sizes[rank - 2]) {
            throw runtimeError("linalg.matrix_power: A must be batches of square matrices, but they are "
                    + sizes[rank - 2] + " by " + sizes[rank - 1] + " matrices");
        }
        if (n < 0) {
            checkInverse(input.dtype());
        } else if (n > 1) {
            MatmulRules.matmul(input, input);
        }
    }

    private static void checkInverse(Dtype dtype) {
        if (dtype == null) {
            return;
        }
        checkFloating("linalg.inv", dtype);
        if (dtype.isHalf()) {
            throw runtimeError("linalg.inv: Low precision dtypes not supported. Got " + dtype.scalarType);
        }
    }

    static void vecdot(Inputs inputs) {
        Facts x = inputs.tensor(0);
        Facts y = inputs.tensor(1);
        if (x.dtype() != null) {
            checkFloating("linalg.vecdot", x.dtype());
        }
        if (x.dtype() != y.dtype() && x.dtype() != null && y.dtype() != null) {
            throw runtimeError("linalg.vecdot: Expected x and y to have the same dtype, but found x of type "
                    + x.dtype().scalarType + " and y of type " + y.dtype().scalarType + " instead");
        }
        if (x.rank() == 1 && y.rank() == 1) {
            ProductRules.dot(x, y); // whatever the dimension
        } else {
            ViewRules.dimension(inputs.integer(2), Sizes.broadcast(x.sizes(), y.sizes()).length);
        }
    }

    private static void checkFloating(String function, Dtype dtype) {
        if (dtype.isWhole()) {
            throw runtimeError(
                    function + ": Expected a floating point or complex tensor as input. Got " + dtype.scalarType);
        }
    }
}
