package org.torchmm.kernel;

/**
 * Internal: one call, checked: c = a x b for {@code batch} matrices, a (m, k), b (k, n), c (m, n).
 *
 * <p>{@link #of} is where the rules of {@link MatrixKernel} are kept; the arithmetic below it checks nothing.
 */
public record Product<A>(int batch, int m, int n, int k, Matrices<A> a, Matrices<A> b, Matrices<A> c) {

    /** Multiplications of one core, and elements that it reads or writes, in 1 us. */
    private static final int MICROSECOND = 1 << 16;

    /** Checked, and turned so that a column becomes a row and a column-major c a row-major one. */
    public static <A> Product<A> of(Matrices<A> a, Matrices<A> b, Matrices<A> c) {
        check(a, b, c);
        Product<A> product = new Product<>(c.batch(), c.rows(), c.columns(), a.columns(), a, b, c);
        boolean isColumn = c.columns() == 1 && c.rows() > 1;
        boolean isColumnMajor = c.columnStride() != 1 && c.rowStride() == 1 && c.rows() > 1;
        return isColumn || isColumnMajor ? product.transposed() : product;
    }

    /** Multiplications in one matrix of the batch. */
    public long work() {
        return (long) m * n * k;
    }

    /**
     * Chunks to cut the product in for so many threads: eight a thread, as another process may hold one of them up, but of a
     * batch of small matrices fewer, each of 1 us or more.
     */
    // Tried: 64 products 1x64 by 64x64 in 16 chunks: 1.25 times as long as in 8.
    public int chunks(int threads) {
        if (threads == 1) {
            return 1;
        }
        if (batch < 2 * threads) {
            return 8 * threads;
        }
        double operands = (double) m * k + (double) k * n + (double) m * n;
        double cost = batch * (work() + operands);
        return threads * (int) Math.max(1, Math.min(8, cost / MICROSECOND / threads));
    }

    /** The same numbers in the other order: transpose(c) = transpose(b) x transpose(a). */
    public Product<A> transposed() {
        return new Product<>(batch, n, m, k, b.transposed(), a.transposed(), c.transposed());
    }

    /** Refuses operands that do not fit together, and a c that shares elements with itself, a or b. */
    public static <A> void check(Matrices<A> a, Matrices<A> b, Matrices<A> c) {
        checkNotNull(a, b, c);
        int batch = a.batch();
        int m = a.rows();
        int k = a.columns();
        int n = b.columns();
        if (b.batch() != batch || c.batch() != batch || b.rows() != k || c.rows() != m || c.columns() != n) {
            throw new IllegalArgumentException(String.format(
                    "a %s, b %s and c %s do not fit: expected (batch, m, k), (batch, k, n) and (batch, m, n)",
                    shape(a), shape(b), shape(c)));
        }
        if (c.isEmpty()) {
            return;
        }
        if (!isDense(c) && sharesWithItself(c)) {
            throw new IllegalArgumentException(String.format(
                    "elements of c %s share memory: strides (%d, %d, %d)",
                    shape(c), c.batchStride(), c.rowStride(), c.columnStride()));
        }
        if (overlap(a, c) || overlap(b, c)) {
            throw new IllegalArgumentException("c lies in the same stretch of the same array as a or b");
        }
    }

    /** Refuses an operand that is null, in the words of {@link MatrixKernel#bmm}. */
    public static void checkNotNull(Matrices<?> a, Matrices<?> b, Matrices<?> c) {
        Arguments.check(a, "bmm", "a", 1, "Matrices");
        Arguments.check(b, "bmm", "b", 2, "Matrices");
        Arguments.check(c, "bmm", "c", 3, "Matrices");
    }

    private static boolean isDense(Matrices<?> c) {
        return c.columnStride() == 1
                && c.rowStride() >= c.columns()
                && (c.batch() == 1 || c.batchStride() >= (long) c.rows() * c.rowStride());
    }

    /** Three strides, smallest first, each have to step over all that lies within the smaller ones. */
    private static boolean sharesWithItself(Matrices<?> c) {
        int[] sizes = {c.batch(), c.rows(), c.columns()};
        int[] strides = {c.batchStride(), c.rowStride(), c.columnStride()};
        long span = 1;
        for (int round = 0; round < 3; round++) {
            int smallest = -1;
            for (int d = 0; d < 3; d++) {
                if (sizes[d] > 1 && (smallest < 0 || strides[d] < strides[smallest])) {
                    smallest = d;
                }
            }
            if (smallest < 0) {
                return false;
            }
            if (strides[smallest] < span) {
                return true;
            }
            span += (sizes[smallest] - 1L) * strides[smallest];
            sizes[smallest] = 1;
        }
        return false;
    }

    private static boolean overlap(Matrices<?> operand, Matrices<?> c) {
        return operand.data() == c.data()
                && !operand.isEmpty()
                && operand.offset() < c.end()
                && c.offset() < operand.end();
    }

    private static String shape(Matrices<?> x) {
        return "(" + x.batch() + ", " + x.rows() + ", " + x.columns() + ")";
    }
}
