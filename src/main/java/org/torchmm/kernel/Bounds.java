package org.torchmm.kernel;

/** Where matrices of given sizes and strides end, and whether that is inside their array. */
final class Bounds {

    private Bounds() {}

    /** The check of all four records: nothing negative, and every element inside the array. */
    static void check(
            int length,
            int offset,
            int batch,
            int rows,
            int columns,
            int batchStride,
            int rowStride,
            int columnStride) {
        if ((offset | batch | rows | columns | batchStride | rowStride | columnStride) < 0) {
            throw new IllegalArgumentException(String.format(
                    "offset, sizes and strides must not be negative: offset %d, sizes (%d, %d, %d), strides (%d, %d, %d)",
                    offset, batch, rows, columns, batchStride, rowStride, columnStride));
        }
        long end = end(offset, batch, rows, columns, batchStride, rowStride, columnStride);
        if (end > length) {
            throw new IllegalArgumentException(String.format(
                    "sizes (%d, %d, %d) with strides (%d, %d, %d) at offset %d need %d elements, but the array has %d",
                    batch, rows, columns, batchStride, rowStride, columnStride, offset, end, length));
        }
    }

    /** The stride of one whole matrix, for the dense layouts. */
    static int size(int rows, int columns) {
        long size = (long) rows * columns;
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    String.format("a %d x %d matrix has more elements than a Java array can hold", rows, columns));
        }
        return (int) size;
    }

    /** {@link Matrices#end}; {@link Long#MAX_VALUE} where an array is out of reach. */
    static long end(int offset, int batch, int rows, int columns, int batchStride, int rowStride, int columnStride) {
        if (batch == 0 || rows == 0 || columns == 0) {
            return offset;
        }
        long last = addSpan(addSpan(addSpan(offset, rows, rowStride), columns, columnStride), batch, batchStride);
        return last == Long.MAX_VALUE ? last : last + 1;
    }

    /** One span is below 2^62, so two sums could pass 2^63: saturate as soon as an array is out of reach. */
    private static long addSpan(long index, int size, int stride) {
        long sum = index + (size - 1L) * stride;
        return index == Long.MAX_VALUE || sum > Integer.MAX_VALUE ? Long.MAX_VALUE : sum;
    }
}
