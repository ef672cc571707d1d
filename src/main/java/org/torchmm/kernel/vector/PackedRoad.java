package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/** c = a x b in blocks over packed panels of b: the loops jc, pc, ic, jr and ir, which package-info draws. */
final class PackedRoad<A> implements Road {

    /** Rows of a block of a: 336 x 768 floats are 1 MB, all of L2. Fewer stay there for sure, but reuse b's panels less. */
    // Tried (Zen 4, one thread, GFLOP/s at n = 512, 1000, 2048): 84 rows 95, 85, 84; 168 rows 96, 87, 89; 336 94, 91,
    // 92.
    private static final int MC = 336;

    /** Elements of b packed at a time: 16 MB of floats, half of L3. */
    private static final int PACKED = 1 << 22;

    /** The deepest that is packed at a time; 16384 still leaves room for several panels. */
    private static final int DEEPEST = 1 << 14;

    /** Chains of a slice: c is fetched once for all of them; 768 rows of a panel are 96 KB, which L2 streams in meanwhile. */
    // Tried: two chains: level at n = 512, 3 to 7 % slower from 1000 on.
    // Tried: one chain: slower.
    private static final int SLICE = 4;

    /** Rows of a so many bytes apart share one set of L1, which holds 8 or 12 lines, not the 14 of a tile: copied. */
    private static final int ALIASING = 4096;

    /** Chunks a thread, as another process may hold one of them up. */
    private static final int CHUNKS = 6;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    /** Rows and columns of a tile, which is as wide as a panel. */
    private final int mr;

    private final int nr;
    /** Rows of c, tile by tile. */
    private final Split rows;
    /** Steps of k, chain by chain. */
    private final Split chains;

    private final boolean copiesRows;

    PackedRoad(Product<A> p, Workshop<A> shop) {
        this.p = p;
        this.shop = shop;
        tiles = shop.tiles;
        mr = tiles.maxRows(2);
        nr = 2 * tiles.lanes;
        rows = Split.of(p.m(), mr);
        chains = Summation.chains(p.k());
        // worth it where more than one panel follows
        copiesRows = p.n() > nr && (p.a().columnStride() != 1 || rowsCollide(p.a()));
    }

    static boolean rowsCollide(Matrices<?> a) {
        return a.rowStride() * a.element().bytes() % ALIASING == 0;
    }

    @Override
    public boolean isReady() {
        int rest = p.n() % nr;
        boolean needsTwo = p.n() >= nr || rest > tiles.lanes;
        boolean needsOne = rest > 0 && rest <= tiles.lanes;
        Sum sum = copiesRows ? Sum.CONTIGUOUS : Sum.overwriting(p.a().columnStride());
        boolean isReady = shop.practice.isReadyToPack() & (chains.chunks() == 1 || shop.practice.isReadyToAdd());
        for (int size = rows.least(); size <= rows.most(); size++) {
            isReady &= !needsTwo || shop.practice.isReady(sum, size, 2);
            isReady &= !needsOne || shop.practice.isReady(sum, size, 1);
        }
        return isReady;
    }

    @Override
    public void run(int threads) {
        if (threads > 1 && p.batch() >= 2 * threads) {
            Split batch = Split.atMost(p.batch(), p.chunks(threads));
            Workers.run(batch.chunks(), threads, chunk -> matrices(batch.from(chunk), batch.to(chunk), 1));
        } else {
            matrices(0, p.batch(), threads);
        }
    }

    private void matrices(int q0, int q1, int threads) {
        int depth = Math.min(chains.chunks(), DEEPEST / chains.most());
        int kb = depth * chains.most();
        int nc = Math.min((p.n() + nr - 1) / nr, PACKED / kb / nr) * nr;
        try (Workspace<A> shared = shop.shared.borrow()) {
            A panels = shared.panels(kb * nc);
            for (int q = q0; q < q1; q++) {
                for (int jc = 0; jc < p.n(); jc += nc) {
                    for (int chain = 0; chain < chains.chunks(); chain += depth) {
                        int end = Math.min(chains.chunks(), chain + depth);
                        Block block = new Block(q, jc, Math.min(nc, p.n() - jc), chain, end, panels, threads);
                        block.pack(threads);
                        Workers.run(block.chunks(), threads, block);
                    }
                }
            }
        }
    }

    /**
     * Columns jc to jc + width of some chains of matrix q's b, packed slice by slice: all panels of the first slice, then all
     * of the next. A panel is the slice's rows of nr columns; those of the last panel past b's own hold anything, and their
     * products are dropped.
     */
    private final class Block implements Workers.Chunk {

        private final int q;
        private final int jc;
        private final int width;
        private final int chain0;
        private final int chain1;
        private final A panels;
        private final int count;
        /** Rows of tiles, and panels, chunk by chunk. */
        private final Split down;

        private final Split across;

        Block(int q, int jc, int width, int chain0, int chain1, A panels, int threads) {
            this.q = q;
            this.jc = jc;
            this.width = width;
            this.chain0 = chain0;
            this.chain1 = chain1;
            this.panels = panels;
            count = (width + nr - 1) / nr;
            int blocks = (rows.chunks() * mr - 1) / MC + 1;
            down = threads == 1 ? new Split(rows.chunks(), blocks) : Split.atMost(rows.chunks(), down(blocks, threads));
            across = Split.atMost(count, threads == 1 ? 1 : beside(down.chunks(), threads));
        }

        void pack(int threads) {
            Split split = Split.atMost(count, threads == 1 ? 1 : 8 * threads);
            Workers.run(split.chunks(), threads, chunk -> pack(split.from(chunk), split.to(chunk)));
        }

        /** Some panels, those of whole tiles row by row. */
        private void pack(int panel0, int panel1) {
            Matrices<A> b = p.b();
            int whole = b.columnStride() == 1 ? Math.max(panel0, Math.min(panel1, width / nr)) : panel0;
            for (int first = chain0; first < chain1; first += SLICE) {
                int kc = chains.from(end(first)) - chains.from(first);
                int bo = b.offset() + q * b.batchStride() + chains.from(first) * b.rowStride();
                int to = panelAt(first, panel0);
                tiles.pack(b.data(), bo + jc + panel0 * nr, b.rowStride(), kc, whole - panel0, panels, to);
                for (int panel = whole; panel < panel1; panel++) {
                    int n = Math.min(nr, width - panel * nr);
                    int from = bo + (jc + panel * nr) * b.columnStride();
                    shop.panel(b, from, kc, n, panels, panelAt(first, panel), nr);
                }
            }
        }

        /** The chain after the slice that begins with {@code first}. */
        private int end(int first) {
            return Math.min(first + SLICE, chain1);
        }

        private int panelAt(int first, int panel) {
            int kc = chains.from(end(first)) - chains.from(first);
            return ((chains.from(first) - chains.from(chain0)) * count + panel * kc) * nr;
        }

        int chunks() {
            return down.chunks() * across.chunks();
        }

        /**
         * Chunks one below the other: the blocks of a and no more, as each reads all of b's panels from L3, unless rows are
         * copied, which every chunk beside it would do again, or the threads would not get even shares.
         */
        // Tried: 64x4096x64 and 64x3136x576 in two: 1.5 times as long.
        private int down(int blocks, int threads) {
            if (copiesRows) {
                return Math.max(blocks, CHUNKS * threads);
            }
            int beside = Math.min(count, beside(blocks, threads));
            int chunks = blocks * beside;
            double shares = beside < count ? chunks : (double) blocks * width / nr;
            boolean isEven = chunks >= CHUNKS * threads || (chunks + threads - 1) / threads * threads <= 1.15 * shares;
            return isEven ? blocks : beside(beside, threads);
        }

        /** Chunks in one direction where there are so many in the other. */
        private static int beside(int others, int threads) {
            return (CHUNKS * threads + others - 1) / others;
        }

        /** One chunk, which is one of ic's blocks or a part of it, slice by slice and panel by panel. */
        @Override
        public void run(int chunk) {
            int tile0 = down.from(chunk / across.chunks());
            int tile1 = down.to(chunk / across.chunks());
            int panel1 = across.to(chunk % across.chunks());
            int ic = rows.from(tile0);
            int mc = rows.from(tile1) - ic;
            Matrices<A> a = p.a();
            try (Workspace<A> own = shop.workspaces.borrow()) {
                TileOperands<A> toC = new TileOperands<>(a, panels, 0, nr, p.c(), tiles.lanes);
                if (copiesRows) {
                    int row = SLICE * chains.most() + 16; // not a power of two: the sets of L1 again
                    toC = toC.withA(own.rows(mc * row), row);
                }
                TileOperands<A> toScratch = toC.withC(own.scratch(rows.most() * nr), 0, nr);
                for (int first = chain0; first < chain1; first += SLICE) {
                    int pc = chains.from(first);
                    int ao = a.offset() + q * a.batchStride() + ic * a.rowStride() + pc * a.columnStride();
                    if (copiesRows) {
                        shop.packing.rows(a, ao, mc, chains.from(end(first)) - pc, toC.a, toC.aRow);
                        ao = 0;
                    }
                    for (int panel = across.from(chunk % across.chunks()); panel < panel1; panel++) {
                        panel(panel, first, tile0, tile1, ao, toC, toScratch);
                    }
                }
            }
        }

        /**
         * Tile by tile, and chain by chain: the very first chain's sums go to c, those of all others are added to it; where c is
         * narrower than the tile, both by way of scratch, of which n columns are taken.
         */
        private void panel(
                int panel, int first, int tile0, int tile1, int ao, TileOperands<A> toC, TileOperands<A> toScratch) {
            int n = Math.min(nr, width - panel * nr);
            int vectors = n > tiles.lanes ? 2 : 1;
            boolean isWhole = n == vectors * tiles.lanes;
            int bo = panelAt(first, panel);
            int co = p.c().offset() + q * p.c().batchStride() + jc + panel * nr;
            int pc = chains.from(first);
            int ic = rows.from(tile0);
            for (int tile = tile0, i = ic; tile < tile1; tile++) {
                int size = rows.to(tile) - i;
                int ai = ao + (i - ic) * toC.aRow;
                int ci = co + i * toC.cRow;
                for (int chain = first, k = pc; chain < end(first); chain++) {
                    int kc = chains.to(chain) - k;
                    boolean isDirect = chain == 0 && isWhole;
                    TileOperands<A> t = isDirect ? toC : toScratch;
                    int ak = ai + (k - pc) * t.aColumn;
                    int bk = bo + (k - pc) * nr;
                    tiles.overwrite(size, vectors, t, 1, kc, ak, bk, isDirect ? ci : 0);
                    if (isWhole && chain > 0) {
                        tiles.add(size, vectors, t.c, nr, toC.c, ci, toC.cRow, toC.step);
                    } else if (chain > 0) {
                        shop.packing.add(t.c, nr, size, n, toC.c, ci, toC.cRow);
                    } else if (!isWhole) {
                        shop.packing.copy(t.c, 0, nr, size, n, toC.c, ci, toC.cRow);
                    }
                    k += kc;
                }
                i += size;
            }
        }
    }
}
