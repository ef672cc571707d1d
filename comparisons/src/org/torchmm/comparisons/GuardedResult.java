package org.torchmm.comparisons;

import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.List;
import org.torchmm.kernel.Matrices;

/**
 * A result that a kernel writes into the middle of an array, in one of several layouts. All of the array holds one odd number
 * before, so that an element that was not written shows, and so does one that should not have been.
 */
final class GuardedResult {

    private static final int GUARD = 67;
    private static final List<MatrixLayout> LAYOUTS = List.of(
            MatrixLayout.DENSE,
            MatrixLayout.SPACED_ROWS,
            MatrixLayout.STEPPED_COLUMNS,
            MatrixLayout.TRANSPOSED,
            MatrixLayout.BATCH_INNERMOST);

    private final ElementType type;
    private final Matrices<?> matrices;

    GuardedResult(ElementType type, int batch, int rows, int columns, long seed) {
        this.type = type;
        MatrixLayout layout = LAYOUTS.get((int) Math.floorMod(seed, (long) LAYOUTS.size()));
        matrices = layout.matrices(type, GUARD, batch, rows, columns, GUARD);
        int length = Array.getLength(matrices.data());
        for (int i = 0; i < length; i++) {
            type.setRawBits(matrices.data(), i, type.sentinel());
        }
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
                    type.setRawBits(values, at++, type.rawBits(matrices.data(), Storage.index(matrices, q, i, j)));
                }
            }
        }
        return values;
    }

    /** Whether an element of {@link #values} is still what it was before. */
    boolean isUnwritten(Object values, int at) {
        return type.rawBits(values, at) == type.sentinel();
    }

    /** What was written outside the result, or null. */
    String damage() {
        BitSet own = new BitSet();
        for (int q = 0; q < matrices.batch(); q++) {
            for (int i = 0; i < matrices.rows(); i++) {
                for (int j = 0; j < matrices.columns(); j++) {
                    own.set(Storage.index(matrices, q, i, j));
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
