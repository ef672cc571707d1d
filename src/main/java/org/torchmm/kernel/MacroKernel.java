package org.torchmm.kernel;

import org.torchmm.kernel.Workspaces.Workspace;

/**
 * The inner loops over packed panels, for some rows of tiles and some panels: block by block of k, panel by panel, tile by
 * tile. Made for one chunk of work, on one thread.
 */
final class MacroKernel<A> {

    /** Rows of a so many bytes apart share one set of L1, which holds 8 or 12 lines, not the 14 of a tile: copied. */
    private static final int ALIASING = 4096;

    private final Tiles<A> tiles;
    private final Packing<A> packing;
    private final PackedBlock<A> block;
    private final Split rows;
    private final int tile0;
    private final int tile1;
    private final int nr;

    /** Rows of a copied, or null; {@code aRow} apart. */
    private final A copied;

    /** A tile in L1, for sums that are then added to c and for tiles that are wider than c. */
    private final A scratch;

    private final TileOperands<A> toC;
    private final TileOperands<A> toScratch;

    MacroKernel(
            Tiles<A> tiles,
            Packing<A> packing,
            PackedBlock<A> block,
            Split rows,
            int tile0,
            int tile1,
            Workspace<A> own) {
        this.tiles = tiles;
        this.packing = packing;
        this.block = block;
        this.rows = rows;
        this.tile0 = tile0;
        this.tile1 = tile1;
        nr = block.nr();
        Matrices<A> a = block.p().a();
        Matrices<A> c = block.p().c();
        scratch = own.scratch(rows.most() * nr);
        TileOperands<A> inPlace = new TileOperands<>(a, block.panels(), 0, nr, c, tiles.lanes);
        if (copiesRows(block.p(), tiles)) {
            int row = PackedBlock.SLICE * block.chains().most() + 16; // not a power of two: the sets of L1 again
            copied = own.rows((rows.from(tile1) - rows.from(tile0)) * row);
            toC = inPlace.withA(copied, row);
        } else {
            copied = null;
            toC = inPlace;
        }
        toScratch = toC.withC(scratch, 0, nr);
    }

    /** Worth it where more than one panel follows. */
    static boolean copiesRows(Product<?> p, Tiles<?> tiles) {
        return p.n() > 2 * tiles.lanes && (p.a().columnStride() != 1 || rowsCollide(p.a(), tiles));
    }

    static boolean rowsCollide(Matrices<?> a, Tiles<?> tiles) {
        return a.rowStride() * (tiles.width / 8 / tiles.lanes) % ALIASING == 0;
    }

    void run(int panel0, int panel1) {
        Matrices<A> a = block.p().a();
        int i0 = rows.from(tile0);
        int m = rows.from(tile1) - i0;
        Split chains = block.chains();
        for (int chain = block.chain0(); chain < block.chain1(); chain += PackedBlock.SLICE) {
            int k = chains.from(chain);
            int ao = a.offset() + block.q() * a.batchStride() + i0 * a.rowStride() + k * a.columnStride();
            if (copied != null) {
                packing.rows(a, ao, m, chains.from(block.sliceEnd(chain)) - k, copied, toC.aRow);
                ao = 0;
            }
            for (int panel = panel0; panel < panel1; panel++) {
                panel(panel, chain, ao);
            }
        }
    }

    private void panel(int panel, int chain, int ao) {
        Matrices<A> c = block.p().c();
        int n = Math.min(nr, block.width() - panel * nr);
        int vectors = n > tiles.lanes ? 2 : 1;
        boolean isWhole = n == vectors * tiles.lanes;
        int bo = block.panelAt(chain, panel);
        int co = c.offset() + block.q() * c.batchStride() + block.j() + panel * nr;
        for (int tile = tile0; tile < tile1; tile++) {
            int i = rows.from(tile);
            int size = rows.to(tile) - i;
            int ai = ao + (i - rows.from(tile0)) * toC.aRow;
            int ci = co + i * c.rowStride();
            if (isWhole) {
                tile(size, vectors, chain, ai, bo, ci);
            } else {
                edge(size, vectors, chain, ai, bo, n, ci);
            }
        }
    }

    /** One tile of c, chain by chain: the very first goes to c, the sums of all others are added to it. */
    private void tile(int size, int vectors, int first, int ao, int bo, int co) {
        for (int chain = first; chain < block.sliceEnd(first); chain++) {
            if (chain == 0) {
                sum(size, vectors, toC, chain, first, ao, bo, co);
            } else {
                sum(size, vectors, toScratch, chain, first, ao, bo, 0);
                tiles.add(size, vectors, scratch, nr, toC.c, co, toC.cRow, toC.step);
            }
        }
    }

    /** The same where c is narrower than the tile: n columns of what is in scratch. */
    private void edge(int size, int vectors, int first, int ao, int bo, int n, int co) {
        for (int chain = first; chain < block.sliceEnd(first); chain++) {
            sum(size, vectors, toScratch, chain, first, ao, bo, 0);
            if (chain == 0) {
                packing.copy(scratch, 0, nr, size, n, toC.c, co, toC.cRow);
            } else {
                for (int i = 0; i < size; i++) {
                    packing.add(scratch, i * nr, n, toC.c, co + i * toC.cRow);
                }
            }
        }
    }

    private void sum(int size, int vectors, TileOperands<A> t, int chain, int first, int ao, int bo, int co) {
        Split chains = block.chains();
        int kc = chains.to(chain) - chains.from(chain);
        int k = chains.from(chain) - chains.from(first);
        tiles.overwrite(size, vectors, t, 1, kc, ao + k * t.aColumn, bo + k * nr, co);
    }
}
