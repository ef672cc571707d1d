package org.torchmm.kernel;

/**
 * A batch of float32 matrices in one array: element (q, i, j) of a (batch, rows, columns) is
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
public record FloatMatrices(
        float[] data, int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride)
        implements Matrices<float[]> {

    public FloatMatrices {
        Arguments.check(data, "FloatMatrices", "data", 1, "float[]");
        Bounds.check(data.length, offset, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    /** {@code batch} dense row-major matrices, from the start of {@code data}. */
    public static FloatMatrices of(float[] data, int batch, int rows, int columns) {
        return new FloatMatrices(data, 0, batch, rows, columns, Bounds.size(rows, columns), columns, 1);
    }

    @Override
    public Element element() {
        return Element.FLOAT32;
    }

    /** The same elements as (batch, columns, rows), each matrix transposed; nothing is copied. */
    @Override
    public FloatMatrices transposed() {
        return new FloatMatrices(data, offset, batch, columns, rows, batchStride, columnStride, rowStride);
    }
}
