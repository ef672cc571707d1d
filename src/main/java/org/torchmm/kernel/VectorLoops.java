package org.torchmm.kernel;

/**
 * Which way a product goes through the tiles, for one element type: unpacked where b is small or little used, packed
 * otherwise, as dots where both operands lie along k.
 */
final class VectorLoops<A> {

    /** Up to here b stays in L1 and L2 as it lies, and packing it costs more than it saves. */
    private static final int UNPACKED = 16384;

    /** With so few rows b is read once or twice in all: packing would be a second pass over memory. */
    private static final int FEW_ROWS = 4;

    /** Multiplications that a second thread pays for: 2 to 4 us of one core's work. */
    private static final long PARALLEL = 1 << 17;

    private final Loops<A> loops;
    /** Widest first; the narrow ones are for rows of c that are shorter than a vector. */
    private final Tiles<A>[] tiles;

    private final PackedLoops<A> packed;

    @SafeVarargs
    VectorLoops(Loops<A> loops, Packing<A> packing, Tiles<A>... tiles) {
        this.loops = loops;
        this.tiles = tiles;
        this.packed = new PackedLoops<>(packing, tiles[0]);
    }

    void run(Product<A> p) {
        if (p.c().isEmpty()) {
            return;
        }
        boolean isScattered = p.n() > 1 && p.c().columnStride() != 1;
        if (isScattered || p.k() == 0) {
            ScalarKernel.run(loops, p);
            return;
        }
        boolean isRowMajor = p.b().columnStride() == 1;
        Tiles<A> fitting = fitting(p.n());
        switch (Summation.of(p)) {
            case SEPARATE -> {
                if (isRowMajor && fitting != null) {
                    new UnpackedLoops<>(p, fitting, true).run(threads(p));
                } else {
                    ScalarKernel.run(loops, p);
                }
            }
            case BLOCKED -> {
                boolean isSmall = (long) p.n() * p.k() <= UNPACKED || p.m() <= FEW_ROWS;
                if (isRowMajor && isSmall && fitting != null) {
                    new UnpackedLoops<>(p, fitting, false).run(threads(p));
                } else {
                    packed.run(p, threads(p));
                }
            }
            case LANES -> dots(p, threads(p));
            default -> throw new AssertionError();
        }
    }

    /** The widest tiles whose vectors are no longer than a row of c, or null. */
    private Tiles<A> fitting(int n) {
        for (Tiles<A> candidate : tiles) {
            if (candidate.lanes <= n) {
                return candidate;
            }
        }
        return null;
    }

    private static int threads(Product<?> p) {
        return (double) p.batch() * p.work() < PARALLEL ? 1 : MatrixKernels.getThreads();
    }

    private void dots(Product<A> p, int threads) {
        Matrices<A> a = p.a();
        Matrices<A> b = p.b();
        Matrices<A> c = p.c();
        TileOperands<A> operands =
                new TileOperands<>(a, b.data(), b.batchStride(), b.columnStride(), c, c.columnStride());
        int perMatrix = threads == 1 ? 1 : Math.max(1, Math.min(8 * threads / p.batch(), p.n() / 8));
        Split columns = new Split(p.n(), perMatrix);
        int wanted = threads == 1 ? 1 : 8 * threads;
        Split batch = new Split(p.batch(), Math.min(p.batch(), wanted));
        Workers.run(batch.chunks() * perMatrix, threads, chunk -> {
            int j0 = columns.from(chunk % perMatrix);
            int j1 = columns.to(chunk % perMatrix);
            int last = batch.to(chunk / perMatrix);
            for (int q = batch.from(chunk / perMatrix); q < last; q++) {
                tiles[0].dots(
                        p.m(),
                        j1 - j0,
                        operands,
                        p.k(),
                        a.offset() + q * a.batchStride(),
                        b.offset() + q * b.batchStride() + j0 * b.columnStride(),
                        c.offset() + q * c.batchStride() + j0 * c.columnStride());
            }
        });
    }
}
