package org.torchmm.kernel;

import org.torchmm.kernel.Tiles.Sum;
import org.torchmm.kernel.Workspaces.Workspace;

/** The blocked loops over packed panels of b; package-info draws them. */
final class PackedLoops<A> {

    /**
     * Rows of a block of a: 336 x 768 floats are 1 MB, all of L2. Fewer rows stay there for sure, but b's panels, which come
     * from L3, would then serve fewer tiles (Zen 4, one thread, n = 512, 1000, 2048: 84 rows 95, 85, 84 GFLOP/s; 168 rows
     * 96, 87, 89; 336 rows 94, 91, 92).
     */
    private static final int MC = 336;

    /** Elements of b packed at a time: 16 MB of floats, half of L3. */
    private static final int PACKED = 1 << 22;

    /** Chunks a thread, as another process may hold one of them up. */
    private static final int CHUNKS = 6;

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
        Sum sum = MacroKernel.copiesRows(p, tiles) ? Sum.CONTIGUOUS : Sum.overwriting(p.a().columnStride());
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
        try (Workspace<A> shared = workspaces.borrow()) {
            for (int q = q0; q < q1; q++) {
                matrix(p, q, shared, threads);
            }
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
        Split down = Split.atMost(rows.chunks(), down(block, blocks, threads));
        Split across = Split.atMost(block.count(), beside(down.chunks(), threads));
        Workers.run(down.chunks() * across.chunks(), threads, chunk -> {
            int i = chunk / across.chunks();
            int j = chunk % across.chunks();
            try (Workspace<A> own = workspaces.borrow()) {
                new MacroKernel<>(tiles, packing, block, rows, down.from(i), down.to(i), own)
                        .run(across.from(j), across.to(j));
            }
        });
    }

    /**
     * Chunks one below the other: the blocks of a and no more, as each reads all of b's panels from L3 (64x4096x64 and
     * 64x3136x576 took 1.5 times as long in two), unless rows are copied, which every chunk beside it would do again, or the
     * threads would not get even shares.
     */
    private int down(PackedBlock<A> block, int blocks, int threads) {
        if (MacroKernel.copiesRows(block.p(), tiles)) {
            return Math.max(blocks, CHUNKS * threads);
        }
        int across = Math.min(block.count(), beside(blocks, threads));
        int chunks = blocks * across;
        double shares = across < block.count() ? chunks : (double) blocks * block.width() / nr;
        boolean isEven = chunks >= CHUNKS * threads || (chunks + threads - 1) / threads * threads <= 1.15 * shares;
        return isEven ? blocks : beside(across, threads);
    }

    /** Chunks in one direction where there are so many in the other. */
    private static int beside(int others, int threads) {
        return (CHUNKS * threads + others - 1) / others;
    }
}
