package org.torchmm.kernel;

import org.torchmm.kernel.Tiles.Sum;
import org.torchmm.kernel.Workspaces.Workspace;

/** The blocked loops over packed panels of b; package-info draws them. */
final class PackedLoops<A> {

    /** Rows of a block of a: 168 x 128 floats are 86 KB, which stay in L2 while the panels of b pass by. */
    private static final int MC = 168;

    /** Elements of b packed at a time: 16 MB of floats, half of L3. */
    private static final int PACKED = 1 << 22;

    /** Strides at which 14 rows of a meet in the same sets of L1 (4 KB apart): such rows are copied. */
    private static final int ALIASING = 512;

    private final Packing<A> packing;
    private final Tiles<A> tiles;
    private final Workspaces<A> workspaces;
    /** Columns of a panel, and rows of a tile. */
    private final int nr;

    private final int mr;

    PackedLoops(Packing<A> packing, Tiles<A> tiles, Workspaces<A> workspaces) {
        this.packing = packing;
        this.tiles = tiles;
        this.workspaces = workspaces;
        nr = 2 * tiles.lanes;
        mr = tiles.maxRows(2);
    }

    /** Whether all tiles that this product needs are compiled. */
    boolean isReady(Product<A> p) {
        Split tileRows = Split.of(p.m(), mr);
        int rest = p.n() % nr;
        boolean isReady = p.b().columnStride() == 1 || tiles.warmUp.isReadyForTransposing();
        for (int rows = tileRows.least(); rows <= tileRows.most(); rows++) {
            for (int vectors = 1; vectors <= 2; vectors++) {
                boolean isWhole = vectors == 2 ? p.n() >= nr : rest == tiles.lanes;
                boolean isEdge = vectors == 2 ? rest > tiles.lanes : rest > 0 && rest < tiles.lanes;
                if (isWhole || isEdge) {
                    isReady &= tiles.warmUp.isReady(Sum.OVERWRITE, rows, vectors);
                }
                if (isWhole && p.k() > Summation.KC) {
                    isReady &= tiles.warmUp.isReady(Sum.ADD, rows, vectors);
                }
            }
        }
        return isReady;
    }

    void run(Product<A> p, int threads) {
        if (threads > 1 && p.batch() >= 2 * threads) {
            Split batch = Split.atMost(p.batch(), 8 * threads);
            Workers.run(batch.chunks(), threads, chunk -> matrices(p, batch.from(chunk), batch.to(chunk), 1));
        } else {
            matrices(p, 0, p.batch(), threads);
        }
    }

    private void matrices(Product<A> p, int q0, int q1, int threads) {
        Workspace<A> shared = workspaces.borrow();
        try {
            for (int q = q0; q < q1; q++) {
                matrix(p, q, shared, threads);
            }
        } finally {
            workspaces.giveBack(shared);
        }
    }

    private void matrix(Product<A> p, int q, Workspace<A> shared, int threads) {
        int kb = Math.min(p.k(), PACKED / nr / 4 / Summation.KC * Summation.KC);
        int nc = Math.max(nr, Math.min(PACKED / kb / nr * nr, (p.n() + nr - 1) / nr * nr));
        A panels = shared.panels(kb * nc);
        for (int j = 0; j < p.n(); j += nc) {
            for (int k = 0; k < p.k(); k += kb) {
                Block<A> block =
                        new Block<>(p, q, k, Math.min(kb, p.k() - k), j, Math.min(nc, p.n() - j), panels, shared);
                pack(block, threads);
                multiply(block, threads);
            }
        }
    }

    /** A part of one matrix's b, packed: rows k to k + depth, columns j to j + width. */
    private record Block<A>(Product<A> p, int q, int k, int depth, int j, int width, A panels, Workspace<A> shared) {

        int panelCount(int nr) {
            return (width + nr - 1) / nr;
        }

        /** Where panel {@code panel} of the block of k from {@code kk} on starts: block after block, panel after panel. */
        int panelAt(int kk, int kc, int panel, int nr) {
            return (kk * panelCount(nr) + panel * kc) * nr;
        }
    }

    private void pack(Block<A> block, int threads) {
        int count = block.panelCount(nr);
        Split split = new Split(count, threads == 1 ? 1 : Math.min(count, 8 * threads));
        Workers.run(split.chunks(), threads, chunk -> {
            for (int panel = split.from(chunk); panel < split.to(chunk); panel++) {
                int j = panel * nr;
                for (int k = 0; k < block.depth; k += Summation.KC) {
                    int kc = Math.min(Summation.KC, block.depth - k);
                    packing.panel(
                            tiles,
                            block.p.b(),
                            block.q,
                            block.k + k,
                            kc,
                            block.j + j,
                            Math.min(nr, block.width - j),
                            block.panels,
                            block.panelAt(k, kc, panel, nr),
                            nr);
                }
            }
        });
    }

    private void multiply(Block<A> block, int threads) {
        Split tileRows = Split.of(block.p.m(), mr);
        int count = block.panelCount(nr);
        int blocks = (tileRows.chunks() * mr - 1) / MC + 1;
        if (threads == 1) {
            Split rows = new Split(tileRows.chunks(), blocks);
            for (int i = 0; i < blocks; i++) {
                rowsByPanels(block, tileRows, rows.from(i), rows.to(i), 0, count, block.shared);
            }
            return;
        }
        int wanted = 6 * threads;
        Split rows = Split.atMost(tileRows.chunks(), Math.max(blocks, wanted));
        Split panels = Split.atMost(count, wanted / rows.chunks());
        Workers.run(rows.chunks() * panels.chunks(), threads, chunk -> {
            int row = chunk / panels.chunks();
            int panel = chunk % panels.chunks();
            Workspace<A> own = workspaces.borrow();
            try {
                rowsByPanels(block, tileRows, rows.from(row), rows.to(row), panels.from(panel), panels.to(panel), own);
            } finally {
                workspaces.giveBack(own);
            }
        });
    }

    /** Some rows of tiles in the columns of some panels: block by block of k, panel by panel, tile by tile. */
    private void rowsByPanels(
            Block<A> block, Split tileRows, int tile0, int tile1, int panel0, int panel1, Workspace<A> own) {
        Product<A> p = block.p;
        int i0 = tileRows.from(tile0);
        int i1 = tileRows.from(tile1);
        Matrices<A> a = p.a();
        boolean copyRows = isSlow(a) && panel1 - panel0 > 1;
        TileOperands<A> operands = new TileOperands<>(a, block.panels, 0, nr, p.c(), tiles.lanes);
        int packedRow = Math.min(Summation.KC, block.depth) + 16; // not 128: rows 512 bytes apart share few sets of L1
        if (copyRows) {
            operands = operands.withA(own.rows((i1 - i0) * packedRow), packedRow);
        }
        A scratch = own.scratch(mr * nr);
        TileOperands<A> edge = operands.withC(scratch, 0, nr);
        for (int k = 0; k < block.depth; k += Summation.KC) {
            int kc = Math.min(Summation.KC, block.depth - k);
            int ao = a.offset() + block.q * a.batchStride() + i0 * a.rowStride() + (block.k + k) * a.columnStride();
            if (copyRows) {
                packing.rows(tiles, a, ao, i1 - i0, kc, operands.a, packedRow);
                ao = 0;
            }
            boolean add = block.k + k > 0;
            for (int panel = panel0; panel < panel1; panel++) {
                int n = Math.min(nr, block.width - panel * nr);
                int bo = block.panelAt(k, kc, panel, nr);
                int co = p.c().offset() + block.q * p.c().batchStride() + i0 * p.c().rowStride() + block.j + panel * nr;
                int vectors = n > tiles.lanes ? 2 : 1;
                boolean isFull = n == vectors * tiles.lanes;
                for (int tile = tile0; tile < tile1; tile++) {
                    int i = tileRows.from(tile) - i0;
                    int rows = tileRows.to(tile) - i0 - i;
                    int ai = ao + i * operands.aRow;
                    int ci = co + i * operands.cRow;
                    if (!isFull) {
                        tiles.overwrite(rows, vectors, edge, 1, kc, ai, bo, 0);
                        packing.unload(scratch, nr, rows, n, operands.c, ci, operands.cRow, add);
                    } else if (add) {
                        tiles.add(rows, vectors, operands, 1, kc, ai, bo, ci);
                    } else {
                        tiles.overwrite(rows, vectors, operands, 1, kc, ai, bo, ci);
                    }
                }
            }
        }
    }

    private boolean isSlow(Matrices<A> a) {
        return a.columnStride() != 1 || a.rowStride() % ALIASING == 0;
    }
}
