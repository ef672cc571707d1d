package org.torchmm.spark;

import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;

/**
 * A call of BLAS's gemm, {@code c = alpha * op(a) x op(b) + beta * c}: {@code c} is (m, n), {@code op(a)} (m, k), {@code op(b)} (k, n), each
 * column by column, a column's beginning {@code ld} after the one before.
 */
record FloatGemm(
        String transa,
        String transb,
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

    /** Columns of c that are multiplied at once where c is added to, so that the products need little room beside it. */
    private static final int SLAB = 256;

    /** Whether the arguments are right and a product of these sizes, which gain by a kernel, does so as its operands lie. */
    boolean isKernels() {
        return alpha != 0
                && a != null
                && b != null
                && c != null
                && Gemms.isKnown(transa)
                && Gemms.isKnown(transb)
                && Gemms.gains(transa, transb, n)
                && Gemms.fits(a.length, offseta, transa, m, k, lda)
                && Gemms.fits(b.length, offsetb, transb, k, n, ldb)
                && Gemms.fits(c.length, offsetc, "N", m, n, ldc);
    }

    /** By a kernel, of arguments that are right. */
    void run(MatrixKernel kernel) {
        boolean isTurned = Gemms.isTransposed(transb);
        FloatMatrices left = transposed(a, offseta, lda, Gemms.isTransposed(transa), m, k);
        if (beta == 0) {
            FloatMatrices right = transposed(b, offsetb, ldb, isTurned, k, n);
            kernel.bmm(right, left, transposed(c, offsetc, ldc, false, m, n));
            if (alpha != 1) {
                for (int j = 0; j < n; j++) {
                    scale(offsetc + j * ldc);
                }
            }
            return;
        }
        float[] slab = new float[m * Math.min(n, SLAB)];
        for (int j0 = 0; j0 < n; j0 += SLAB) {
            int columns = Math.min(SLAB, n - j0);
            FloatMatrices right = transposed(b, offsetb + j0 * (isTurned ? 1 : ldb), ldb, isTurned, k, columns);
            kernel.bmm(right, left, transposed(slab, 0, m, false, m, columns));
            for (int j = 0; j < columns; j++) {
                add(slab, j * m, offsetc + (j0 + j) * ldc);
            }
        }
    }

    /** Where an operand lies: (columns, rows) of it row by row, which is how a kernel reads what BLAS has column by column. */
    private static FloatMatrices transposed(
            float[] data, int offset, int ld, boolean isTransposed, int rows, int columns) {
        return new FloatMatrices(data, offset, 1, columns, rows, 0, isTransposed ? 1 : ld, isTransposed ? ld : 1);
    }

    private void scale(int column) {
        for (int i = column; i < column + m; i++) {
            c[i] *= alpha;
        }
    }

    private void add(float[] product, int from, int column) {
        for (int i = 0; i < m; i++) {
            c[column + i] = beta * c[column + i] + alpha * product[from + i];
        }
    }
}
