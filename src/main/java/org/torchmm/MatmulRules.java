package org.torchmm;

import static org.torchmm.PythonErrors.runtimeError;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * What libtorch 2.7.1 refuses in matmul, which computes by dot, mv, mm or bmm according to the ranks, and refuses in the
 * words of the one it took ({@code _matmul_impl} and {@code should_fold} in LinearAlgebra.cpp).
 */
final class MatmulRules {

    private MatmulRules() {}

    static void matmul(NDArray input, NDArray other) {
        Shape a = input.getShape();
        Shape b = other.getShape();
        int rank = a.dimension();
        int rank2 = b.dimension();
        if (rank == 0 || rank2 == 0) {
            throw runtimeError(
                    "both arguments to matmul need to be at least 1D, but they are " + rank + "D and " + rank2 + "D");
        }
        if (rank == 1 && rank2 == 1) {
            ProductRules.dot(input, other);
        } else if (rank == 2 && rank2 == 1) {
            ProductRules.mv(input, other);
        } else if (rank == 1 && rank2 == 2) {
            ProductRules.mm(1, a.get(0), input, b.get(0), b.get(1), other);
        } else if (rank == 2 && rank2 == 2) {
            ProductRules.mm(input, other);
        } else if (!isPlain(input, a, other, b)) {
            batched(input, a.getShape(), other, b.getShape());
        }
    }

    /** What needs no closer look: sizes that fit, and one dtype that can be multiplied. */
    private static boolean isPlain(NDArray input, Shape a, NDArray other, Shape b) {
        DataType type = input.getDataType();
        if (type != other.getDataType() || type == DataType.BOOLEAN) {
            return false;
        }
        int rank = a.dimension();
        int rank2 = b.dimension();
        if (a.get(rank - 1) != b.get(Math.max(0, rank2 - 2))) {
            return false;
        }
        for (int d = 3; d <= Math.min(rank, rank2); d++) {
            long size = a.get(rank - d);
            long size2 = b.get(rank2 - d);
            if (size != size2 && size != 1 && size2 != 1) {
                return false;
            }
        }
        return true;
    }

    private static void batched(NDArray input, long[] a, NDArray other, long[] b) {
        if (a.length >= b.length) {
            if (b.length <= 2 && folds(input, a, TorchScript.stride(input), other, false)) {
                folded(input, a, other, b);
                return;
            }
        } else if (a.length <= 2) {
            long[] transposed = swapLast(b);
            if (folds(other, transposed, swapLast(TorchScript.stride(other)), input, a.length == 2)) {
                folded(other, transposed, input, a.length == 2 ? swapLast(a) : a);
                return;
            }
        }
        if (a.length == 3 && b.length == 3 && a[0] != b[0] && squeezed(input, a, other, b)) {
            return;
        }
        byBmm(input, a, other, b);
    }

    /** should_fold: whether the operand with more dimensions is seen as one matrix, its leading dimensions as rows. */
    private static boolean folds(NDArray larger, long[] sizes, long[] strides, NDArray smaller, boolean inputIsMatrix) {
        if (TorchScript.requiresGrad(smaller)) {
            return true;
        }
        if (inputIsMatrix) {
            return false;
        }
        if (larger.size() == 0) {
            return true;
        }
        for (int d = 0; d < sizes.length - 2; d++) {
            if (strides[d] != strides[d + 1] * sizes[d + 1]) {
                return false;
            }
        }
        return true;
    }

    private static void folded(NDArray larger, long[] sizes, NDArray smaller, long[] smallerSizes) {
        long rows = product(sizes, sizes.length - 1);
        long inner = sizes[sizes.length - 1];
        if (smallerSizes.length == 1) {
            ProductRules.mv(rows, inner, larger, smallerSizes[0], smaller);
        } else {
            ProductRules.mm(rows, inner, larger, smallerSizes[0], smallerSizes[1], smaller);
        }
    }

    /** A batch of one that requires a gradient is squeezed to a matrix rather than expanded. */
    private static boolean squeezed(NDArray input, long[] a, NDArray other, long[] b) {
        if (a[0] == 1 && TorchScript.requiresGrad(input)) {
            folded(other, swapLast(b), input, new long[] {a[2], a[1]});
            return true;
        }
        if (b[0] == 1 && TorchScript.requiresGrad(other)) {
            folded(input, a, other, new long[] {b[1], b[2]});
            return true;
        }
        return false;
    }

    private static void byBmm(NDArray input, long[] a, NDArray other, long[] b) {
        long[] batch = broadcast(batchOf(a), batchOf(b));
        long count = product(batch, batch.length);
        long rows = a.length > 1 ? a[a.length - 2] : 1;
        long inner = a[a.length - 1];
        long inner2 = b[Math.max(0, b.length - 2)];
        long columns = b.length > 1 ? b[b.length - 1] : 1;
        ProductRules.checkBmmSizes(count, inner, count, inner2);
        if (input.getDataType() == DataType.UNKNOWN || other.getDataType() == DataType.UNKNOWN) {
            return;
        }
        long[] strides = lastTwo(TorchScript.stride(input), inner, true);
        long[] strides2 = lastTwo(TorchScript.stride(other), 1, false);
        ProductRules.checkBmmDtypes(
                BmmOperand.expanded(input, new long[] {rows, inner}, strides, batch),
                BmmOperand.expanded(other, new long[] {inner2, columns}, strides2, batch));
    }

    /** The strides of the matrices; a vector is a row with {@code missing} between rows, or a column of width 1. */
    private static long[] lastTwo(long[] strides, long missing, boolean isRow) {
        int rank = strides.length;
        if (rank > 1) {
            return new long[] {strides[rank - 2], strides[rank - 1]};
        }
        return isRow ? new long[] {missing, strides[0]} : new long[] {strides[0], missing};
    }

    /** The batch dimensions of the result, in torch's words where they do not broadcast. */
    static long[] broadcast(long[] a, long[] b) {
        long[] sizes = new long[Math.max(a.length, b.length)];
        for (int d = sizes.length - 1; d >= 0; d--) {
            int from = d - (sizes.length - a.length);
            int from2 = d - (sizes.length - b.length);
            long size = from < 0 ? 1 : a[from];
            long size2 = from2 < 0 ? 1 : b[from2];
            if (size != size2 && size != 1 && size2 != 1) {
                throw runtimeError("The size of tensor a (" + size + ") must match the size of tensor b (" + size2
                        + ") at non-singleton dimension " + d);
            }
            sizes[d] = size == 1 ? size2 : size;
        }
        return sizes;
    }

    private static long[] batchOf(long[] sizes) {
        return Arrays.copyOf(sizes, Math.max(0, sizes.length - 2));
    }

    private static long[] swapLast(long[] values) {
        long[] swapped = values.clone();
        swapped[values.length - 1] = values[values.length - 2];
        swapped[values.length - 2] = values[values.length - 1];
        return swapped;
    }

    private static long product(long[] values, int count) {
        long product = 1;
        for (int i = 0; i < count; i++) {
            product *= values[i];
        }
        return product;
    }
}
