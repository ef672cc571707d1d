package org.torchmm.kernel;

import java.util.Random;
import org.torchmm.kernel.vector.VectorKernel;

/**
 * Products at the far end of the largest array there is: 2^31 - 3 floats, 8.6 GB, hence a program with {@code -Xmx20g} and no
 * test. Every operand ends at the last index, in turn; strides reach over the whole array. Exits with 1 at a wrong element.
 */
public final class LargeArrays {

    private static final int LENGTH = Integer.MAX_VALUE - 2;

    private LargeArrays() {}

    public static void main(String[] args) {
        float[] large = new float[LENGTH];
        int count = 0;
        for (MatrixKernel kernel : new MatrixKernel[] {new ScalarKernel(), VectorKernel.warm()}) {
            for (int[] size : new int[][] {
                {1, 1, 1, 1}, {3, 2, 2, 2}, {2, 40, 3, 300}, {2, 5, 17, 9}, {2, 40, 33, 70}, {2, 100, 150, 500}
            }) {
                for (int operand = 0; operand < 3; operand++) {
                    for (boolean isTransposed : new boolean[] {false, true}) {
                        check(kernel, large, operand, size[0], size[1], size[2], size[3], isTransposed);
                        count++;
                    }
                }
            }
            tall(kernel, large);
            count++;
        }
        System.out.printf("%d products in an array of %d elements are right%n", count, LENGTH);
    }

    private static void check(
            MatrixKernel kernel, float[] large, int operand, int batch, int m, int n, int k, boolean isTransposed) {
        Random random = new Random(operand);
        FloatMatrices a = matrices(operand == 0 ? large : null, batch, m, k);
        FloatMatrices b = isTransposed
                ? matrices(operand == 1 ? large : null, batch, n, k).transposed()
                : matrices(operand == 1 ? large : null, batch, k, n);
        FloatMatrices c = matrices(operand == 2 ? large : null, batch, m, n);
        fill(a, random);
        fill(b, random);
        kernel.bmm(a, b, c);
        compare(kernel, a, b, c);
    }

    /** The first matrix at the front, the last one at the very end. */
    private static FloatMatrices matrices(float[] large, int batch, int rows, int columns) {
        int size = rows * columns;
        if (large == null) {
            return FloatMatrices.of(new float[batch * size], batch, rows, columns);
        }
        int stride = batch == 1 ? 0 : (LENGTH - size) / (batch - 1);
        int offset = LENGTH - size - (batch - 1) * stride;
        return new FloatMatrices(large, offset, batch, rows, columns, stride, columns, 1);
    }

    /** Rows so far apart that nine of them span the array. */
    private static void tall(MatrixKernel kernel, float[] large) {
        Random random = new Random(9);
        int row = (LENGTH - 300) / 8;
        FloatMatrices a = new FloatMatrices(large, LENGTH - 8 * row - 300, 1, 9, 300, 0, row, 1);
        FloatMatrices b = FloatMatrices.of(new float[300 * 40], 1, 300, 40);
        FloatMatrices c = FloatMatrices.of(new float[9 * 40], 1, 9, 40);
        fill(a, random);
        fill(b, random);
        kernel.bmm(a, b, c);
        compare(kernel, a, b, c);
    }

    private static int index(FloatMatrices x, int q, int i, int j) {
        return x.offset() + q * x.batchStride() + i * x.rowStride() + j * x.columnStride();
    }

    /** Small whole numbers, whose sums are exact in any order. */
    private static void fill(FloatMatrices x, Random random) {
        for (int q = 0; q < x.batch(); q++) {
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                    x.data()[index(x, q, i, j)] = random.nextInt(9) - 4;
                }
            }
        }
    }

    private static void compare(MatrixKernel kernel, FloatMatrices a, FloatMatrices b, FloatMatrices c) {
        for (int q = 0; q < c.batch(); q++) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    float sum = 0;
                    for (int k = 0; k < a.columns(); k++) {
                        sum += a.data()[index(a, q, i, k)] * b.data()[index(b, q, k, j)];
                    }
                    float actual = c.data()[index(c, q, i, j)];
                    if (actual != sum) {
                        System.err.printf("%s at (%d, %d, %d): %s, expected %s%n", kernel.name(), q, i, j, actual, sum);
                        System.exit(1);
                    }
                }
            }
        }
    }
}
