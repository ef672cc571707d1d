package org.torchmm.spark;

import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;

/**
 * BLAS's gemm by a kernel, {@code c = alpha * op(a) x op(b) + beta * c}: {@code c} is (m, n), {@code op(a)} (m, k), {@code op(b)} (k, n),
 * each column by column, a column's beginning {@code ld} after the one before. Arguments are right here.
 */
final class FloatGemm {

    /** Columns of c that are multiplied at once where c is added to, so that the products need little room beside it. */
    private static final int SLAB = 256;

    private FloatGemm() {}

    /** Where an operand lies: (columns, rows) of it row by row, which is how a kernel reads what BLAS has column by column. */
    private static FloatMatrices transposed(
            float[] data, int offset, int ld, boolean isTransposed, int rows, int columns) {
        return new FloatMatrices(data, offset, 1, columns, rows, 0, isTransposed ? 1 : ld, isTransposed ? ld : 1);
    }

    static void run(
            MatrixKernel kernel,
            boolean transa,
            boolean transb,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int offseta,
            int lda,
            float[] b,
            int offsetb,
            int ldb,
            float beta,
            float[] c,
            int offsetc,
            int ldc) {
        FloatMatrices left = transposed(a, offseta, lda, transa, m, k);
        if (beta == 0) {
            FloatMatrices right = transposed(b, offsetb, ldb, transb, k, n);
            kernel.bmm(right, left, transposed(c, offsetc, ldc, false, m, n));
            if (alpha != 1) {
                for (int j = 0; j < n; j++) {
                    scale(alpha, c, offsetc + j * ldc, m);
                }
            }
            return;
        }
        float[] slab = new float[m * Math.min(n, SLAB)];
        for (int j0 = 0; j0 < n; j0 += SLAB) {
            int columns = Math.min(SLAB, n - j0);
            FloatMatrices right = transposed(b, offsetb + j0 * (transb ? 1 : ldb), ldb, transb, k, columns);
            kernel.bmm(right, left, transposed(slab, 0, m, false, m, columns));
            for (int j = 0; j < columns; j++) {
                add(alpha, slab, j * m, beta, c, offsetc + (j0 + j) * ldc, m);
            }
        }
    }

    private static void scale(float alpha, float[] c, int offset, int m) {
        for (int i = offset; i < offset + m; i++) {
            c[i] *= alpha;
        }
    }

    private static void add(float alpha, float[] product, int from, float beta, float[] c, int offset, int m) {
        for (int i = 0; i < m; i++) {
            c[offset + i] = beta * c[offset + i] + alpha * product[from + i];
        }
    }
}
