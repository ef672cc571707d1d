package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/**
 * c = a x b for a few rows of a and a large b, which comes from memory once: {@link #STEPS} rows of b at a time, each read
 * from end to end, while the sums wait in L1. The last columns, fewer than a wide tile has, are left to {@link UnpackedRoad}.
 */
// Tried: column by column, as unpacked; each of b's rows is then another page: 1x4096x4096 at 4 GFLOP/s, half of
// libtorch.
final class StreamedRoad<A> implements Road {

    /** Rows of b read side by side: as many streams as one core follows. */
    // Tried: 4 rows: a fifth slower at n = 11008.
    // Tried: 2 rows: a third slower.
    private static final int STEPS = 8;

    /** Rows of a multiple of this many elements apart share sets of L1, where half as many are faster (n = 4096). */
    private static final int ALIASING = 1024;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    private final UnpackedRoad<A> unpacked;
    private final int vectors;
    private final int steps;
    /** Columns of a tile. */
    private final int nr;

    StreamedRoad(Product<A> p, Workshop<A> shop, UnpackedRoad<A> unpacked) {
        this.p = p;
        this.shop = shop;
        this.unpacked = unpacked;
        tiles = shop.tiles;
        vectors = tiles.widest(p.m());
        steps = p.b().rowStride() % ALIASING == 0 ? STEPS / 2 : STEPS;
        nr = vectors * tiles.lanes;
    }

    /** Whether there are wide tiles for so few rows, and columns for one of them. */
    static boolean isFor(Product<?> p, Tiles<?> tiles) {
        int vectors = tiles.widest(p.m());
        return vectors > 2 && p.n() >= vectors * tiles.lanes;
    }

    @Override
    public boolean isReady() {
        Sum first = Sum.overwriting(p.a().columnStride());
        return unpacked.isReady()
                & shop.practice.isReady(first, p.m(), vectors)
                & shop.practice.isReady(Sum.EXTEND, p.m(), vectors);
    }

    @Override
    public void run(int threads) {
        int count = p.n() / nr;
        Split across = Split.atMost(count, threads == 1 ? 1 : 2 * threads);
        Workers.run(Math.multiplyExact(p.batch(), across.chunks()), threads, chunk -> {
            int band = chunk % across.chunks();
            try (Workspace<A> own = shop.workspaces.borrow()) {
                columns(chunk / across.chunks(), across.from(band) * nr, across.to(band) * nr, own);
            }
        });
        unpacked.runFrom(count * nr);
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
            if (k > 0) {
                shop.packing.add(sums, 0, n, p.m(), n, c.data(), co, c.rowStride());
            }
        }
    }

    /** A few rows of b from end to end. */
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
