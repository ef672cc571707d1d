package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** What libtorch 2.7.1 refuses in linear, which is addmm or matmul with the weight transposed, in the words of either (Linear.cpp). */
final class LinearRules {

    private LinearRules() {}

    static Result linear(Inputs inputs, Output output) {
        Facts input = inputs.tensor(0);
        Facts weight = inputs.tensor(1);
        Facts bias = inputs.isNone(2) ? null : inputs.tensor(2);
        if (input.rank() == 0 || weight.rank() == 0) {
            throw runtimeError("both arguments to linear need to be at least 1D, but they are " + input.rank()
                    + "D and " + weight.rank() + "D");
        }
        ViewRules.checkT(weight.rank());
        Facts transposed = weight.rank() == 1 ? weight : Seen.transposed(weight);
        boolean isFused = bias != null && isFused(input, bias, output);
        if (isFused) {
            Facts rows = input.rank() == 2 ? input : Seen.asRows(input);
            AddRules.addmm(new Inputs(bias, rows, transposed, 1, 1), input.rank() == 2 ? output : Output.NEW);
        } else {
            MatmulRules.matmul(input, transposed);
        }
        long[] sizes = Arrays.copyOf(input.sizes(), input.rank() + weight.rank() - 2);
        if (weight.rank() == 2) {
            sizes[sizes.length - 1] = weight.sizes()[0];
        }
        Result result = output.check(sizes, weight.dtype()); // the input's too, unless nothing is multiplied
        if (bias != null && !isFused) {
            Sizes.checkInto(sizes, bias.sizes());
            checkAdded(new Seen(weight, sizes, null), bias);
        }
        return result;
    }

    /** The bias is added to the product in place. */
    private static void checkAdded(Facts product, Facts bias) {
        Dtype dtype = ResultType.orNull(product, bias);
        if (dtype != null && product.dtype() != null) {
            ResultType.checkCast(dtype, product.dtype());
        }
    }

    /** Whether the bias is added by addmm, which expands it first. */
    private static boolean isFused(Facts input, Facts bias, Output output) {
        return input.rank() == 2
                || (bias.rank() == 1 || input.rank() == 3) && Strides.isContiguous(input.sizes(), input.strides());
    }

    /** An array seen with other sizes and strides. */
    private record Seen(Facts array, long[] sizes, long[] strides) implements Facts {

        /** A matrix with its dimensions swapped. */
        static Seen transposed(Facts matrix) {
            return new Seen(matrix, Sizes.swapLast(matrix.sizes()), null);
        }

        /** A contiguous array as one matrix, its leading dimensions as rows. */
        static Seen asRows(Facts array) {
            long[] sizes = array.sizes();
            int last = sizes.length - 1;
            long[] rows = {Sizes.product(sizes, last), sizes[last]};
            return new Seen(array, rows, Strides.contiguous(rows));
        }

        /** Of a transposed matrix looked up where they are asked for, which takes time. */
        @Override
        public long[] strides() {
            return strides == null ? Sizes.swapLast(array.strides()) : strides;
        }

        @Override
        public Dtype dtype() {
            return array.dtype();
        }

        @Override
        public boolean requiresGrad() {
            return array.requiresGrad();
        }

        @Override
        public Build build() {
            return array.build();
        }
    }
}
