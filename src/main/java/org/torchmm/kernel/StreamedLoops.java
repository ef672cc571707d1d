package org.torchmm.kernel;

import org.torchmm.kernel.Tiles.Sum;
import org.torchmm.kernel.Workspaces.Workspace;

/**
 * c = a x b for a few rows of a and a large b, which comes from memory once: {@link #STEPS} rows of b at a time, each read
 * from end to end, while the sums wait in L1.
 *
 * <p>Column by column, as {@link UnpackedLoops} would, each of b's rows is another page: 1x4096x4096 then runs at 4
 * GFLOP/s, half of libtorch. The last columns, fewer than a wide tile has, are left to UnpackedLoops.
 */
final class StreamedLoops<A> {

    /** Rows of b read side by side: as many streams as one core follows (4: a fifth slower, 2: a third, at n = 11008). */
    private static final int STEPS = 8;

    /** Rows of a multiple of this many elements apart share sets of L1, where half as many are faster (n = 4096). */
    private static final int ALIASING = 1024;

    private final Product<A> p;
    private final Tiles<A> tiles;
    private final Packing<A> packing;
    private final Workspaces<A> workspaces;
    private final int vectors;
    private final int steps;
    /** Columns of a tile. */
    private final int nr;

    StreamedLoops(Product<A> p, Tiles<A> tiles, Packing<A> packing, Workspaces<A> workspaces) {
        this.p = p;
        this.tiles = tiles;
        this.packing = packing;
        this.workspaces = workspaces;
        vectors = tiles.width == 512 && p.m() <= tiles.maxRows(8) ? 8 : 4;
        steps = p.b().rowStride() % ALIASING == 0 ? STEPS / 2 : STEPS;
        nr = vectors * tiles.lanes;
    }

    /** Columns that are streamed, from the first on. */
    int columns() {
        return p.m() <= tiles.maxRows(4) ? p.n() / nr * nr : 0;
    }

    boolean isReady() {
        Sum first = Sum.overwriting(p.a().columnStride());
        return tiles.warmUp.isReady(first, p.m(), vectors) & tiles.warmUp.isReady(Sum.EXTEND, p.m(), vectors);
    }

    void run(int threads) {
        int count = p.n() / nr;
        Split across = Split.atMost(count, threads == 1 ? 1 : 2 * threads);
        Workers.run(Math.multiplyExact(p.batch(), across.chunks()), threads, chunk -> {
            int band = chunk % across.chunks();
            try (Workspace<A> own = workspaces.borrow()) {
                columns(chunk / across.chunks(), across.from(band) * nr, across.to(band) * nr, own);
            }
        });
    }

    private void columns(int q, int j0, int j1, Workspace<A> own) {
        int n = j1 - j0;
        A sums = own.scratch(p.m() * n);
        Matrices<A> b = p.b();
        Matrices<A> c = p.c();
        TileOperands<A> first = new TileOperands<>(p.a(), b.data(), 0, b.rowStride(), c, tiles.lanes);
        TileOperands<A> later = first.withC(sums, 0, n);
        int ao = p.a().offset() + q * p.a().batchStride();
        int bo = b.offset() + q * b.batchStride() + j0;
        int co = c.offset() + q * c.batchStride() + j0;
        Split chains = Summation.chains(p.k());
        for (int chain = 0; chain < chains.chunks(); chain++) {
            int k = chains.from(chain);
            TileOperands<A> t = k == 0 ? first : later;
            int end = chains.to(chain);
            for (int kk = k; kk < end; kk += steps) {
                int depth = Math.min(steps, end - kk);
                rows(t, depth, n, ao + kk * t.aColumn, bo + kk * t.bRow, k == 0 ? co : 0, kk == k);
            }
            for (int i = 0; k > 0 && i < p.m(); i++) {
                packing.add(sums, i * n, n, c.data(), co + i * c.rowStride());
            }
        }
    }

    private void rows(TileOperands<A> t, int depth, int n, int ao, int bo, int sum, boolean isFirst) {
        for (int j = 0; j < n; j += nr) {
            if (isFirst) {
                tiles.overwrite(p.m(), vectors, t, 1, depth, ao, bo + j, sum + j);
            } else {
                tiles.extend(p.m(), vectors, t, depth, ao, bo + j, sum + j);
            }
        }
    }
}
