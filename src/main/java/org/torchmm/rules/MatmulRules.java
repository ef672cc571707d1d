package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

/**
 * What libtorch 2.7.1 refuses in matmul, which computes by dot, mv, mm or bmm according to the ranks, and refuses in the
 * words of the one it took ({@code _matmul_impl} and {@code should_fold} in LinearAlgebra.cpp).
 */
final class MatmulRules {

    private MatmulRules() {}

    static void matmul(Facts input, Facts other) {
        long[] a = input.sizes();
        long[] b = other.sizes();
        int rank = a.length;
        int rank2 = b.length;
        if (rank == 0 || rank2 == 0) {
            throw runtimeError(
                    "both arguments to matmul need to be at least 1D, but they are " + rank + "D and " + rank2 + "D");
        }
        if (ProductRules.isLeftToCuda(input, other)) {
            return;
        }
        if (rank == 1 && rank2 == 1) {
            ProductRules.dot(input, other);
        } else if (rank == 2 && rank2 == 1) {
            ProductRules.mv(input, other);
        } else if (rank == 1 && rank2 == 2) {
            ProductRules.mm(1, a[0], input.dtype(), b[0], b[1], other.dtype());
        } else if (rank == 2 && rank2 == 2) {
            ProductRules.mm(input, other);
        } else if (!isPlain(input, other)) {
            batched(input, other);
        }
    }

    /** What needs no closer look: sizes that fit, and one dtype that can be multiplied. */
    private static boolean isPlain(Facts input, Facts other) {
        Dtype type = input.dtype();
        if (type != other.dtype() || type == Dtype.BOOL) {
            return false;
        }
        long[] a = input.sizes();
        long[] b = other.sizes();
        if (a[a.length - 1] != b[Math.max(0, b.length - 2)]) {
            return false;
        }
        for (int d = 3; d <= Math.min(a.length, b.length); d++) {
            long size = a[a.length - d];
            long size2 = b[b.length - d];
            if (size != size2 && size != 1 && size2 != 1) {
                return false;
            }
        }
        return true;
    }

    private static void batched(Facts input, Facts other) {
        long[] a = input.sizes();
        long[] b = other.sizes();
        if (a.length >= b.length) {
            if (b.length <= 2 && folds(a, input.strides(), other, false)) {
                folded(input, a, other, b);
                return;
            }
        } else if (a.length <= 2) {
            long[] transposed = Sizes.swapLast(b);
            if (folds(transposed, Sizes.swapLast(other.strides()), input, a.length == 2)) {
                folded(other, transposed, input, a.length == 2 ? Sizes.swapLast(a) : a);
                return;
            }
        }
        if (a.length == 3 && b.length == 3 && a[0] != b[0] && squeezed(input, other)) {
            return;
        }
        byBmm(input, other);
    }

    /** should_fold: whether the operand with more dimensions is seen as one matrix, its leading dimensions as rows. */
    private static boolean folds(long[] sizes, long[] strides, Facts smaller, boolean inputIsMatrix) {
        if (smaller.requiresGrad()) {
            return true;
        }
        if (inputIsMatrix) {
            return false;
        }
        if (Sizes.elements(sizes) == 0) {
            return true;
        }
        for (int d = 0; d < sizes.length - 2; d++) {
            if (strides[d] != strides[d + 1] * sizes[d + 1]) {
                return false;
            }
        }
        return true;
    }

    private static void folded(Facts larger, long[] sizes, Facts smaller, long[] smallerSizes) {
        long rows = Sizes.product(sizes, sizes.length - 1);
        long inner = sizes[sizes.length - 1];
        if (smallerSizes.length == 1) {
            ProductRules.mv(rows, inner, larger, smallerSizes[0], smaller);
        } else {
            ProductRules.mm(rows, inner, larger.dtype(), smallerSizes[0], smallerSizes[1], smaller.dtype());
        }
    }

    /** A batch of one that requires a gradient is squeezed to a matrix rather than expanded. */
    private static boolean squeezed(Facts input, Facts other) {
        long[] a = input.sizes();
        long[] b = other.sizes();
        if (a[0] == 1 && input.requiresGrad()) {
            folded(other, Sizes.swapLast(b), input, new long[] {a[2], a[1]});
            return true;
        }
        if (b[0] == 1 && other.requiresGrad()) {
            folded(input, a, other, new long[] {b[1], b[2]});
            return true;
        }
        return false;
    }

    private static void byBmm(Facts input, Facts other) {
        long[] a = input.sizes();
        long[] b = other.sizes();
        long[] batch = Sizes.broadcast(Sizes.batch(a), Sizes.batch(b));
        long count = Sizes.elements(batch);
        long rows = a.length > 1 ? a[a.length - 2] : 1;
        long inner = a[a.length - 1];
        long inner2 = b[Math.max(0, b.length - 2)];
        long columns = b.length > 1 ? b[b.length - 1] : 1;
        ProductRules.checkBmmSizes(count, inner, count, inner2);
        if (input.dtype() == null || other.dtype() == null) {
            return;
        }
        long[] strides = lastTwo(input.strides(), inner, true);
        long[] strides2 = lastTwo(other.strides(), 1, false);
        ProductRules.checkBmmDtypes(
                BmmOperand.expanded(input, new long[] {rows, inner}, strides, batch),
                BmmOperand.expanded(other, new long[] {inner2, columns}, strides2, batch),
                input.build());
    }

    /** The strides of the matrices; a vector is a row with {@code missing} between rows, or a column of width 1. */
    private static long[] lastTwo(long[] strides, long missing, boolean isRow) {
        int rank = strides.length;
        if (rank > 1) {
            return new long[] {strides[rank - 2], strides[rank - 1]};
        }
        return isRow ? new long[] {missing, strides[0]} : new long[] {strides[0], missing};
    }
}
