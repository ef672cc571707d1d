package org.torchmm.kernel;

/** c = a x b as one would write it down: rows, columns, sums, on the strides of the operands. */
final class PlainLoop {

    private PlainLoop() {}

    static Runnable of(Sample sample) {
        return switch (sample.type) {
            case FLOAT32 -> () -> floats((FloatMatrices) sample.a, (FloatMatrices) sample.b, (FloatMatrices) sample.c);
            case FLOAT64 ->
                () -> doubles((DoubleMatrices) sample.a, (DoubleMatrices) sample.b, (DoubleMatrices) sample.c);
            case INT32 -> () -> ints((IntMatrices) sample.a, (IntMatrices) sample.b, (IntMatrices) sample.c);
            case INT64 -> () -> longs((LongMatrices) sample.a, (LongMatrices) sample.b, (LongMatrices) sample.c);
        };
    }

    private static void floats(FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    int row = a.offset() + q * a.batchStride() + i * a.rowStride();
                    int column = b.offset() + q * b.batchStride() + j * b.columnStride();
                    float sum = 0;
                    for (int k = 0; k < a.columns(); k++) {
                        sum += x[row + k * a.columnStride()] * y[column + k * b.rowStride()];
                    }
                    z[c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride()] = sum;
                }
            }
        }
    }

    private static void doubles(DoubleMatrices a, DoubleMatrices b, DoubleMatrices c) {
        double[] x = a.data();
        double[] y = b.data();
        double[] z = c.data();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    int row = a.offset() + q * a.batchStride() + i * a.rowStride();
                    int column = b.offset() + q * b.batchStride() + j * b.columnStride();
                    double sum = 0;
                    for (int k = 0; k < a.columns(); k++) {
                        sum += x[row + k * a.columnStride()] * y[column + k * b.rowStride()];
                    }
                    z[c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride()] = sum;
                }
            }
        }
    }

    private static void ints(IntMatrices a, IntMatrices b, IntMatrices c) {
        int[] x = a.data();
        int[] y = b.data();
        int[] z = c.data();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    int row = a.offset() + q * a.batchStride() + i * a.rowStride();
                    int column = b.offset() + q * b.batchStride() + j * b.columnStride();
                    int sum = 0;
                    for (int k = 0; k < a.columns(); k++) {
                        sum += x[row + k * a.columnStride()] * y[column + k * b.rowStride()];
                    }
                    z[c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride()] = sum;
                }
            }
        }
    }

    private static void longs(LongMatrices a, LongMatrices b, LongMatrices c) {
        long[] x = a.data();
        long[] y = b.data();
        long[] z = c.data();
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    int row = a.offset() + q * a.batchStride() + i * a.rowStride();
                    int column = b.offset() + q * b.batchStride() + j * b.columnStride();
                    long sum = 0;
                    for (int k = 0; k < a.columns(); k++) {
                        sum += x[row + k * a.columnStride()] * y[column + k * b.rowStride()];
                    }
                    z[c.offset() + q * c.batchStride() + i * c.rowStride() + j * c.columnStride()] = sum;
                }
            }
        }
    }
}
