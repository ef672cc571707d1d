package org.torchmm.rules;

import java.util.Arrays;
import java.util.List;

/**
 * What libtorch 2.7.1 refuses in einsum ({@code einsum} and {@code sumproduct_pair} in Linear.cpp): equations that are none, sizes that
 * do not fit, and, step by step from the left, the dtypes that bmm refuses. A sum of whole numbers is of int64 on the way too.
 */
final class Einsum {

    private Einsum() {}

    static void check(Inputs inputs) {
        List<Facts> operands = inputs.tensors(1);
        Equation equation = Equation.of(inputs.text(0), operands);
        if (operands.size() > 1 && !isPlain(operands)) {
            checkDtypes(equation, operands);
        }
    }

    /** One dtype, whose sums are of it and that can be multiplied. */
    private static boolean isPlain(List<Facts> operands) {
        Dtype dtype = operands.get(0).dtype();
        for (Facts operand : operands) {
            if (operand.dtype() != dtype || operand.build().isCuda()) {
                return operand.build().isCuda();
            }
        }
        return dtype == null || !dtype.isWhole() || dtype == Dtype.INT64;
    }

    private static void checkDtypes(Equation equation, List<Facts> operands) {
        int[] counts = equation.counts();
        Aligned left = Aligned.of(equation, 0, operands.get(0));
        for (int i = 1; i < operands.size(); i++) {
            Aligned right = Aligned.of(equation, i, operands.get(i));
            Contraction step = Contraction.of(left.sizes, right.sizes, equation.results(), counts);
            left = left.times(right, step);
        }
    }

    /** An operand, or what came of some, as far as libtorch would have computed. */
    private record Aligned(long[] sizes, long[] strides, Dtype dtype, Build build) implements Facts {

        static Aligned of(Equation equation, int index, Facts operand) {
            return new Aligned(
                    equation.sizes(index, operand.sizes()),
                    equation.strides(index, operand.strides()),
                    operand.dtype(),
                    operand.build());
        }

        Aligned summed(boolean[] dims, boolean isSummed) {
            if (!isSummed) {
                return this;
            }
            long[] kept = sizes.clone();
            for (int d = 0; d < kept.length; d++) {
                kept[d] = dims[d] ? 1 : kept[d];
            }
            Dtype sum = dtype != null && dtype.isWhole() ? Dtype.INT64 : dtype;
            return new Aligned(kept, Strides.contiguous(kept), sum, build);
        }

        Aligned times(Aligned other, Contraction step) {
            Aligned a = summed(step.summedA(), step.sumsA());
            Aligned b = other.summed(step.summedB(), step.sumsB());
            step.check(a, b);
            long[] result = step.sizes(sizes, other.sizes);
            Dtype common = step.isElementwise() ? ResultType.promote(a.dtype, b.dtype) : b.dtype;
            return new Aligned(
                    result, step.isElementwise() ? Strides.contiguous(result) : ofBmm(step, result), common, build);
        }

        private static long[] ofBmm(Contraction step, long... sizes) {
            int[] order = Arrays.copyOf(step.batch(), step.batch().length + step.rows().length + step.columns().length);
            System.arraycopy(step.rows(), 0, order, step.batch().length, step.rows().length);
            System.arraycopy(step.columns(), 0, order, step.batch().length + step.rows().length, step.columns().length);
            long[] strides = new long[sizes.length];
            Arrays.fill(strides, 1);
            long stride = 1;
            for (int i = order.length - 1; i >= 0; i--) {
                strides[order[i]] = stride;
                stride *= Math.max(1, sizes[order[i]]);
            }
            return strides;
        }

        @Override
        public boolean requiresGrad() {
            return false;
        }
    }
}
