package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.Storage;
import org.torchmm.kernel.DoubleMatrices;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.IntMatrices;
import org.torchmm.kernel.LongMatrices;
import org.torchmm.kernel.Matrices;

/**
 * The three loops that a textbook has and a user would write, on one thread: row, column, sum. Any layout of all four
 * element types, nothing copied.
 */
final class TextbookLoop extends PeerKernel {

    TextbookLoop() {
        super("textbook", EVERY);
    }

    private interface Dot {
        void compute(int firstOfRow, int firstOfColumn, int at);
    }

    @Override
    PreparedProduct floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        float[] x = a.data();
        float[] y = b.data();
        return () -> forEach(a, b, c, (i, j, at) -> {
            float sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        double[] x = a.data();
        double[] y = b.data();
        return () -> forEach(a, b, c, (i, j, at) -> {
            double sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct ints(IntMatrices a, IntMatrices b, IntMatrices c) {
        int[] x = a.data();
        int[] y = b.data();
        return () -> forEach(a, b, c, (i, j, at) -> {
            int sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct longs(LongMatrices a, LongMatrices b, LongMatrices c) {
        long[] x = a.data();
        long[] y = b.data();
        return () -> forEach(a, b, c, (i, j, at) -> {
            long sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    private static void forEach(Matrices<?> a, Matrices<?> b, Matrices<?> c, Dot dot) {
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    dot.compute(Storage.index(a, q, i, 0), Storage.index(b, q, 0, j), Storage.index(c, q, i, j));
                }
            }
        }
    }
}
