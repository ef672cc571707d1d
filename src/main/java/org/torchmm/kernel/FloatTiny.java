package org.torchmm.kernel;

/**
 * c = a x b in {@link Summation#SEPARATE} where b is 1x1, 2x2, 3x3 or 4x4, any number of rows against it: b waits in local
 * variables, and the loop over the batch is inside. KernelGenerator derives the other three types from this file.
 *
 * <p>1024 products of n x n matrices took 4 ns each for n = 2 and 13 ns for n = 3, in loops over rows and columns with the
 * sum alone spelled out 11 and 22 ns (Zen 4, JDK 17); loops over all three take longer still.
 */
final class FloatTiny {

    private FloatTiny() {}

    /** Whether there is a method for such a b. */
    static boolean has(FloatMatrices b) {
        return b.rows() == b.columns() && b.rows() >= 1 && b.rows() <= 4;
    }

    /** Matrices {@code from} to {@code to} of the batch. */
    static void run(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        if (b.rows() == 1) {
            one(a, b, c, from, to);
        } else if (b.rows() == 2) {
            two(a, b, c, from, to);
        } else if (b.rows() == 3) {
            three(a, b, c, from, to);
        } else {
            four(a, b, c, from, to);
        }
    }

    private static void one(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        int m = a.rows();
        int aRow = a.rowStride();
        int cRow = c.rowStride();
        for (int q = from; q < to; q++) {
            int ai = a.offset() + q * a.batchStride();
            int ci = c.offset() + q * c.batchStride();
            float y00 = y[b.offset() + q * b.batchStride()];
            for (int i = 0; i < m; i++, ai += aRow, ci += cRow) {
                z[ci] = 0 + x[ai] * y00;
            }
        }
    }

    private static void two(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        int m = a.rows();
        int aRow = a.rowStride();
        int aColumn = a.columnStride();
        int bRow = b.rowStride();
        int bColumn = b.columnStride();
        int cRow = c.rowStride();
        int cColumn = c.columnStride();
        for (int q = from; q < to; q++) {
            int ai = a.offset() + q * a.batchStride();
            int bi = b.offset() + q * b.batchStride();
            int ci = c.offset() + q * c.batchStride();
            float y00 = y[bi];
            float y01 = y[bi + bColumn];
            float y10 = y[bi + bRow];
            float y11 = y[bi + bRow + bColumn];
            for (int i = 0; i < m; i++, ai += aRow, ci += cRow) {
                float x0 = x[ai];
                float x1 = x[ai + aColumn];
                z[ci] = 0 + x0 * y00 + x1 * y10;
                z[ci + cColumn] = 0 + x0 * y01 + x1 * y11;
            }
        }
    }

    private static void three(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        int m = a.rows();
        int aRow = a.rowStride();
        int aColumn = a.columnStride();
        int bRow = b.rowStride();
        int bColumn = b.columnStride();
        int cRow = c.rowStride();
        int cColumn = c.columnStride();
        for (int q = from; q < to; q++) {
            int ai = a.offset() + q * a.batchStride();
            int bi = b.offset() + q * b.batchStride();
            int ci = c.offset() + q * c.batchStride();
            float y00 = y[bi];
            float y01 = y[bi + bColumn];
            float y02 = y[bi + 2 * bColumn];
            float y10 = y[bi + bRow];
            float y11 = y[bi + bRow + bColumn];
            float y12 = y[bi + bRow + 2 * bColumn];
            float y20 = y[bi + 2 * bRow];
            float y21 = y[bi + 2 * bRow + bColumn];
            float y22 = y[bi + 2 * bRow + 2 * bColumn];
            for (int i = 0; i < m; i++, ai += aRow, ci += cRow) {
                float x0 = x[ai];
                float x1 = x[ai + aColumn];
                float x2 = x[ai + 2 * aColumn];
                z[ci] = 0 + x0 * y00 + x1 * y10 + x2 * y20;
                z[ci + cColumn] = 0 + x0 * y01 + x1 * y11 + x2 * y21;
                z[ci + 2 * cColumn] = 0 + x0 * y02 + x1 * y12 + x2 * y22;
            }
        }
    }

    private static void four(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        int m = a.rows();
        int aRow = a.rowStride();
        int aColumn = a.columnStride();
        int bRow = b.rowStride();
        int bColumn = b.columnStride();
        int cRow = c.rowStride();
        int cColumn = c.columnStride();
        for (int q = from; q < to; q++) {
            int ai = a.offset() + q * a.batchStride();
            int bi = b.offset() + q * b.batchStride();
            int ci = c.offset() + q * c.batchStride();
            float y00 = y[bi];
            float y01 = y[bi + bColumn];
            float y02 = y[bi + 2 * bColumn];
            float y03 = y[bi + 3 * bColumn];
            float y10 = y[bi + bRow];
            float y11 = y[bi + bRow + bColumn];
            float y12 = y[bi + bRow + 2 * bColumn];
            float y13 = y[bi + bRow + 3 * bColumn];
            float y20 = y[bi + 2 * bRow];
            float y21 = y[bi + 2 * bRow + bColumn];
            float y22 = y[bi + 2 * bRow + 2 * bColumn];
            float y23 = y[bi + 2 * bRow + 3 * bColumn];
            float y30 = y[bi + 3 * bRow];
            float y31 = y[bi + 3 * bRow + bColumn];
            float y32 = y[bi + 3 * bRow + 2 * bColumn];
            float y33 = y[bi + 3 * bRow + 3 * bColumn];
            for (int i = 0; i < m; i++, ai += aRow, ci += cRow) {
                float x0 = x[ai];
                float x1 = x[ai + aColumn];
                float x2 = x[ai + 2 * aColumn];
                float x3 = x[ai + 3 * aColumn];
                z[ci] = 0 + x0 * y00 + x1 * y10 + x2 * y20 + x3 * y30;
                z[ci + cColumn] = 0 + x0 * y01 + x1 * y11 + x2 * y21 + x3 * y31;
                z[ci + 2 * cColumn] = 0 + x0 * y02 + x1 * y12 + x2 * y22 + x3 * y32;
                z[ci + 3 * cColumn] = 0 + x0 * y03 + x1 * y13 + x2 * y23 + x3 * y33;
            }
        }
    }
}
