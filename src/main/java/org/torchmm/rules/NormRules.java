package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What libtorch 2.7.1 refuses of norms, in its order and in its words. Behind Python's {@code torch.norm} are those of {@code
 * torch.linalg}.
 *
 * <p>Source: {@code aten/src/ATen/native/LinearAlgebra.cpp}.
 */
final class NormRules {

    private static final String VECTOR = "linalg.vector_norm";
    private static final String MATRIX = "linalg.matrix_norm";

    private NormRules() {}

    static void vector(Facts input, Number p, long[] dims, Dtype dtype) {
        if (input.dtype() == null) {
            return;
        }
        checkInput(VECTOR, input.dtype());
        checkIdentity(input, p.doubleValue(), dims);
        checkDtype(VECTOR, input.dtype(), dtype);
        ReductionRules.reduced(dims, input.rank());
    }

    static void matrix(Facts input, String order, long[] dims, Dtype dtype) {
        boolean isNuclear = order.equals("nuc");
        if (!isNuclear && !order.equals("fro")) {
            throw runtimeError(MATRIX + ": Order " + order + " not supported.");
        }
        if (input.rank() < 2) {
            throw runtimeError(MATRIX + ": The input tensor A must have at least 2 dimensions.");
        }
        Dtype own = input.dtype();
        if (own == null) {
            return;
        }
        checkInput(MATRIX, own);
        if (isNuclear && own.bytes == 2) {
            throw runtimeError(MATRIX + ": Low precision dtypes not supported. Got " + own.scalarType);
        }
        if (dims.length != 2) {
            throw runtimeError(MATRIX + ": dim must be a 2-tuple. Got"
                    + Arrays.stream(dims).mapToObj(dim -> " " + dim).collect(Collectors.joining()));
        }
        int first = ViewRules.dimension(dims[0], input.rank());
        int second = ViewRules.dimension(dims[1], input.rank());
        if (first == second) {
            throw runtimeError(MATRIX + ": dims must be different. Got (" + first + ", " + second + ")");
        }
        checkDtype(MATRIX, own, dtype);
    }

    private static void checkInput(String name, Dtype own) {
        if (own.isWhole()) {
            throw runtimeError(name + ": Expected a floating point or complex tensor as input. Got " + own.scalarType);
        }
    }

    private static void checkIdentity(Facts input, double p, long[] dims) {
        if (!(p < 0 || p == Double.POSITIVE_INFINITY) || Sizes.elements(input.sizes()) > 0) {
            return;
        }
        String cannot = VECTOR + " cannot compute the " + Sentences.number(p) + " norm on ";
        if (dims == null || dims.length == 0) {
            throw runtimeError(cannot + "an empty tensor because the operation does not have an identity");
        }
        for (long dim : dims) {
            if (input.sizes()[ViewRules.dimension(dim, input.rank())] == 0) {
                throw runtimeError(cannot + "the dimension " + dim
                        + "because this dimension is empty and the operation does not have an identity");
            }
        }
    }

    private static void checkDtype(String name, Dtype own, Dtype dtype) {
        if (dtype == null) {
            return;
        }
        if (dtype.isWhole()) {
            throw runtimeError(name + ": dtype should be floating point or complex, but got " + dtype.scalarType);
        }
        boolean isComplex = own == Dtype.COMPLEX64;
        if (isComplex != (dtype == Dtype.COMPLEX64)) {
            throw runtimeError(name + ": dtype should be " + (isComplex ? "complex for complex" : "real for real")
                    + " inputs, but got " + dtype.scalarType);
        }
        if (own.bytes > dtype.bytes || own.bytes == dtype.bytes && own != dtype) {
            throw runtimeError(name + ": the dtype of the input (" + own.scalarType
                    + ") should be convertible without narrowing to the specified dtype (" + dtype.scalarType + ")");
        }
    }
}
