package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/** c = a x b in blocks of b that are packed into L2: the loops jc, pc, ir and jr, which package-info draws. */
final class PackedRoad<A> implements Road {

    /** Rows of a so many bytes apart share one set of L1, which holds 8 or 12 lines, not the 14 of a tile: copied. */
    private static final int ALIASING = 4096;

    /** Copied rows of a are so many elements longer than they need be: not a power of two, or it were the sets of L1 again. */
    private static final int APART = 16;

    /**
     * Bytes from an array's first element to the beginning of a cache line, where panels begin: an array has a header of 16 bytes, and one
     * of {@link #LARGE} bytes or more begins a region of G1. Where it does not, each second access of a panel crosses a line.
     */
    private static final int TO_LINE = 48;

    private static final int LARGE = 4 << 20;

    /** Elements of a tile or more. */
    private static final int TILE = 512;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    /** Columns of a tile, which is as wide as a panel. */
    private final int nr;
    /** Rows of c, tile by tile. */
    private final Split rows;
    /** Steps of k, chain by chain. */
    private final Split chains;
    /** Chains, and steps of k at most, that are packed together. */
    private final int slice;

    private final int kb;
    /** Where a tile's total is in the array of panels, sums of its next chain, and the first panel. */
    private final int total;

    private final int sums;
    private final int first;
    /** Panels of all of b. */
    private final int count;

    private final boolean copiesRows;

    PackedRoad(Product<A> p, Workshop<A> shop) {
        this.p = p;
        this.shop = shop;
        tiles = shop.tiles;
        nr = 2 * tiles.lanes;
        rows = Split.of(p.m(), tiles.maxRows(2));
        chains = Summation.chains(p.k());
        slice = Math.min(shop.blocks.slice(), chains.chunks());
        kb = slice * chains.most();
        total = TO_LINE / p.b().element().bytes();
        sums = total + TILE;
        first = sums + TILE;
        count = (p.n() + nr - 1) / nr;
        // worth it where more than one panel follows
        copiesRows = count > 1 && (p.a().columnStride() != 1 || rowsCollide(p.a()));
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
        if (threads == 1 || p.batch() >= 2 * threads) {
            Split batch = Split.atMost(p.batch(), p.chunks(threads));
            Workers.run(batch.chunks(), threads, chunk -> {
                try (Workspace<A> own = shop.workspaces.borrow()) {
                    Part part = new Part(0, rows.chunks(), 0, count, own);
                    for (int q = batch.from(chunk); q < batch.to(chunk); q++) {
                        part.run(q);
                    }
                }
            });
            return;
        }
        Grid grid = Grid.of(rows.chunks(), tiles.maxRows(2), count, (threads + p.batch() - 1) / p.batch());
        Split down = new Split(rows.chunks(), grid.down());
        Split across = new Split(count, grid.across());
        Workers.run(p.batch() * grid.down() * grid.across(), threads, chunk -> {
            int column = chunk / grid.down() % grid.across();
            int row = chunk % grid.down();
            try (Workspace<A> own = shop.workspaces.borrow()) {
                new Part(down.from(row), down.to(row), across.from(column), across.to(column), own)
                        .run(chunk / grid.down() / grid.across());
            }
        });
    }

    /** Some rows of tiles and some panels of a matrix of c, on one thread, which packs what it needs of b. */
    private final class Part {

        private final int tile0;
        private final int tile1;
        /** Panels, block by block. */
        private final int panel0;

        private final Split blocks;
        private final A panels;
        private final TileOperands<A> toC;
        private final TileOperands<A> toSums;

        Part(int tile0, int tile1, int panel0, int panel1, Workspace<A> own) {
            this.tile0 = tile0;
            this.tile1 = tile1;
            this.panel0 = panel0;
            blocks = Split.of(panel1 - panel0, Math.max(1, shop.blocks.block() / (kb * nr)));
            panels = own.panels(Math.max(LARGE / p.b().element().bytes(), first + blocks.most() * kb * nr));
            TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, 0, nr, p.c(), tiles.lanes);
            toC = copiesRows ? inPlace.withA(own.rows(rows.most() * (kb + APART)), kb + APART) : inPlace;
            toSums = toC.withC(panels, 0, nr);
        }

        /** In matrix q: block by block, slice by slice. */
        void run(int q) {
            for (int block = 0; block < blocks.chunks(); block++) {
                int from = panel0 + blocks.from(block);
                int to = panel0 + blocks.to(block);
                for (int chain = 0; chain < chains.chunks(); chain += slice) {
                    int end = Math.min(chain + slice, chains.chunks());
                    pack(q, from, to, chains.from(chain), chains.from(end));
                    multiply(q, from, to, chain, end);
                }
            }
        }

        /** Rows k0 to k1 of some panels of b, those of whole tiles row by row; the last one's columns past b's own hold anything. */
        private void pack(int q, int from, int to, int k0, int k1) {
            Matrices<A> b = p.b();
            int k = k1 - k0;
            int bo = b.offset() + q * b.batchStride() + k0 * b.rowStride();
            int whole = b.columnStride() == 1 ? Math.min(to, p.n() / nr) : from;
            tiles.pack(b.data(), bo + from * nr, b.rowStride(), k, whole - from, panels, first);
            for (int panel = whole; panel < to; panel++) {
                int n = Math.min(nr, p.n() - panel * nr);
                int at = first + (panel - from) * k * nr;
                shop.panel(b, bo + panel * nr * b.columnStride(), k, n, panels, at, nr);
            }
        }

        /** One row of tiles after the other by all panels, which wait in L2. */
        private void multiply(int q, int from, int to, int chain0, int chain1) {
            Matrices<A> a = p.a();
            int k0 = chains.from(chain0);
            int k = chains.from(chain1) - k0;
            for (int tile = tile0; tile < tile1; tile++) {
                int i = rows.from(tile);
                int m = rows.to(tile) - i;
                int ao = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * a.columnStride();
                int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride();
                if (copiesRows) {
                    shop.packing.rows(a, ao, m, k, toC.a, toC.aRow);
                    ao = 0;
                }
                for (int panel = from; panel < to; panel++) {
                    int n = Math.min(nr, p.n() - panel * nr);
                    tile(m, n, chain0, chain1, ao, first + (panel - from) * k * nr, co + panel * nr);
                }
            }
        }

        /** m x n of c, chain by chain: all sums but a single first one's meet in L1, and c is written once a slice. */
        private void tile(int m, int n, int chain0, int chain1, int ao, int bo, int co) {
            int vectors = n > tiles.lanes ? 2 : 1;
            boolean isWhole = n == vectors * tiles.lanes;
            if (isWhole && chain1 == 1) {
                tiles.overwrite(m, vectors, toC, 1, chains.to(0), ao, bo, co);
                return;
            }
            int k0 = chains.from(chain0);
            if (chain0 > 0 && !isWhole) {
                shop.packing.copy(toC.c, co, toC.cRow, m, n, panels, total, nr);
            }
            for (int chain = chain0; chain < chain1; chain++) {
                int k = chains.from(chain) - k0;
                int at = chain == 0 ? total : sums;
                tiles.overwrite(
                        m,
                        vectors,
                        toSums,
                        1,
                        chains.to(chain) - chains.from(chain),
                        ao + k * toC.aColumn,
                        bo + k * nr,
                        at);
                if (chain > 0) {
                    boolean fromC = isWhole && chain == chain0;
                    boolean intoC = isWhole && chain == chain1 - 1;
                    tiles.add(
                            m,
                            vectors,
                            fromC ? toC.c : panels,
                            fromC ? co : total,
                            fromC ? toC.cRow : nr,
                            panels,
                            sums,
                            nr,
                            intoC ? toC.c : panels,
                            intoC ? co : total,
                            intoC ? toC.cRow : nr,
                            tiles.lanes);
                }
            }
            if (!isWhole) {
                shop.packing.copy(panels, total, nr, m, n, toC.c, co, toC.cRow);
            }
        }
    }
}
