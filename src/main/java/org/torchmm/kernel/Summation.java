package org.torchmm.kernel;

/**
 * The three orders in which an element of c may add up its k products.
 *
 * <p>The order alone decides the bits of a float or double result. It is chosen here, from the shape of one matrix and the
 * strides, and nowhere else; so the bits are the same for any number of threads, for a matrix alone or in a batch, and
 * for every kernel of this package: {@link VectorKernel} may hand any call to {@link ScalarKernel} while it warms up.
 */
enum Summation {
    /**
     * One chain from +0, each product rounded before it is added: {@code sum = sum + a * b}. libtorch's own small products
     * are this loop, so they are equal to the last bit.
     */
    SEPARATE,
    /**
     * Chains of at most {@link #KC} fused multiply-adds, each from +0, added up in order. KC = 128 keeps the error of
     * float32 at MKL's (root mean square over MKL's, 128x128xk: 1.00 at k = 256, 0.75 to 1.02 from 1024 to 4096); 256 was
     * 1.4 to 1.9 at k = 256.
     */
    BLOCKED,
    /**
     * As many chains as a 512-bit vector has lanes, lane l taking k = l, l + lanes, ..., then added in halves (l and
     * l + lanes/2 first); the last k % lanes products follow in one chain. For rows times columns that both lie
     * contiguous in memory.
     */
    LANES;

    /** The depth of a block of k: 128 rows of a 32-column panel are 16 KB, half the smallest L1 in use. */
    static final int KC = 128;

    /** libtorch's own bound (bmm_out_or_baddbmm_): below it there is no BLAS. */
    private static final int SEPARATE_BELOW = 400;

    static Summation of(Product<?> p) {
        if (p.work() < SEPARATE_BELOW) {
            return SEPARATE;
        }
        // Few rows against rows: transposing b would cost more than it saves, as each of its elements is used m times
        // (32x1024x1024: 60 GFLOP/s as dots, 41 transposed); with little depth the sums over lanes cost more.
        boolean rowsByRows =
                p.a().columnStride() == 1 && p.b().rowStride() == 1 && (p.n() == 1 || p.b().columnStride() != 1);
        if (rowsByRows && p.m() <= 32 && p.k() >= (p.m() == 1 ? 16 : p.m() <= 4 ? 64 : 128)) {
            return LANES;
        }
        return BLOCKED;
    }
}
