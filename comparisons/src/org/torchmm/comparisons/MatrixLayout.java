package org.torchmm.comparisons;

import org.torchmm.kernel.Matrices;

/** How the (batch, rows, columns) of a product's operand or result lie in the array that a kernel is given. */
public enum MatrixLayout {
    DENSE,
    SPACED_ROWS,
    STEPPED_COLUMNS,
    TRANSPOSED,
    SPACED_AND_TRANSPOSED,
    BATCH_INNERMOST,
    /** Not for results: their elements would share memory. */
    ONE_FOR_ALL;

    /** New matrices, {@code before} elements behind the start of their array and {@code after} before its end. */
    public Matrices<?> matrices(ElementType type, int before, int batch, int rows, int columns, int after) {
        int[] strides = strides(batch, rows, columns);
        int inside = batch == 0 || rows == 0 || columns == 0
                ? 0
                : 1 + (batch - 1) * strides[0] + (rows - 1) * strides[1] + (columns - 1) * strides[2];
        return type.element()
                .matrices(
                        type.newArray(before + inside + after),
                        before,
                        batch,
                        rows,
                        columns,
                        strides[0],
                        strides[1],
                        strides[2]);
    }

    /** From a matrix, from a row and from a column to the next. */
    private int[] strides(int batch, int rows, int columns) {
        return switch (this) {
            case DENSE -> new int[] {rows * columns, columns, 1};
            case SPACED_ROWS -> new int[] {rows * (columns + 3) + 5, columns + 3, 1};
            case STEPPED_COLUMNS -> new int[] {rows * (2 * columns + 1), 2 * columns + 1, 2};
            case TRANSPOSED -> new int[] {rows * columns, 1, rows};
            case SPACED_AND_TRANSPOSED -> new int[] {columns * (rows + 3), 1, rows + 3};
            case BATCH_INNERMOST -> new int[] {1, batch * columns, batch};
            case ONE_FOR_ALL -> new int[] {0, columns, 1};
        };
    }
}
