package org.torchmm.rules;

/** A batch of matrices as libtorch's bmm meets it: sizes, strides and dtype, without its data. */
record BmmOperand(long batch, long rows, long columns, long rowStride, long columnStride, Dtype dtype) {

    /** A 3-D array as it is. */
    static BmmOperand of(Facts array) {
        return of(array.sizes(), array.strides(), array.dtype());
    }

    /**
     * An operand of matmul as matmul hands it to bmm: expanded to {@code batchSizes + (rows, columns)} and reshaped to one
     * batch dimension, which takes a copy where the expanded batch dimensions do not merge.
     */
    static BmmOperand expanded(Facts array, long[] matrixSizes, long[] matrixStrides, long[] batchSizes) {
        long[] own = array.sizes();
        long[] ownStrides = array.strides();
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
        long[] merged = {Sizes.elements(batchSizes), matrixSizes[0], matrixSizes[1]};
        return reshaped(sizes, strides, merged, array.dtype());
    }

    /** An operand of any rank after reshape, which copies where it has to. */
    static BmmOperand reshaped(long[] sizes, long[] strides, long[] merged, Dtype dtype) {
        long[] mergedStrides = Strides.view(sizes, strides, merged);
        return of(merged, mergedStrides == null ? Strides.contiguous(merged) : mergedStrides, dtype);
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
