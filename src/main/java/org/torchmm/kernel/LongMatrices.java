package org.torchmm.kernel;

/**
 * A batch of int64 matrices in one array: element (q, i, j) of a (batch, rows, columns) is
 * {@code data[offset + q * batchStride + i * rowStride + j * columnStride]}.
 *
 * <p>The array stays the caller's. A stride may be 0 (one matrix for the whole batch), rows may be any distance apart, and
 * any size may be 0. A negative size or stride, or an element outside the array, is an
 * {@link IllegalArgumentException}; a null array is a {@link NullPointerException}.
 *
 * @param data the elements, and possibly others
 * @param offset index of element (0, 0, 0)
 * @param batch number of matrices
 * @param rows rows of each
 * @param columns columns of each
 * @param batchStride distance from a matrix to the next
 * @param rowStride distance from a row to the next
 * @param columnStride distance from a column to the next
 */
public record LongMatrices(
        long[] data, int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride)
        implements Matrices<long[]> {

    public LongMatrices {
        Matrices.check(
                data,
                data == null ? 0 : data.length,
                offset,
                batch,
                rows,
                columns,
                batchStride,
                rowStride,
                columnStride);
    }

    /** {@code batch} dense row-major matrices, from the start of {@code data}. */
    public static LongMatrices of(long[] data, int batch, int rows, int columns) {
        return new LongMatrices(data, 0, batch, rows, columns, Matrices.size(rows, columns), columns, 1);
    }

    /** The same elements as (batch, columns, rows), each matrix transposed; nothing is copied. */
    @Override
    public LongMatrices transposed() {
        return new LongMatrices(data, offset, batch, columns, rows, batchStride, columnStride, rowStride);
    }
}
