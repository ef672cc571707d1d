package org.torchmm.comparisons;

import java.lang.reflect.Array;
import java.util.BitSet;

/**
 * A result that a kernel writes into the middle of an array, in one of several layouts. All of the array holds one odd number
 * before, so that an element that was not written shows, and so does one that should not have been.
 */
final class GuardedResult {

    private static final int GUARD = 67;
    private static final int LAYOUTS = 5;

    private final ElementType type;
    private final Matrices<?> matrices;

    GuardedResult(ElementType type, int batch, int rows, int columns, long seed) {
        this.type = type;
        int batchStride = rows * columns;
        int rowStride = columns;
        int columnStride = 1;
        switch ((int) Math.floorMod(seed, (long) LAYOUTS)) {
            case 0 -> {} // dense
            case 1 -> { // rows and matrices apart
                rowStride = columns + 3;
                batchStride = rows * rowStride + 5;
            }
            case 2 -> { // every second column
                columnStride = 2;
                rowStride = 2 * columns + 1;
                batchStride = rows * rowStride;
            }
            case 3 -> { // transposed
                rowStride = 1;
                columnStride = rows;
            }
            default -> { // the batch innermost
                batchStride = 1;
                columnStride = batch;
                rowStride = batch * columns;
            }
        }
        int length = batch * rows * columns == 0
                ? 0
                : 1 + (batch - 1) * batchStride + (rows - 1) * rowStride + (columns - 1) * columnStride;
        Object data = type.newArray(length + 2 * GUARD);
        for (int i = 0; i < length + 2 * GUARD; i++) {
            type.setRawBits(data, i, type.sentinel());
        }
        matrices = new Matrices<>(data, GUARD, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    Matrices<?> matrices() {
        return matrices;
    }

    /** The result in row-major order. */
    Object values() {
        Object values = type.newArray(matrices.batch() * matrices.rows() * matrices.columns());
        int at = 0;
        for (int q = 0; q < matrices.batch(); q++) {
            for (int i = 0; i < matrices.rows(); i++) {
                for (int j = 0; j < matrices.columns(); j++) {
                    type.setRawBits(values, at++, type.rawBits(matrices.data(), matrices.index(q, i, j)));
                }
            }
        }
        return values;
    }

    /** What was written outside the result, or null. */
    String damage() {
        BitSet own = new BitSet();
        for (int q = 0; q < matrices.batch(); q++) {
            for (int i = 0; i < matrices.rows(); i++) {
                for (int j = 0; j < matrices.columns(); j++) {
                    own.set(matrices.index(q, i, j));
                }
            }
        }
        int length = Array.getLength(matrices.data());
        int count = 0;
        String first = null;
        for (int at = own.nextClearBit(0); at < length; at = own.nextClearBit(at + 1)) {
            if (type.rawBits(matrices.data(), at) != type.sentinel()) {
                count++;
                first = first == null ? place(at, own) : first;
            }
        }
        return count == 0
                ? null
                : "Elements written outside c: " + count + ", the first " + first + "; c has offset "
                        + matrices.offset()
                        + ", sizes (" + matrices.batch() + ", " + matrices.rows() + ", " + matrices.columns()
                        + ") and strides (" + matrices.batchStride() + ", " + matrices.rowStride() + ", "
                        + matrices.columnStride() + ")";
    }

    private String place(int at, BitSet own) {
        if (own.isEmpty()) {
            return "at index " + at;
        }
        if (at >= own.length()) {
            return (at - own.length() + 1) + " past its end";
        }
        return at < matrices.offset()
                ? (matrices.offset() - at) + " before its start"
                : "between its elements, at index " + at;
    }
}
