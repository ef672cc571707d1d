package org.torchmm.comparisons.peers;

import org.torchmm.kernel.Matrices;

/** One gemm for each matrix of the batch: BLAS knows no batches. */
final class BlasLoop {

    /** c = a x b for matrix {@code q} of each; c is not transposed. */
    interface Gemm<A> {
        void run(BlasOperand<A> a, BlasOperand<A> b, BlasOperand<A> c, int q);
    }

    private BlasLoop() {}

    static <A> PreparedProduct prepare(Matrices<A> a, Matrices<A> b, Matrices<A> c, Gemm<A> gemm) {
        if (!BlasOperand.hasRows(c) && BlasOperand.hasRows(c.transposed())) {
            return prepare(b.transposed(), a.transposed(), c.transposed(), gemm);
        }
        Matrices<A> result = BlasOperand.hasRows(c) ? c : DenseCopies.emptyLike(c);
        BlasOperand<A> x = BlasOperand.of(a);
        BlasOperand<A> y = BlasOperand.of(b);
        BlasOperand<A> z = BlasOperand.of(result);
        return new PreparedProduct() {
            @Override
            public void run() {
                BlasLoop.run(x, y, z, gemm);
            }

            @Override
            public void read() {
                DenseCopies.copy(result, c);
            }
        };
    }

    /** The products themselves, of operands that are where BLAS takes them. */
    static <A> void run(BlasOperand<A> a, BlasOperand<A> b, BlasOperand<A> c, Gemm<A> gemm) {
        for (int q = 0; q < c.batch(); q++) {
            gemm.run(a, b, c, q);
        }
    }
}
