package org.torchmm.comparisons.peers;

/** One gemm for each matrix of the batch: BLAS knows no batches. */
final class BlasLoop {

    /** c = a x b for matrix {@code q} of each; c is not transposed. */
    interface Gemm<A> {
        void run(BlasOperand<A> a, BlasOperand<A> b, BlasOperand<A> c, int q);
    }

    private BlasLoop() {}

    static <A> void run(Operand<A> a, Operand<A> b, Operand<A> c, Gemm<A> gemm) {
        if (BlasOperand.hasRows(c)) {
            BlasOperand<A> x = BlasOperand.of(a);
            BlasOperand<A> y = BlasOperand.of(b);
            BlasOperand<A> z = BlasOperand.of(c);
            for (int q = 0; q < c.batch(); q++) {
                gemm.run(x, y, z, q);
            }
        } else if (BlasOperand.hasRows(c.transposed())) {
            run(b.transposed(), a.transposed(), c.transposed(), gemm);
        } else {
            Operand<A> result = DenseCopies.emptyLike(c);
            run(a, b, result, gemm);
            DenseCopies.copy(result, c);
        }
    }
}
