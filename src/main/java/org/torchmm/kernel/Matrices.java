package org.torchmm.kernel;

/**
 * A batch of matrices in one array, of any element type; the four records say where element (q, i, j) lies.
 *
 * @param <A> the array type, such as {@code float[]}
 */
public sealed interface Matrices<A> permits FloatMatrices, DoubleMatrices, IntMatrices, LongMatrices {

    Element element();

    A data();

    int offset();

    int batch();

    int rows();

    int columns();

    int batchStride();

    int rowStride();

    int columnStride();

    /** The same elements as (batch, columns, rows), each matrix transposed; nothing is copied. */
    Matrices<A> transposed();

    default boolean isEmpty() {
        return batch() == 0 || rows() == 0 || columns() == 0;
    }

    /** The index after the last element, or the offset where there is none; every index before it fits an int. */
    default long end() {
        return Bounds.end(offset(), batch(), rows(), columns(), batchStride(), rowStride(), columnStride());
    }
}
