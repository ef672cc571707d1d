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
import org.torchmm.comparisons.MatrixLayout;
import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.MatrixKernel;

/** A product of seeded random operands for one peer, with random elements around all three that must stay as they are. */
final class PeerSample {

    /** Batch, m, n, k and the layouts of a, b and c. */
    record Shape(int batch, int m, int n, int k, Place a, Place b, Place c) {}

    /** How an operand lies, and how many elements its array has before and after it. */
    enum Place {
        DENSE(MatrixLayout.DENSE, 0, 0),
        WITH_OFFSET(MatrixLayout.DENSE, 7, 9),
        TRANSPOSED(MatrixLayout.TRANSPOSED, 0, 5),
        SPACED_ROWS(MatrixLayout.SPACED_ROWS, 3, 5),
        SPACED_AND_TRANSPOSED(MatrixLayout.SPACED_AND_TRANSPOSED, 2, 5),
        STEPPED_COLUMNS(MatrixLayout.STEPPED_COLUMNS, 1, 5),
        ONE_FOR_ALL(MatrixLayout.ONE_FOR_ALL, 4, 5);

        private final MatrixLayout layout;
        private final int before;
        private final int after;

        Place(MatrixLayout layout, int before, int after) {
            this.layout = layout;
            this.before = before;
            this.after = after;
        }
    }

    private final DataType dtype;
    private final ElementType type;
    private final String text;
    private final Matrices<?> a;
    private final Matrices<?> b;
    private final Matrices<?> c;

    PeerSample(String peer, DataType dtype, Shape shape, long seed) {
        this.dtype = dtype;
        type = ElementType.of(dtype);
        text = peer + ", " + dtype + ", " + shape + ", seed " + seed;
        Random random = new Random(seed);
        a = operand(random, shape.batch, shape.m, shape.k, shape.a);
        b = operand(random, shape.batch, shape.k, shape.n, shape.b);
        c = operand(random, shape.batch, shape.m, shape.n, shape.c);
    }

    private Matrices<?> operand(Random random, int batch, int rows, int columns, Place place) {
        Matrices<?> x = place.layout.matrices(type, place.before, batch, rows, columns, place.after);
        for (int i = 0; i < Array.getLength(x.data()); i++) {
            type.set(x.data(), i, random.nextGaussian(), random.nextLong());
        }
        return x;
    }

    void multiply(MatrixKernel kernel) {
        kernel.bmm(a, b, c);
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
                    written.set(Storage.index(c, q, i, j));
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
            int x = Storage.index(a, q, i, k);
            int y = Storage.index(b, q, k, j);
            if (dtype.isFloating()) {
                double product = Array.getDouble(a.data(), x) * Array.getDouble(b.data(), y);
                sum += product;
                magnitude += Math.abs(product);
            } else {
                whole += Array.getLong(a.data(), x) * Array.getLong(b.data(), y);
            }
        }
        int at = Storage.index(c, q, i, j);
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
