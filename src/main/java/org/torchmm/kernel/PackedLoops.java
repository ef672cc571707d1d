package org.torchmm.kernel;

import org.torchmm.kernel.Tiles.Sum;
import org.torchmm.kernel.Workspaces.Workspace;

/** The blocked loops over packed panels of b; package-info draws them. */
final class PackedLoops<A> {

    /** Rows of a block of a: 168 x 384 floats are 258 KB, which stay in L2 while the panels of b pass by. */
    private static final int MC = 168;

    /** Elements of b packed at a time: 16 MB of floats, half of L3. */
    private static final int PACKED = 1 << 22;

    /** The deepest that is packed at a time; 16384 still leaves room for several panels. */
    private static final int DEEPEST = 1 << 14;

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
        boolean isReady = tiles.warmUp.isReadyToPack() & (p.k() <= Summation.KC || tiles.warmUp.isReadyToAdd());
        Sum sum =
                p.n() > nr ? Sum.CONTIGUOUS : Sum.overwriting(p.a().columnStride()); // MacroKernel copies the rows of a
        for (int rows = tileRows.least(); rows <= tileRows.most(); rows++) {
            for (int vectors = 1; vectors <= 2; vectors++) {
                boolean isWhole = vectors == 2 ? p.n() >= nr : rest == tiles.lanes;
                boolean isEdge = vectors == 2 ? rest > tiles.lanes : rest > 0 && rest < tiles.lanes;
                if (isWhole || isEdge) {
                    isReady &= tiles.warmUp.isReady(sum, rows, vectors);
                }
            }
        }
        return isReady;
    }

    void run(Product<A> p, int threads) {
        if (threads > 1 && p.batch() >= 2 * threads) {
            Split batch = Split.atMost(p.batch(), p.chunks(threads));
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
        Split chains = Summation.chains(p.k());
        int step = Math.min(chains.chunks(), DEEPEST / chains.most());
        int kb = step * chains.most();
        int nc = Math.min((p.n() + nr - 1) / nr, PACKED / kb / nr) * nr;
        A panels = shared.panels(kb * nc);
        for (int j = 0; j < p.n(); j += nc) {
            int width = Math.min(nc, p.n() - j);
            for (int chain = 0; chain < chains.chunks(); chain += step) {
                int end = Math.min(chains.chunks(), chain + step);
                PackedBlock<A> block = new PackedBlock<>(p, q, chains, chain, end, j, width, nr, panels);
                pack(block, threads);
                multiply(block, threads, shared);
            }
        }
    }

    private void pack(PackedBlock<A> block, int threads) {
        Split split = Split.atMost(block.count(), threads == 1 ? 1 : 8 * threads);
        Workers.run(split.chunks(), threads, chunk -> block.pack(tiles, split.from(chunk), split.to(chunk)));
    }

    private void multiply(PackedBlock<A> block, int threads, Workspace<A> shared) {
        Split rows = Split.of(block.p().m(), mr);
        int blocks = (rows.chunks() * mr - 1) / MC + 1;
        if (threads == 1) {
            Split down = new Split(rows.chunks(), blocks);
            for (int i = 0; i < blocks; i++) {
                new MacroKernel<>(tiles, packing, block, rows, down.from(i), down.to(i), shared).run(0, block.count());
            }
            return;
        }
        int wanted = 6 * threads; // several chunks a thread, as another process may hold one of them up
        Split down = Split.atMost(rows.chunks(), Math.max(blocks, wanted));
        Split across = Split.atMost(block.count(), wanted / down.chunks());
        Workers.run(down.chunks() * across.chunks(), threads, chunk -> {
            int i = chunk / across.chunks();
            int panels = chunk % across.chunks();
            Workspace<A> own = workspaces.borrow();
            try {
                new MacroKernel<>(tiles, packing, block, rows, down.from(i), down.to(i), own)
                        .run(across.from(panels), across.to(panels));
            } finally {
                workspaces.giveBack(own);
            }
        });
    }
}
