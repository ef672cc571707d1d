package org.torchmm.comparisons.peers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.types.DataType;
import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.Locale;
import java.util.Random;
import org.torchmm.comparisons.ElementType;
import org.torchmm.comparisons.Matrices;
import org.torchmm.kernel.MatrixKernel;

/** A product of seeded random operands for one peer, with random elements around all three that must stay as they are. */
final class PeerSample {

    /** How an operand lies in its array; c has no ONE_FOR_ALL. */
    enum Layout {
        DENSE,
        WITH_OFFSET,
        TRANSPOSED,
        SPACED_ROWS,
        SPACED_AND_TRANSPOSED,
        STEPPED_COLUMNS,
        ONE_FOR_ALL
    }

    /** Batch, m, n, k and the layouts of a, b and c. */
    record Shape(int batch, int m, int n, int k, Layout a, Layout b, Layout c) {}

    private final DataType dtype;
    private final ElementType type;
    private final String text;
    private final Matrices<Object> a;
    private final Matrices<Object> b;
    private final Matrices<Object> c;

    PeerSample(String peer, DataType dtype, Shape shape, long seed) {
        this.dtype = dtype;
        type = ElementType.of(dtype);
        text = peer + ", " + dtype + ", " + shape + ", seed " + seed;
        Random random = new Random(seed);
        a = operand(random, shape.batch, shape.m, shape.k, shape.a);
        b = operand(random, shape.batch, shape.k, shape.n, shape.b);
        c = operand(random, shape.batch, shape.m, shape.n, shape.c);
    }

    private Matrices<Object> operand(Random random, int batch, int rows, int columns, Layout layout) {
        return switch (layout) {
            case DENSE -> random(random, 0, 0, batch, rows, columns, rows * columns, columns, 1);
            case WITH_OFFSET -> random(random, 7, 9, batch, rows, columns, rows * columns + 3, columns, 1);
            case TRANSPOSED -> random(random, 0, 5, batch, rows, columns, rows * columns, 1, rows);
            case SPACED_ROWS -> random(random, 3, 5, batch, rows, columns, rows * (columns + 4), columns + 4, 1);
            case SPACED_AND_TRANSPOSED -> random(random, 2, 5, batch, rows, columns, columns * (rows + 3), 1, rows + 3);
            case STEPPED_COLUMNS ->
                random(random, 1, 5, batch, rows, columns, rows * (2 * columns + 1), 2 * columns + 1, 2);
            case ONE_FOR_ALL -> random(random, 4, 5, batch, rows, columns, 0, columns, 1);
        };
    }

    private Matrices<Object> random(
            Random random, int offset, int after, int batch, int rows, int columns, int batchStride, int row, int col) {
        int length = offset + batchStride * Math.max(0, batch - 1) + Math.max(rows * row, columns * col) + after;
        Object data = type.newArray(length);
        for (int i = 0; i < length; i++) {
            type.set(data, i, random.nextGaussian(), random.nextLong());
        }
        return new Matrices<>(data, offset, batch, rows, columns, batchStride, row, col);
    }

    void multiply(MatrixKernel kernel) {
        type.multiply(kernel, a, b, c);
    }

    /** Multiplies, then looks at every element of all three arrays. */
    void check(MatrixKernel kernel) {
        Object aBefore = copy(a.data());
        Object bBefore = copy(b.data());
        Object cBefore = copy(c.data());
        assertDoesNotThrow(() -> multiply(kernel), text);
        BitSet written = new BitSet();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    checkElement(q, i, j);
                    written.set(c.index(q, i, j));
                }
            }
        }
        assertUntouched("a", aBefore, a.data(), new BitSet());
        assertUntouched("b", bBefore, b.data(), new BitSet());
        assertUntouched("the surroundings of c", cBefore, c.data(), written);
    }

    /** A refusal that names the dtype, and c as it was. */
    void checkRefusal(MatrixKernel kernel) {
        Object before = copy(c.data());
        if (c.isEmpty() || a.columns() == 0) {
            return;
        }
        String message = assertThrows(UnsupportedOperationException.class, () -> multiply(kernel), text)
                .getMessage();
        assertTrue(message.contains(dtype.name().toLowerCase(Locale.ROOT)), () -> message + ": " + text);
        assertUntouched("c", before, c.data(), new BitSet());
    }

    private void checkElement(int q, int i, int j) {
        double sum = 0;
        double magnitude = 0;
        long whole = 0;
        for (int k = 0; k < a.columns(); k++) {
            int x = a.index(q, i, k);
            int y = b.index(q, k, j);
            if (dtype.isFloating()) {
                double product = Array.getDouble(a.data(), x) * Array.getDouble(b.data(), y);
                sum += product;
                magnitude += Math.abs(product);
            } else {
                whole += Array.getLong(a.data(), x) * Array.getLong(b.data(), y);
            }
        }
        int at = c.index(q, i, j);
        Number actual = (Number) Array.get(c.data(), at);
        Number expected = dtype.isFloating() ? sum : dtype == DataType.INT32 ? (Number) (int) whole : (Number) whole;
        // Higham, Accuracy and Stability, 3.1: k u for either sum; the reference is the second one for float64
        double unit = dtype == DataType.FLOAT32 ? 0x1p-24 : 2 * 0x1p-53;
        double bound = (a.columns() + 1) * unit * magnitude;
        boolean isRight = dtype.isFloating() ? Math.abs(actual.doubleValue() - sum) <= bound : actual.equals(expected);
        if (!isRight) {
            fail(String.format("%s at (%d, %d, %d), expected %s: %s", actual, q, i, j, expected, text));
        }
    }

    private void assertUntouched(String what, Object before, Object after, BitSet except) {
        for (int i = except.nextClearBit(0); i < Array.getLength(before); i = except.nextClearBit(i + 1)) {
            if (!Array.get(before, i).equals(Array.get(after, i))) {
                fail(what + " changed at " + i + ": " + text);
            }
        }
    }

    private Object copy(Object data) {
        int length = Array.getLength(data);
        Object copy = type.newArray(length);
        System.arraycopy(data, 0, copy, 0, length);
        return copy;
    }

    @Override
    public String toString() {
        return text;
    }
}
