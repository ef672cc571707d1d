package org.torchmm.spark;

import dev.ludovic.netlib.blas.BLAS;
import org.torchmm.kernel.MatrixKernel;

/**
 * A netlib BLAS whose sgemm and dgemm are a kernel's, and everything else another's. That other answers for products too small to gain,
 * for those that compute nothing (alpha or k of 0) and for every argument that it refuses, so that refusals are its own.
 */
final class KernelBlas extends NetlibBlas {

    private final MatrixKernel kernel;

    KernelBlas(BLAS netlib, MatrixKernel kernel) {
        super(netlib);
        this.kernel = kernel;
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
        if (Gemms.gains(m, n, k)) { // first of all: small calls are many
            FloatGemm gemm = new FloatGemm(
                    transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
            if (gemm.isKernels()) {
                gemm.run(kernel);
                return;
            }
        }
        netlib.sgemm(transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
        if (Gemms.gains(m, n, k)) {
            sgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
        } else {
            netlib.sgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        }
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
        if (Gemms.gains(m, n, k)) { // first of all: small calls are many
            DoubleGemm gemm = new DoubleGemm(
                    transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
            if (gemm.isKernels()) {
                gemm.run(kernel);
                return;
            }
        }
        netlib.dgemm(transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
        if (Gemms.gains(m, n, k)) {
            dgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
        } else {
            netlib.dgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        }
    }
}
