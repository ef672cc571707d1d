package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/** A batch of matrices as libtorch's bmm meets it: sizes, strides and dtype, without its data. */
record BmmOperand(long batch, long rows, long columns, long rowStride, long columnStride, Dtype dtype) {

    /** A 3-D array as it is. */
    static BmmOperand of(NDArray array) {
        long[] sizes = array.getShape().getShape();
        return of(sizes, TorchScript.stride(array), Dtype.of(array.getDataType()));
    }

    /**
     * An operand of matmul as matmul hands it to bmm: expanded to {@code batchSizes + (rows, columns)} and reshaped to one
     * batch dimension, which takes a copy where the expanded batch dimensions do not merge.
     */
    static BmmOperand expanded(NDArray array, long[] matrixSizes, long[] matrixStrides, long[] batchSizes) {
        long[] own = array.getShape().getShape();
        long[] ownStrides = TorchScript.stride(array);
        int ownBatch = Math.max(0, own.length - 2);
        int rank = batchSizes.length + 2;
        long[] sizes = new long[rank];
        long[] strides = new long[rank];
        for (int d = 0; d < batchSizes.length; d++) {
            int from = d - (batchSizes.length - ownBatch);
            sizes[d] = batchSizes[d];
            strides[d] = from >= 0 && own[from] == batchSizes[d] ? ownStrides[from] : 0;
        }
        System.arraycopy(matrixSizes, 0, sizes, rank - 2, 2);
        System.arraycopy(matrixStrides, 0, strides, rank - 2, 2);
        long[] merged = {Arrays.stream(batchSizes).reduce(1, (x, y) -> x * y), matrixSizes[0], matrixSizes[1]};
        long[] mergedStrides = Strides.view(sizes, strides, merged);
        return of(
                merged,
                mergedStrides == null ? Strides.contiguous(merged) : mergedStrides,
                Dtype.of(array.getDataType()));
    }

    private static BmmOperand of(long[] sizes, long[] strides, Dtype dtype) {
        return new BmmOperand(sizes[0], sizes[1], sizes[2], strides[1], strides[2], dtype);
    }

    /** Whether a BLAS can read the matrices where they are, straight or transposed. */
    boolean fitsBlas() {
        return columnStride == 1 && (rows == 1 || rowStride >= columns)
                || rowStride == 1 && (columns == 1 || columnStride >= rows);
    }
}
