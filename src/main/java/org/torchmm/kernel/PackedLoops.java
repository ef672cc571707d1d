package org.torchmm.kernel;

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

    PackedLoops(Packing<A> packing, Tiles<A> tiles) {
        this.packing = packing;
        this.tiles = tiles;
        workspaces = new Workspaces<>(packing);
        nr = 2 * tiles.lanes;
        mr = tiles.maxRows(2);
    }

    void run(Product<A> p, int threads) {
        if (threads > 1 && p.batch() >= 2 * threads) {
            Split batch = new Split(p.batch(), Math.min(p.batch(), 8 * threads));
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
        int m = block.p.m();
        int count = block.panelCount(nr);
        if (threads == 1) {
            for (int i = 0; i < m; i += MC) {
                rowsByPanels(block, i, Math.min(m, i + MC), 0, count, block.shared);
            }
            return;
        }
        int wanted = 6 * threads;
        int rowTiles = (m - 1) / mr + 1;
        Split rows = new Split(rowTiles, Math.max((m - 1) / MC + 1, Math.min(rowTiles, wanted)));
        Split panels = new Split(count, Math.max(1, Math.min(count, wanted / rows.chunks())));
        Workers.run(rows.chunks() * panels.chunks(), threads, chunk -> {
            int row = chunk / panels.chunks();
            int panel = chunk % panels.chunks();
            int i1 = Math.min(m, rows.to(row) * mr);
            Workspace<A> own = workspaces.borrow();
            try {
                rowsByPanels(block, rows.from(row) * mr, i1, panels.from(panel), panels.to(panel), own);
            } finally {
                workspaces.giveBack(own);
            }
        });
    }

    /** c's rows i0 to i1 in the columns of some panels: block by block of k, panel by panel, tile by tile. */
    private void rowsByPanels(Block<A> block, int i0, int i1, int panel0, int panel1, Workspace<A> own) {
        Product<A> p = block.p;
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
                panel(i1 - i0, n, kc, operands, edge, ao, bo, co, add);
            }
        }
    }

    private void panel(
            int m, int n, int kc, TileOperands<A> operands, TileOperands<A> edge, int ao, int bo, int co, boolean add) {
        int vectors = n > tiles.lanes ? 2 : 1;
        boolean isFull = n == vectors * tiles.lanes;
        Split split = Split.of(m, mr);
        for (int tile = 0; tile < split.chunks(); tile++) {
            int i = split.from(tile);
            int rows = split.to(tile) - i;
            int ai = ao + i * operands.aRow;
            int ci = co + i * operands.cRow;
            if (!isFull) {
                tiles.overwrite(rows, vectors, edge, 1, kc, ai, bo, 0);
                packing.unload(edge.c, nr, rows, n, operands.c, ci, operands.cRow, 1, add);
            } else if (add) {
                tiles.add(rows, vectors, operands, 1, kc, ai, bo, ci);
            } else {
                tiles.overwrite(rows, vectors, operands, 1, kc, ai, bo, ci);
            }
        }
    }

    private boolean isSlow(Matrices<A> a) {
        return a.columnStride() != 1 || a.rowStride() % ALIASING == 0;
    }
}
