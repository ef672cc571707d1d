package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import org.torchmm.kernel.MatrixKernel;

/**
 * A netlib BLAS whose sgemm and dgemm are a kernel's, and everything else another's. That other answers for products too small to gain,
 * for those that compute nothing (alpha or k of 0) and for every argument that it refuses, so that refusals are its own.
 */
final class KernelBlas extends NetlibBlas {

    /** Products of fewer multiplications stay netlib's. */
    private static final long LEAST_WORK = 64 * 64 * 64;

    /** So do those where one of the three sizes is less. */
    private static final int LEAST_SIZE = 8;

    /** And those of a transposed a with few columns of b, where netlib's dot products are as fast. */
    // Measured over VectorBLAS on one thread, TN: 1000x10x128 1.2 to 2.1, 512x16x512 0.9 to 1.1; all else from 4x4x4 to
    // 512x512x16 0.14 to 1.07.
    private static final int LEAST_COLUMNS_OF_DOTS = 32;

    /** A slab of c has to fit an array. */
    private static final int MOST_ROWS = 1 << 22;

    private final MatrixKernel kernel;

    KernelBlas(BLAS netlib, MatrixKernel kernel) {
        super(netlib);
        this.kernel = kernel;
    }

    private static boolean gains(int m, int n, int k) {
        return (long) m * n * k >= LEAST_WORK && Math.min(Math.min(m, n), k) >= LEAST_SIZE && m <= MOST_ROWS;
    }

    /** Whether the elements of a (rows, columns), column by column, lie in an array of that length. */
    private static boolean fits(int length, int offset, int rows, int columns, int ld) {
        return ld >= rows && offset >= 0 && offset + (columns - 1L) * ld + rows <= length;
    }

    private static boolean isTransposed(String trans) {
        return !trans.equalsIgnoreCase("N");
    }

    /** N, T or C, in either case. netlib takes the empty word too, and refuses the others. */
    private static boolean isKnown(String trans) {
        return trans != null && trans.length() == 1 && "NnTtCc".contains(trans);
    }

    /** Whether the arguments are right, and the product one of those that gain. */
    private static boolean isKernels(
            String transa,
            String transb,
            int m,
            int n,
            int k,
            int lengtha,
            int offseta,
            int lda,
            int lengthb,
            int offsetb,
            int ldb,
            int lengthc,
            int offsetc,
            int ldc) {
        if (!isKnown(transa) || !isKnown(transb)) {
            return false;
        }
        boolean ta = isTransposed(transa);
        boolean tb = isTransposed(transb);
        if (ta && !tb && n < LEAST_COLUMNS_OF_DOTS) {
            return false;
        }
        return fits(lengtha, offseta, ta ? k : m, ta ? m : k, lda)
                && fits(lengthb, offsetb, tb ? n : k, tb ? k : n, ldb)
                && fits(lengthc, offsetc, m, n, ldc);
    }

    @Override
    public void sgemm(
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
        if (!gains(m, n, k)
                || alpha == 0
                || a == null
                || b == null
                || c == null
                || !isKernels(
                        transa, transb, m, n, k, a.length, offseta, lda, b.length, offsetb, ldb, c.length, offsetc,
                        ldc)) {
            netlib.sgemm(transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
            return;
        }
        boolean ta = isTransposed(transa);
        boolean tb = isTransposed(transb);
        FloatGemm.run(kernel, ta, tb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }

    @Override
    public void sgemm(
            String transa,
            String transb,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int lda,
            float[] b,
            int ldb,
            float beta,
            float[] c,
            int ldc) {
        if (!gains(m, n, k)) {
            netlib.sgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
            return;
        }
        sgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
    }

    @Override
    public void dgemm(
            String transa,
            String transb,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int offseta,
            int lda,
            double[] b,
            int offsetb,
            int ldb,
            double beta,
            double[] c,
            int offsetc,
            int ldc) {
        if (!gains(m, n, k)
                || alpha == 0
                || a == null
                || b == null
                || c == null
                || !isKernels(
                        transa, transb, m, n, k, a.length, offseta, lda, b.length, offsetb, ldb, c.length, offsetc,
                        ldc)) {
            netlib.dgemm(transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
            return;
        }
        boolean ta = isTransposed(transa);
        boolean tb = isTransposed(transb);
        DoubleGemm.run(kernel, ta, tb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }

    @Override
    public void dgemm(
            String transa,
            String transb,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int lda,
            double[] b,
            int ldb,
            double beta,
            double[] c,
            int ldc) {
        if (!gains(m, n, k)) {
            netlib.dgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
            return;
        }
        dgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
    }
}
