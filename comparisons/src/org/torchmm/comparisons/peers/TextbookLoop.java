package org.torchmm.comparisons.peers;

import org.torchmm.comparisons.Matrices;

/**
 * The three loops that a textbook has and a user would write, on one thread: row, column, sum. Any layout of all four
 * element types, nothing copied.
 */
final class TextbookLoop extends PeerKernel {

    TextbookLoop() {
        super("textbook");
    }

    private interface Element {
        void compute(int firstOfRow, int firstOfColumn, int at);
    }

    @Override
    PreparedProduct floats(Matrices<float[]> a, Matrices<float[]> b, Matrices<float[]> c) {
        float[] x = a.data();
        float[] y = b.data();
        return () -> forEachElement(a, b, c, (i, j, at) -> {
            float sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct doubles(Matrices<double[]> a, Matrices<double[]> b, Matrices<double[]> c) {
        double[] x = a.data();
        double[] y = b.data();
        return () -> forEachElement(a, b, c, (i, j, at) -> {
            double sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct ints(Matrices<int[]> a, Matrices<int[]> b, Matrices<int[]> c) {
        int[] x = a.data();
        int[] y = b.data();
        return () -> forEachElement(a, b, c, (i, j, at) -> {
            int sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    @Override
    PreparedProduct longs(Matrices<long[]> a, Matrices<long[]> b, Matrices<long[]> c) {
        long[] x = a.data();
        long[] y = b.data();
        return () -> forEachElement(a, b, c, (i, j, at) -> {
            long sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += x[i + k * a.columnStride()] * y[j + k * b.rowStride()];
            }
            c.data()[at] = sum;
        });
    }

    private static void forEachElement(Matrices<?> a, Matrices<?> b, Matrices<?> c, Element element) {
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    element.compute(
                            a.offset() + q * a.batchStride() + i * a.rowStride(),
                            b.offset() + q * b.batchStride() + j * b.columnStride(),
                            c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride());
                }
            }
        }
    }
}
