package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/**
 * In which order libtorch 2.7.1 multiplies a chain of matrices, and what it refuses ({@code multi_dot_impl} in LinearAlgebra.cpp): three
 * by a comparison of two costs, more by dynamic programming, where of equal costs the first counts.
 */
public final class ChainOrder {

    /** Matrix i has {@code sizes[i]} rows and {@code sizes[i + 1]} columns. */
    private final long[] sizes;
    /** {@code splits[i][j]}: the last of the matrices i to j that belongs to the first factor. */
    private final int[][] splits;

    private ChainOrder(long... sizes) {
        this.sizes = sizes;
        int n = sizes.length - 1;
        splits = new int[n][n];
        if (n == 3) {
            long left = sizes[0] * sizes[2] * (sizes[1] + sizes[3]);
            long right = sizes[1] * sizes[3] * (sizes[0] + sizes[2]);
            splits[0][2] = left > right ? 0 : 1;
            splits[1][2] = 1;
        } else {
            findSplits(n);
        }
    }

    /** Of operands that are not refused: the first may be a row, the last a column. */
    public static ChainOrder of(List<? extends Facts> tensors) {
        int n = tensors.size();
        long[] sizes = new long[n + 1];
        for (int i = 0; i < n; i++) {
            Facts tensor = tensors.get(i);
            sizes[i] = i == 0 && tensor.rank() == 1 ? 1 : tensor.sizes()[0];
        }
        long[] last = tensors.get(n - 1).sizes();
        sizes[n] = last.length == 1 ? 1 : last[1];
        return new ChainOrder(sizes);
    }

    private void findSplits(int n) {
        long[][] costs = new long[n][n];
        for (int length = 1; length < n; length++) {
            for (int i = 0; i + length < n; i++) {
                int j = i + length;
                costs[i][j] = Long.MAX_VALUE;
                for (int k = i; k < j; k++) {
                    long cost = costs[i][k] + costs[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1];
                    if (cost < costs[i][j]) {
                        costs[i][j] = cost;
                        splits[i][j] = k;
                    }
                }
            }
        }
    }

    /** The product, by products of two. */
    public <T> T product(IntFunction<T> matrix, BinaryOperator<T> multiply) {
        return product(0, sizes.length - 2, matrix, multiply);
    }

    private <T> T product(int i, int j, IntFunction<T> matrix, BinaryOperator<T> multiply) {
        if (i == j) {
            return matrix.apply(i);
        }
        int split = splits[i][j];
        return multiply.apply(product(i, split, matrix, multiply), product(split + 1, j, matrix, multiply));
    }

    static void checkMultiDot(List<Facts> tensors) {
        int n = tensors.size();
        if (n < 2) {
            throw runtimeError("multi_dot(): expected at least 2 tensors but got " + n);
        }
        checkEnd("first", tensors.get(0).rank());
        checkEnd("last", tensors.get(n - 1).rank());
        for (int i = 1; i < n - 1; i++) {
            if (tensors.get(i).rank() != 2) {
                throw runtimeError("multi_dot(): tensor " + i + " must be 2D but got "
                        + tensors.get(i).rank() + "D");
            }
        }
        Facts first = tensors.get(0);
        for (int i = 1; i < n; i++) {
            checkNext(first, i, tensors.get(i - 1), tensors.get(i));
        }
        if (first.dtype() == Dtype.BOOL && !first.build().isCuda()) {
            checkBool(of(tensors));
        }
    }

    private static void checkEnd(String end, int rank) {
        if (rank != 1 && rank != 2) {
            throw runtimeError("multi_dot(): the " + end + " tensor must be 1D or 2D but got " + rank + "D");
        }
    }

    private static void checkNext(Facts first, int i, Facts previous, Facts tensor) {
        if (tensor.dtype() != first.dtype() && tensor.dtype() != null && first.dtype() != null) {
            throw runtimeError("multi_dot(): all tensors must have be the same dtype but tensor 0 is "
                    + first.dtype().cpp + " and tensor " + i + " " + tensor.dtype().cpp);
        }
        if (previous.sizes()[previous.rank() - 1] != tensor.sizes()[0]) {
            throw runtimeError("multi_dot(): tensors " + (i - 1) + " and " + i + " with shapes "
                    + Arrays.toString(previous.sizes()) + " and " + Arrays.toString(tensor.sizes())
                    + " cannot be multiplied");
        }
    }

    /** mm refuses bool where there is anything to multiply. */
    private static void checkBool(ChainOrder order) {
        long[] sizes = order.sizes;
        order.product(i -> new long[] {sizes[i], sizes[i + 1]}, (a, b) -> {
            ProductRules.mm(a[0], a[1], Dtype.BOOL, b[0], b[1], Dtype.BOOL);
            return new long[] {a[0], b[1]};
        });
    }

    static void checkChainMatmul(List<Facts> matrices) {
        for (Facts matrix : matrices) {
            if (matrix.rank() != 2) {
                throw runtimeError("Tensor dimension is " + matrix.rank() + ", expected 2 instead.");
            }
        }
        if (matrices.isEmpty()) {
            throw runtimeError("chain_matmul(): Expected one or more matrices");
        }
        if (matrices.size() > 1) {
            checkMultiDot(matrices);
        }
    }
}
