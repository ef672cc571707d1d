package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/**
 * c = a x b where a row of c is shorter than any vector: rows of b are padded to one, and so are those of c, which are then
 * copied. What the padding holds is multiplied and dropped.
 */
// Tried: three columns in the packed road's tiles of 32: five times as long as four columns here.
final class NarrowRoad<A> implements Road {

    /** Elements of padded matrices at a time: they stay in L1. */
    private static final int GROUP = 4096;

    /** Tiles at a time where c has many rows: 512 of them, 8 KB of floats. */
    private static final int BLOCK = 64;

    private final Product<A> p;
    private final Tiles<A> tiles;
    private final Workshop<A> shop;
    private final boolean isSeparate;
    private final int lanes;
    /** Rows of c, tile by tile. */
    private final Split rows;

    private final Split chains;
    /** Elements of a padded row of b: one vector, or two where {@link Tiles#pack} copies them. */
    private final int row;

    /** Where padded c begins, behind room for one tile. */
    private final int padded;

    NarrowRoad(Product<A> p, Workshop<A> shop, boolean isSeparate) {
        this.p = p;
        this.shop = shop;
        this.isSeparate = isSeparate;
        tiles = shop.tiles;
        lanes = tiles.lanes;
        row = p.b().columnStride() == 1 ? 2 * lanes : lanes;
        rows = Split.of(p.m(), tiles.maxRows(1));
        chains = Summation.chains(p.k());
        padded = rows.most() * lanes;
    }

    @Override
    public boolean isReady() {
        Sum sum = isSeparate ? Sum.SEPARATE : Sum.overwriting(p.a().columnStride());
        boolean isReady = chains.chunks() == 1 || shop.practice.isReadyToAdd();
        for (int size = rows.least(); size <= rows.most(); size++) {
            isReady &= shop.practice.isReady(sum, size, 1);
        }
        return isReady;
    }

    @Override
    public void run(int threads) {
        int wanted = p.chunks(threads);
        Split batch = Split.atMost(p.batch(), wanted);
        Split down = Split.atMost(rows.chunks(), wanted / batch.chunks());
        Workers.run(batch.chunks() * down.chunks(), threads, chunk -> {
            int q = chunk / down.chunks();
            int band = chunk % down.chunks();
            try (Workspace<A> own = shop.workspaces.borrow()) {
                matrices(batch.from(q), batch.to(q), down.from(band), down.to(band), own);
            }
        });
    }

    private void matrices(int q0, int q1, int tile0, int tile1, Workspace<A> own) {
        int m = Math.min(BLOCK, tile1 - tile0) * rows.most();
        int group = chains.chunks() > 1 ? 1 : Math.max(1, GROUP / (lanes * (p.k() + m)));
        A panels = own.panels(group * chains.most() * row);
        A sums = own.scratch(padded + group * m * lanes);
        int bBatch = chains.most() * row;
        TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, bBatch, row, p.c(), lanes);
        TileOperands<A> operands = inPlace.withC(sums, m * lanes, lanes);
        for (int q = q0; q < q1; q += group) {
            int batch = Math.min(group, q1 - q);
            for (int tile = tile0; tile < tile1; tile += BLOCK) {
                int end = Math.min(tile1, tile + BLOCK);
                int direct = direct(tile, end, tile1);
                for (int chain = 0; chain < chains.chunks(); chain++) {
                    int k = chains.from(chain);
                    int kc = chains.to(chain) - k;
                    for (int i = 0; i < batch; i++) {
                        pack(q + i, k, kc, panels, i * bBatch);
                    }
                    int ao = p.a().offset() + q * p.a().batchStride() + k * operands.aColumn;
                    tiles(inPlace, batch, kc, ao, tile, direct, co(q, tile), false);
                    tiles(operands, batch, kc, ao, direct, end, padded, chain > 0);
                }
                copy(operands, q, batch, direct, end);
            }
        }
    }

    /** Rows of b as vectors that reach into the next rows, the last ones element by element. */
    private void pack(int q, int k0, int k, A panels, int to) {
        Matrices<A> b = p.b();
        int from = b.offset() + q * b.batchStride() + k0 * b.rowStride();
        int whole = 0;
        if (b.columnStride() == 1 && shop.practice.isReadyToPack()) {
            int room = shop.packing.length(b.data()) - from - row;
            whole = room < 0 ? 0 : b.rowStride() == 0 ? k : Math.min(k, room / b.rowStride() + 1);
            tiles.pack(b.data(), from, b.rowStride(), whole, 1, panels, to, 0);
        }
        int rest = from + whole * b.rowStride();
        shop.packing.panel(b, rest, k - whole, p.n(), panels, to + whole * row, row);
    }

    /**
     * The first tile that cannot be written to c: those before may reach into the next row, which is written after them and
     * by the same thread.
     */
    private int direct(int tile, int end, int tile1) {
        boolean isDense = p.c().rowStride() == p.n() && chains.chunks() == 1;
        return isDense ? Math.min(end, tile1 - 1) : tile;
    }

    private int co(int q, int tile) {
        return p.c().offset() + q * p.c().batchStride() + rows.from(tile) * p.c().rowStride();
    }

    /** Some rows of tiles, the first of which is at {@code co}. */
    private void tiles(TileOperands<A> t, int batch, int k, int ao, int tile0, int tile1, int co, boolean isAdded) {
        for (int tile = tile0; tile < tile1; tile++) {
            int i = rows.from(tile);
            int size = rows.to(tile) - i;
            int to = co + (i - rows.from(tile0)) * t.cRow;
            int ai = ao + i * t.aRow;
            if (isSeparate) {
                tiles.separate(size, 1, t, batch, k, ai, 0, to);
            } else if (isAdded) {
                tiles.overwrite(size, 1, t, 1, k, ai, 0, 0);
                tiles.add(size, 1, t.c, lanes, t.c, to, lanes, lanes);
            } else {
                tiles.overwrite(size, 1, t, batch, k, ai, 0, to);
            }
        }
    }

    private void copy(TileOperands<A> t, int q, int batch, int tile0, int tile1) {
        Matrices<A> c = p.c();
        int i0 = rows.from(tile0);
        int m = rows.from(tile1) - i0;
        for (int i = 0; i < batch; i++) {
            shop.packing.copy(t.c, padded + i * t.cBatch, lanes, m, p.n(), c.data(), co(q + i, tile0), c.rowStride());
        }
    }
}
