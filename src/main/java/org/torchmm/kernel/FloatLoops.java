package org.torchmm.kernel;

import java.util.Arrays;

/** Internal: {@link Loops} over float; KernelGenerator derives DoubleLoops, IntLoops and LongLoops from this file. */
public final class FloatLoops implements Loops<float[]> {

    public static final FloatLoops INSTANCE = new FloatLoops();

    /** Chains of {@link Summation#LANES}: the lanes of a 512-bit vector, whatever width the machine has. */
    private static final int LANES = 64 / Float.BYTES;

    /** Columns of a block of b: 128 rows of 512 floats are 256 KB, which stay in L2; C2's vector loops want long rows. */
    private static final int NC = 512;

    /** The textbook's three loops, for shapes without a zero or with one: an empty sum is 0. */
    public static void textbook(FloatMatrices a, FloatMatrices b, FloatMatrices c, int from, int to) {
        if (Loops.isSpelledOut(b)) {
            FloatTiny.run(a, b, c, from, to);
            return;
        }
        int m = c.rows();
        int n = c.columns();
        int k = a.columns();
        float[] ad = a.data();
        float[] bd = b.data();
        float[] cd = c.data();
        int aColumn = a.columnStride();
        int bRow = b.rowStride();
        int bColumn = b.columnStride();
        int cColumn = c.columnStride();
        for (int q = from; q < to; q++) {
            int bo = b.offset() + q * b.batchStride();
            for (int i = 0; i < m; i++) {
                int ao = a.offset() + q * a.batchStride() + i * a.rowStride();
                int co = c.offset() + q * c.batchStride() + i * c.rowStride();
                // three chains at a time, as each addition waits for the one before; the last column twice if need be
                for (int j = 0; j < n; j += 3) {
                    int second = Math.min(j + 1, n - 1);
                    int third = Math.min(j + 2, n - 1);
                    int b0 = bo + j * bColumn;
                    int b1 = bo + second * bColumn;
                    int b2 = bo + third * bColumn;
                    float sum0 = 0;
                    float sum1 = 0;
                    float sum2 = 0;
                    for (int kk = 0, ai = ao, down = 0; kk < k; kk++, ai += aColumn, down += bRow) {
                        float x = ad[ai];
                        sum0 += x * bd[b0 + down];
                        sum1 += x * bd[b1 + down];
                        sum2 += x * bd[b2 + down];
                    }
                    cd[co + j * cColumn] = sum0;
                    cd[co + second * cColumn] = sum1;
                    cd[co + third * cColumn] = sum2;
                }
            }
        }
    }

    @Override
    public void separate(Product<float[]> p, int from, int to) {
        textbook((FloatMatrices) p.a(), (FloatMatrices) p.b(), (FloatMatrices) p.c(), from, to);
    }

    /**
     * C2 turns a loop over j into vectors only if every array in it is read and written at plain j: hence a block of b with one
     * array a row, and sums in arrays of their own.
     */
    // Tried: offsets into one array, of which C2 cannot tell that c and b are apart: 5 GFLOP/s instead of 50.
    @Override
    public void blocked(Product<float[]> p, int q, int i0, int i1) {
        int nc = Math.min(NC, p.n());
        Split chains = Summation.chains(p.k());
        float[][] b = new float[chains.most()][nc];
        FloatSteps steps = new FloatSteps();
        float[] sum0 = new float[nc];
        float[] sum1 = new float[nc];
        for (int j0 = 0; j0 < p.n(); j0 += NC) {
            int n = Math.min(NC, p.n() - j0);
            for (int chain = 0; chain < chains.chunks(); chain++) {
                int k0 = chains.from(chain);
                int kc = chains.to(chain) - k0;
                copyBlock(p.b(), q, k0, kc, j0, n, b);
                steps.of(b, kc, n);
                for (int i = i0; i < i1; i += 2) {
                    int second = Math.min(i + 1, i1 - 1); // an odd last row is summed twice
                    steps.begin(sum0, sum1);
                    twoRows(steps, p.a(), q, i, second, k0, kc, sum0, sum1);
                    store(p.c(), q, i, j0, n, sum0, 0, k0 > 0);
                    if (second > i) {
                        store(p.c(), q, second, j0, n, sum1, 0, k0 > 0);
                    }
                }
            }
        }
    }

    /** kc rows of n columns, an array each. */
    static void copyBlock(Matrices<float[]> source, int q, int k0, int kc, int j0, int n, float[][] block) {
        float[] data = source.data();
        int row = source.rowStride();
        int column = source.columnStride();
        int start = source.offset() + q * source.batchStride() + k0 * row + j0 * column;
        if (column == 1) {
            for (int k = 0; k < kc; k++) {
                System.arraycopy(data, start + k * row, block[k], 0, n);
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < kc; k++) {
                block[k][j] = data[start + j * column + k * row];
            }
        }
    }

    private static void twoRows(
            FloatSteps steps,
            Matrices<float[]> a,
            int q,
            int i,
            int second,
            int k0,
            int kc,
            float[] sum0,
            float[] sum1) {
        float[] data = a.data();
        int column = a.columnStride();
        int row0 = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * column;
        int row1 = row0 + (second - i) * a.rowStride();
        int k = 0;
        for (; k + 1 < kc; k += 2) {
            int at = k * column;
            steps.two(
                    sum0,
                    sum1,
                    k,
                    data[row0 + at],
                    data[row0 + at + column],
                    data[row1 + at],
                    data[row1 + at + column]);
        }
        if (k < kc) {
            steps.one(sum0, k, data[row0 + k * column]);
            steps.one(sum1, k, data[row1 + k * column]);
        }
    }

    /** n sums from {@code from} on into a row of c, or added to what is there. */
    static void store(Matrices<float[]> c, int q, int i, int j0, int n, float[] sum, int from, boolean add) {
        float[] data = c.data();
        int column = c.columnStride();
        int co = c.offset() + q * c.batchStride() + i * c.rowStride() + j0 * column;
        if (!add && column == 1) {
            System.arraycopy(sum, from, data, co, n);
            return;
        }
        for (int j = 0; j < n; j++) {
            int at = co + j * column;
            data[at] = add ? data[at] + sum[from + j] : sum[from + j];
        }
    }

    @Override
    public void lanes(Product<float[]> p, int q, int j0, int j1) {
        Matrices<float[]> a = p.a();
        Matrices<float[]> b = p.b();
        Matrices<float[]> c = p.c();
        float[] sums = new float[LANES];
        for (int i = 0; i < p.m(); i++) {
            int ao = a.offset() + q * a.batchStride() + i * a.rowStride();
            int co = c.offset() + q * c.batchStride() + i * c.rowStride();
            for (int j = j0; j < j1; j++) {
                int bo = b.offset() + q * b.batchStride() + j * b.columnStride();
                c.data()[co + j * c.columnStride()] = dot(p.k(), a.data(), ao, b.data(), bo, sums);
            }
        }
    }

    private static float dot(int k, float[] a, int ao, float[] b, int bo, float[] sums) {
        int whole = k - k % LANES;
        Arrays.fill(sums, 0);
        for (int at = 0; at < whole; at += LANES) {
            for (int l = 0; l < LANES; l++) {
                sums[l] = Fused.multiplyAdd(a[ao + at + l], b[bo + at + l], sums[l]);
            }
        }
        return addUp(k, a, ao, b, bo, sums);
    }

    /** The lanes' sums in halves, then what is left of k in one chain. */
    static float addUp(int k, float[] a, int ao, float[] b, int bo, float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                sums[l] += sums[l + half];
            }
        }
        float sum = sums[0];
        for (int at = k - k % LANES; at < k; at++) {
            sum = Fused.multiplyAdd(a[ao + at], b[bo + at], sum);
        }
        return sum;
    }
}
