package org.torchmm.comparisons.peers;

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
    PreparedProduct floats(Operand<float[]> a, Operand<float[]> b, Operand<float[]> c) {
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
    PreparedProduct doubles(Operand<double[]> a, Operand<double[]> b, Operand<double[]> c) {
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
    PreparedProduct ints(Operand<int[]> a, Operand<int[]> b, Operand<int[]> c) {
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
    PreparedProduct longs(Operand<long[]> a, Operand<long[]> b, Operand<long[]> c) {
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

    private static void forEachElement(Operand<?> a, Operand<?> b, Operand<?> c, Element element) {
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
