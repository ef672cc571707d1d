package org.torchmm.kernel.vector;

import java.util.Arrays;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.Matrices;

/** {@link Packing} over float; KernelGenerator derives DoublePacking, IntPacking and LongPacking from this file. */
final class FloatPacking implements Packing<float[]> {

    static final FloatPacking INSTANCE = new FloatPacking();

    @Override
    public float[] newArray(int length) {
        return new float[length];
    }

    @Override
    public int length(float[] array) {
        return array.length;
    }

    @Override
    public FloatMatrices matrices(float[] array, int batch, int rows, int columns) {
        return FloatMatrices.of(array, batch, rows, columns);
    }

    @Override
    public void panel(Matrices<float[]> b, int from, int k, int n, float[] target, int to, int toRow) {
        float[] data = b.data();
        int row = b.rowStride();
        if (b.columnStride() == 1 && n >= 8) { // fewer than 8 are copied in less time than arraycopy is called in
            for (int kk = 0; kk < k; kk++) {
                System.arraycopy(data, from + kk * row, target, to + kk * toRow, n);
            }
        } else {
            gather(b, from, k, n, target, to, toRow);
        }
    }

    /**
     * Eight columns at a time, as each read is of another cache line. What is large enough and contiguous along k does not
     * come here: {@link Workshop#panel}.
     */
    // Zen 4: 0.36 ns an element, which is a store a cycle.
    // Tried: four columns, indexed by plain kk where row is 1: a quarter faster alone, products of 16 to 32 rows and
    // columns
    // 1 to 9 % slower.
    // Tried: blocks of 8x8 and 4x4 spelled out, their bounds checked once: 0.38 to 0.5 ns.
    private static void gather(Matrices<float[]> b, int from, int k, int n, float[] target, int to, int toRow) {
        float[] x = b.data();
        int row = b.rowStride();
        int column = b.columnStride();
        int j = 0;
        for (; j + 8 <= n; j += 8) {
            int x0 = from + j * column;
            int x1 = x0 + column;
            int x2 = x1 + column;
            int x3 = x2 + column;
            int x4 = x3 + column;
            int x5 = x4 + column;
            int x6 = x5 + column;
            int x7 = x6 + column;
            int at = to + j;
            for (int kk = 0, down = 0; kk < k; kk++, down += row, at += toRow) {
                target[at] = x[x0 + down];
                target[at + 1] = x[x1 + down];
                target[at + 2] = x[x2 + down];
                target[at + 3] = x[x3 + down];
                target[at + 4] = x[x4 + down];
                target[at + 5] = x[x5 + down];
                target[at + 6] = x[x6 + down];
                target[at + 7] = x[x7 + down];
            }
        }
        for (; j < n; j++) {
            int at = to + j;
            int xj = from + j * column;
            for (int kk = 0, down = 0; kk < k; kk++, down += row, at += toRow) {
                target[at] = x[xj + down];
            }
        }
    }

    @Override
    public void rows(Matrices<float[]> a, int from, int m, int k, float[] target, int to, int toRow) {
        float[] data = a.data();
        int row = a.rowStride();
        int column = a.columnStride();
        if (column == 1) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(data, from + i * row, target, to + i * toRow, k);
            }
            return;
        }
        for (int kk = 0; kk < k; kk++) {
            for (int i = 0; i < m; i++) {
                target[to + i * toRow + kk] = data[from + i * row + kk * column];
            }
        }
    }

    @Override
    public void copy(float[] from, int fromAt, int fromRow, int m, int n, float[] to, int toAt, int toRow) {
        if (n > 0 && n < 4) { // a loop of so few rounds costs more than its rounds; some elements twice if need be
            int middle = n / 2;
            for (int i = 0, x = fromAt, y = toAt; i < m; i++, x += fromRow, y += toRow) {
                to[y] = from[x];
                to[y + middle] = from[x + middle];
                to[y + n - 1] = from[x + n - 1];
            }
            return;
        }
        for (int i = 0; i < m; i++) {
            if (n >= 16) {
                System.arraycopy(from, fromAt + i * fromRow, to, toAt + i * toRow, n);
                continue;
            }
            for (int j = 0; j < n; j++) {
                to[toAt + i * toRow + j] = from[fromAt + i * fromRow + j];
            }
        }
    }

    @Override
    public void clear(int m, int n, float[] to, int toAt, int toRow) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(to, toAt + i * toRow, toAt + i * toRow + n, 0);
        }
    }

    @Override
    public void add(float[] from, int fromAt, int fromRow, int m, int n, float[] to, int toAt, int toRow) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                to[toAt + i * toRow + j] += from[fromAt + i * fromRow + j];
            }
        }
    }
}
