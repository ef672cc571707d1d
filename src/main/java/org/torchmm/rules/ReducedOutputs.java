package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** Which array may take what an array comes to along dimensions; {@link EverydayOutputs} has the others. */
final class ReducedOutputs {

    /** Of {@code max.unary_out} and {@code min.unary_out}, which TorchScript does not offer: in the words of their source. */
    private static final String CAN_CAST =
            "Expected canCast( typeMetaToScalarType(self.dtype()), typeMetaToScalarType(out.dtype())) to be true, but"
                    + " got false.  (Could this error message be improved?  If so, please report an enhancement request"
                    + " to PyTorch.)";

    private ReducedOutputs() {}

    static Result check(Operation operation, Inputs inputs, Output output) {
        Facts input = inputs.values().length > 0 && inputs.values()[0] instanceof Facts array ? array : null;
        Dtype own = input == null ? null : EverydayOutputs.known(input);
        return switch (operation) {
            case SUM -> converted(output, inputs.dtype(3), sizes(input, inputs.integers(1), inputs.flag(2)));
            case MEAN -> mean(own, output, inputs.dtype(3), sizes(input, inputs.integers(1), inputs.flag(2)));
            case PROD_DIM ->
                converted(output, inputs.dtype(3), sizes(input, new long[] {inputs.integer(1)}, inputs.flag(2)));
            case CUMSUM -> {
                if (inputs.isNone(2)) {
                    ReductionRules.running(operation.toString(), input, inputs.integer(1), output.dtype());
                }
                yield converted(output, inputs.dtype(2), input.sizes());
            }
            case AMAX, AMIN -> {
                Dtype out = output.dtype();
                if (own != null && out != null && own != out) {
                    throw runtimeError("Expected the dtype for input and out to match, but got " + own.scalarType
                            + " for input's dtype and " + out.scalarType + " for out's dtype.");
                }
                yield output.check(sizes(input, inputs.integers(1), inputs.flag(2)), null);
            }
            case ARGMAX, ARGMIN -> {
                long[] dims = inputs.isNone(1) ? null : new long[] {inputs.integer(1)};
                yield output.check(sizes(input, dims, inputs.flag(2)), own == null ? null : Dtype.INT64);
            }
            case ALL, ANY -> {
                Dtype out = output.dtype();
                if (own != null && out != null && out != Dtype.BOOL && out != Dtype.UINT8) {
                    throw runtimeError(operation + " only supports bool tensor for result, got: " + out.scalarType);
                }
                long[] dims = inputs.integers(1);
                boolean isNone = dims != null && dims.length == 0;
                yield output.check(isNone ? input.sizes() : sizes(input, dims, inputs.flag(2)), null);
            }
            case SOFTMAX, LOG_SOFTMAX ->
                output.check(input.sizes(), inputs.isNone(2) ? own : own == null ? null : inputs.dtype(2));
            case MAX, MIN -> {
                Dtype out = output.dtype();
                if (own != null && out != null && !ResultType.canCast(own, out)) {
                    throw runtimeError(CAN_CAST);
                }
                yield output.check(new long[0], null);
            }
            case NORM ->
                output.check(
                        sizes(input, inputs.integers(2), inputs.flag(3)),
                        own == null ? null : real(inputs.isNone(4) ? own : inputs.dtype(4)));
            case NORM_OF_MATRIX -> normOfMatrix(own, output, inputs);
            case VAR, STD -> variance(own, output, sizes(input, inputs.integers(1), inputs.flag(3)), input);
            case MAX_DIM, MIN_DIM ->
                output.checkBoth(sizes(input, new long[] {inputs.integer(1)}, inputs.flag(2)), own);
            case SORT -> output.checkBoth(input.sizes(), own);
            case TOPK -> {
                long[] sizes = input.sizes().clone();
                if (sizes.length > 0) {
                    sizes[ViewRules.dimension(inputs.integer(2), sizes.length)] = inputs.integer(1);
                }
                output.checkBoth(sizes, own);
                OrderingRules.checkCompared(input);
                yield null;
            }
            default -> throw runtimeError(operation + "() has no out");
        };
    }

    /** Computed in the dtype of the array that is given, unless another is asked for. */
    private static Result converted(Output output, Dtype dtype, long[] sizes) {
        return output.check(sizes, dtype);
    }

    private static Result mean(Dtype own, Output output, Dtype dtype, long[] sizes) {
        Dtype out = output.dtype();
        if (own != null && dtype == null && out != null && out.isWhole()) {
            ResultType.checkCast(Dtype.FLOAT32, out); // the sum is divided where it is
        }
        return converted(output, dtype, sizes);
    }

    private static Result normOfMatrix(Dtype own, Output output, Inputs inputs) {
        Dtype computed = own == null ? null : real(inputs.isNone(4) ? own : inputs.dtype(4));
        Dtype out = output.dtype();
        if (computed != null && out != null && computed != out) {
            throw runtimeError("linalg.matrix_norm expected out tensor dtype " + computed.scalarType + " but got: "
                    + out.scalarType);
        }
        return output.check(sizes(inputs.tensor(0), inputs.integers(2), inputs.flag(3)), null);
    }

    /** Computed in the dtype of the array that is given; of all, there are no loops for halves in a wider one, of some, none in a complex one. */
    private static Result variance(Dtype own, Output output, long[] sizes, Facts input) {
        Dtype out = output.dtype();
        if (own != null && out != null) {
            ResultType.checkCast(real(own), out);
            boolean isOfAll = Sizes.elements(sizes) == 1;
            boolean isSomething = Sizes.elements(input.sizes()) > 0;
            if (own.isHalf() && !out.isHalf() && isOfAll && isSomething) {
                throw runtimeError("std_var_all: Unsupported dtype " + own.scalarType);
            }
            if (own != Dtype.COMPLEX64 && out == Dtype.COMPLEX64 && !isOfAll && isSomething) {
                throw Sentences.notImplemented("std_cpu", out);
            }
        }
        return output.check(sizes, null);
    }

    private static Dtype real(Dtype dtype) {
        return dtype == Dtype.COMPLEX64 ? Dtype.FLOAT32 : dtype;
    }

    private static long[] sizes(Facts input, long[] dims, boolean keepdim) {
        boolean[] reduced = ReductionRules.reduced(dims, input.rank());
        long[] sizes = new long[input.rank()];
        int n = 0;
        for (int d = 0; d < reduced.length; d++) {
            if (!reduced[d] || keepdim) {
                sizes[n++] = reduced[d] ? 1 : input.sizes()[d];
            }
        }
        return Arrays.copyOf(sizes, n);
    }
}
