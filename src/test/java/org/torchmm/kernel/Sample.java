package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.Random;

/** A product of random operands, its result's surroundings included. Its text is all one needs to see it again. */
final class Sample {

    /** How the elements of an operand lie; c has no REPEATED. */
    enum Layout {
        DENSE,
        TRANSPOSED,
        SPACED_ROWS,
        STEPPED,
        REPEATED
    }

    final ElementType type;
    final Matrices<?> a;
    final Matrices<?> b;
    final Matrices<?> c;
    private final String name;

    Sample(ElementType type, long seed, int batch, int m, int n, int k, Layout la, Layout lb, Layout lc) {
        this.type = type;
        this.name = String.format(
                "new Sample(%s, %dL, %d, %d, %d, %d, %s, %s, %s)", type, seed, batch, m, n, k, la, lb, lc);
        Random random = new Random(seed);
        a = operand(random, batch, m, k, la);
        b = operand(random, batch, k, n, lb);
        c = operand(random, batch, m, n, lc);
    }

    private Matrices<?> operand(Random random, int batch, int rows, int columns, Layout layout) {
        int offset = random.nextInt(3) * 5;
        int gap = 1 + random.nextInt(20);
        int rowStride = columns;
        int columnStride = 1;
        int batchStride = rows * columns;
        switch (layout) {
            case DENSE -> {}
            case TRANSPOSED -> {
                rowStride = 1;
                columnStride = rows;
            }
            case SPACED_ROWS -> {
                rowStride = columns + gap;
                batchStride = rows * rowStride + gap;
            }
            case STEPPED -> {
                columnStride = 2;
                rowStride = 2 * columns + gap;
                batchStride = rows * rowStride;
            }
            case REPEATED -> batchStride = 0;
        }
        int length = offset + Math.max(1, batch) * Math.max(rows * columns, batchStride) + 37;
        Object data = type.newArray(length);
        for (int i = 0; i < length; i++) {
            type.setRandom(data, i, random);
        }
        return type.matrices(data, offset, batch, rows, columns, batchStride, rowStride, columnStride);
    }

    static Sample random(ElementType type, long seed) {
        Random random = new Random(seed);
        int most = 1 << (1 + random.nextInt(8));
        Layout[] layouts = Layout.values();
        return new Sample(
                type,
                seed,
                random.nextInt(random.nextBoolean() ? 3 : 12),
                random.nextInt(most),
                random.nextInt(most),
                random.nextInt(random.nextInt(4) == 0 ? 400 : most),
                layouts[random.nextInt(5)],
                layouts[random.nextInt(5)],
                layouts[random.nextInt(4)]);
    }

    /** The bits of c's whole array after one product by {@code kernel}; the array is as it was again. */
    long[] multiply(MatrixKernel kernel) {
        int length = Array.getLength(c.data());
        Object before = type.newArray(length);
        System.arraycopy(c.data(), 0, before, 0, length);
        try {
            kernel.bmm(a, b, c);
            return bits(c.data());
        } finally {
            System.arraycopy(before, 0, c.data(), 0, length);
        }
    }

    private long[] bits(Object array) {
        long[] bits = new long[Array.getLength(array)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = type.bits(array, i);
        }
        return bits;
    }

    /** c as it has to be, and everything around it, a and b untouched. */
    void check(MatrixKernel kernel) {
        long[] aBefore = bits(a.data());
        long[] bBefore = bits(b.data());
        long[] after = multiply(kernel);
        BitSet written = new BitSet();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    int at = ElementType.index(c, q, i, j);
                    written.set(at);
                    // exact sums of doubles are slow: of a large result every seventh element
                    if (c.rows() * c.columns() < 2000 || at % 7 == 0) {
                        checkElement(kernel, q, i, j, after[at]);
                    }
                }
            }
        }
        long[] before = bits(c.data());
        for (int i = 0; i < after.length; i++) {
            if (!written.get(i)) {
                assertEquals(before[i], after[i], () -> kernel.name() + " wrote outside c: " + this);
            }
        }
        assertArrayEquals(aBefore, bits(a.data()), this::toString);
        assertArrayEquals(bBefore, bits(b.data()), this::toString);
    }

    private void checkElement(MatrixKernel kernel, int q, int i, int j, long actual) {
        if (!type.isFloating() || (long) a.rows() * a.columns() * b.columns() < 400) {
            assertEquals(
                    type.sequentialBits(a, b, q, i, j),
                    actual,
                    () -> String.format("%s at (%d, %d, %d): %s", kernel.name(), q, i, j, this));
            return;
        }
        BigDecimal exact = BigDecimal.ZERO; // of double operands; float products are exact in double, sums nearly
        double sum = 0;
        double size = 0;
        for (int k = 0; k < a.columns(); k++) {
            double x = Array.getDouble(a.data(), ElementType.index(a, q, i, k));
            double y = Array.getDouble(b.data(), ElementType.index(b, q, k, j));
            if (type == ElementType.FLOAT64) {
                exact = exact.add(new BigDecimal(x).multiply(new BigDecimal(y)));
            }
            sum += x * y;
            size += Math.abs(x * y);
        }
        double value =
                type == ElementType.FLOAT32 ? Float.intBitsToFloat((int) actual) : Double.longBitsToDouble(actual);
        double error = type == ElementType.FLOAT32
                ? Math.abs(value - sum)
                : new BigDecimal(value).subtract(exact).abs().doubleValue();
        double bound = (a.columns() + 1) * type.roundoff() * size;
        if (!(error <= bound)) {
            fail(String.format(
                    "%s at (%d, %d, %d) is %s, expected %s, error %.3g > %.3g: %s",
                    kernel.name(), q, i, j, value, sum, error, bound, this));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
