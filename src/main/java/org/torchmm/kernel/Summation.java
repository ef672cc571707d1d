package org.torchmm.kernel;

/**
 * Internal: the three orders in which an element of c may add up its k products.
 *
 * <p>The order alone decides the bits of a float or double result. It is chosen here, from the shape of one matrix and the
 * strides, and nowhere else; so the bits are the same for any number of threads, for a matrix alone or in a batch, and
 * for every kernel of torchmm: the vector kernel may hand any call to {@link ScalarKernel} while it warms up.
 */
public enum Summation {
    /**
     * One chain from +0, each product rounded before it is added: {@code sum = sum + a * b}. libtorch's own small products
     * are this loop, so they are equal to the last bit.
     */
    SEPARATE,
    /**
     * Chains of at most {@link #KC} fused multiply-adds, all of nearly one length, each from +0, added up in order.
     */
    BLOCKED,
    /**
     * As many chains as a 512-bit vector has lanes, lane l taking k = l, l + lanes, ..., then added in halves (l and
     * l + lanes/2 first); the last k % lanes products follow in one chain. For rows times columns that both lie
     * contiguous in memory.
     */
    LANES;

    /**
     * The depth of a block of k: as deep as keeps float32's error at MKL's, whose own chains seem to be these. 192 rows of a
     * 32-column panel are 24 KB, three quarters of the smallest L1 in use.
     */
    // Root mean square error over MKL's, normal and uniform operands, 18 depths from 64 to 4096: 0.85 to 1.01.
    // Tried: 128: 0.52 to 1.02, squares of 512 8 % slower.
    // Tried: 224 and 256: up to 1.9.
    // Tried: 384 (Emerald Rapids): squares of 512 and 1024 0.88 and 0.96 as fast, as a panel is more than L1.
    public static final int KC = 192;

    /** libtorch's own bound (bmm_out_or_baddbmm_): below it there is no BLAS. */
    private static final int SEPARATE_BELOW = 400;

    /** The chains of {@link #BLOCKED}. */
    public static Split chains(int k) {
        return Split.of(k, KC);
    }

    public static Summation of(Product<?> p) {
        if (p.work() < SEPARATE_BELOW) {
            return SEPARATE;
        }
        // Few rows against rows: transposing b would cost more than it saves, as each of its elements is used m times;
        // with
        // little depth the sums over lanes cost more.
        // Tried, as dots and transposed, GFLOP/s of one thread: 8x1024x1024 78 and 34, 32x1024x1024 56 and 50, but
        // 32x256x256 54 and 73, 64 times 32x32x128 24 and 59.
        boolean rowsByRows =
                p.a().columnStride() == 1 && p.b().rowStride() == 1 && (p.n() == 1 || p.b().columnStride() != 1);
        if (rowsByRows && p.m() <= 32 && p.k() >= (p.m() == 1 ? 16 : p.m() <= 4 ? 64 : 24 * p.m())) {
            return LANES;
        }
        return BLOCKED;
    }
}
