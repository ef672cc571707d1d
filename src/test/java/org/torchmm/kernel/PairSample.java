package org.torchmm.kernel;

import java.util.Random;
import java.util.zip.CRC32;

/** A batch of products of int16, of any values, as {@link ShortPairs} takes them and as the textbook has them. */
final class PairSample {

    private static final long SEED = 20_261_128;

    private static final int SAMPLES = 12;

    private final int batch;
    private final int m;
    private final int n;
    private final int k;
    private final boolean isTransposedA;
    private final boolean isTransposedB;
    private final short[][][] a;
    private final short[][][] b;

    PairSample(long seed) {
        Random random = new Random(seed);
        batch = 1 + random.nextInt(3);
        m = ShortPairs.LEAST + random.nextInt(90);
        n = ShortPairs.LEAST + random.nextInt(90);
        k = 1 + random.nextInt(random.nextBoolean() ? 60 : 900); // up to three chains of pairs
        isTransposedA = random.nextBoolean();
        isTransposedB = random.nextBoolean();
        a = random(random, m);
        b = random(random, n);
    }

    private short[][][] random(Random random, int lines) {
        short[][][] x = new short[batch][lines][k];
        for (short[][] matrix : x) {
            for (short[] line : matrix) {
                for (int kk = 0; kk < k; kk++) {
                    line[kk] = (short) random.nextInt();
                }
            }
        }
        return x;
    }

    /** The bits of many, by a kernel that multiplies pairs, or by the textbook. */
    static String line(MatrixKernel kernel) {
        CRC32 sum = new CRC32();
        for (long seed = SEED; seed < SEED + SAMPLES; seed++) {
            PairSample sample = new PairSample(seed);
            short[] c = kernel instanceof ShortPairs pairs ? sample.multiply(pairs) : sample.expected();
            for (short x : c) {
                sum.update(x);
                sum.update(x >> 8);
            }
        }
        return "INT16 " + Long.toHexString(sum.getValue());
    }

    short[] expected() {
        short[] c = new short[batch * m * n];
        for (int q = 0, at = 0; q < batch; q++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++, at++) {
                    for (int kk = 0; kk < k; kk++) {
                        c[at] += (short) (a[q][i][kk] * b[q][j][kk]);
                    }
                }
            }
        }
        return c;
    }

    /** By a kernel whose tiles are compiled. */
    short[] multiply(ShortPairs kernel) {
        int[] c = new int[3 + batch * m * n];
        IntMatrices target = new IntMatrices(c, 3, batch, m, n, m * n, n, 1);
        Runnable product = kernel.product(
                pairs(a, m, isTransposedA), pairs(b, n, isTransposedB).transposed(), target);
        if (product == null) {
            throw new AssertionError("not compiled");
        }
        product.run();
        if ((c[0] | c[1] | c[2]) != 0) {
            throw new AssertionError("written before c: " + this);
        }
        short[] low = new short[batch * m * n];
        for (int i = 0; i < low.length; i++) {
            low[i] = (short) c[3 + i];
        }
        return low;
    }

    /** (lines, pairs), row by row or column by column, among other numbers. */
    private IntMatrices pairs(short[][][] x, int lines, boolean isTransposed) {
        int pairs = (k + 1) / 2;
        int row = isTransposed ? 1 : pairs + 5;
        int column = isTransposed ? lines + 5 : 1;
        int size = (lines + 5) * (pairs + 5);
        IntMatrices matrices = new IntMatrices(new int[7 + batch * size], 7, batch, lines, pairs, size, row, column);
        for (int q = 0; q < batch; q++) {
            for (int i = 0; i < lines; i++) {
                for (int kk = 0; kk < k; kk++) {
                    int half = kk % 2 == 0 ? x[q][i][kk] & 0xffff : x[q][i][kk] << 16;
                    matrices.data()[7 + q * size + i * row + kk / 2 * column] |= half;
                }
            }
        }
        return matrices;
    }

    @Override
    public String toString() {
        return batch + " times " + m + "x" + k + "x" + n + (isTransposedA ? ", a transposed" : "")
                + (isTransposedB ? ", b transposed" : "");
    }
}
