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

    /** A tile in L1, where a sum waits between two blocks of k; c's own rows are far apart and collide there. */
    private final A scratch;

    /** Where a sum comes from and where it goes: from c to c, from c to scratch, and so on. */
    private final TileOperands<A> cToC;

    private final TileOperands<A> cToScratch;
    private final TileOperands<A> scratchToScratch;
    private final TileOperands<A> scratchToC;

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
        boolean isSlow = a.columnStride() != 1 || a.rowStride() * (tiles.width / 8 / tiles.lanes) % ALIASING == 0;
        if (isSlow && block.width() > nr) {
            int row = PackedBlock.SLICE * block.chains().most() + 16; // not a power of two: the sets of L1 again
            copied = own.rows((rows.from(tile1) - rows.from(tile0)) * row);
            cToC = inPlace.withA(copied, row);
        } else {
            copied = null;
            cToC = inPlace;
        }
        cToScratch = cToC.withSums(c.data(), c.rowStride(), scratch, nr);
        scratchToScratch = cToC.withSums(scratch, nr, scratch, nr);
        scratchToC = cToC.withSums(scratch, nr, c.data(), c.rowStride());
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
                packing.rows(a, ao, m, chains.from(block.sliceEnd(chain)) - k, copied, cToC.aRow);
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
            int ai = ao + (i - rows.from(tile0)) * cToC.aRow;
            int ci = co + i * c.rowStride();
            if (isWhole) {
                tile(size, vectors, chain, ai, bo, ci);
            } else {
                edge(size, vectors, chain, ai, bo, n, ci);
            }
        }
    }

    /** One tile of c, its sums on the way from one chain of the slice to the next kept in scratch. */
    private void tile(int size, int vectors, int first, int ao, int bo, int co) {
        Split chains = block.chains();
        int last = block.sliceEnd(first) - 1;
        for (int chain = first; chain <= last; chain++) {
            int kc = chains.to(chain) - chains.from(chain);
            int k = chains.from(chain) - chains.from(first);
            int ak = ao + k * cToC.aColumn;
            int bk = bo + k * nr;
            int to = chain == last ? co : 0;
            if (chain == 0) {
                tiles.overwrite(size, vectors, chain == last ? cToC : cToScratch, 1, kc, ak, bk, to);
            } else if (chain == first) {
                tiles.add(size, vectors, chain == last ? cToC : cToScratch, kc, ak, bk, co, to);
            } else {
                tiles.add(size, vectors, chain == last ? scratchToC : scratchToScratch, kc, ak, bk, 0, to);
            }
        }
    }

    /** The same where c is narrower than the tile: all of it in scratch, then n columns copied. */
    private void edge(int size, int vectors, int first, int ao, int bo, int n, int co) {
        TileOperands<A> t = scratchToScratch;
        Split chains = block.chains();
        if (first > 0) {
            packing.copy(cToC.c, co, cToC.cRow, size, n, scratch, 0, nr);
        }
        for (int chain = first; chain < block.sliceEnd(first); chain++) {
            int kc = chains.to(chain) - chains.from(chain);
            int k = chains.from(chain) - chains.from(first);
            if (chain == 0) {
                tiles.overwrite(size, vectors, t, 1, kc, ao, bo, 0);
            } else {
                tiles.add(size, vectors, t, kc, ao + k * t.aColumn, bo + k * nr, 0, 0);
            }
        }
        packing.copy(scratch, 0, nr, size, n, cToC.c, co, cToC.cRow);
    }
}
