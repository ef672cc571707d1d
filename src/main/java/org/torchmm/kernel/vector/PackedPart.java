package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/** Some panels of a matrix of c, on one thread, which packs what it needs of b. */
final class PackedPart<A> implements AutoCloseable {

    private final PackedPlan<A> plan;
    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    private final Split rows;
    private final Split chains;
    /** Columns of a panel. */
    private final int nr;

    /** Panels, block by block. */
    private final int panel0;

    private final Split blocks;
    /** Whether all of them stay packed for further rows of tiles of the same matrix. */
    private final boolean isKept;

    private boolean isPacked;
    private final Workspace<A> own;
    private final A panels;
    /** To c; or of a turned product, to where a row of tiles waits until it is columns of c. */
    private final TileOperands<A> toC;

    /** To places among the panels. */
    private final TileOperands<A> toTotal;

    /** Elements from one chain's panels of a block to the next one's; 0 where that takes its place. */
    private final int chainSize;

    /** Panels panel0 to panel1; {@code isKept} if further rows of tiles of the same matrix follow. */
    PackedPart(PackedPlan<A> plan, int panel0, int panel1, boolean isKept) {
        this.plan = plan;
        this.panel0 = panel0;
        this.isKept = isKept;
        p = plan.p;
        shop = plan.shop;
        tiles = plan.tiles;
        rows = plan.rows;
        chains = plan.chains;
        nr = plan.nr;
        own = shop.workspaces.borrow();
        boolean isWhole = isKept || plan.isTurned;
        int size = isWhole ? chains.chunks() * plan.size : plan.size;
        blocks = Split.of(panel1 - panel0, isKept ? panel1 - panel0 : plan.most(size));
        chainSize = isWhole ? blocks.most() * plan.size : 0;
        panels = own.panels(plan.room(blocks.most(), size));
        TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, plan.size, nr, p.c(), tiles.lanes);
        TileOperands<A> t = plan.packsRows ? inPlace.withA(own.rows(plan.mr * Tiles.ROW), Tiles.ROW) : inPlace;
        int columns = blocks.most() * nr;
        toC = plan.isTurned ? t.withC(own.scratch(plan.mr * columns), nr, columns) : t.withC(t.c, nr, t.cRow);
        toTotal = t.withC(panels, 0, nr);
    }

    @Override
    public void close() {
        own.close();
    }

    /** Some rows of tiles in matrix q: block by block, and chain by chain; turned ones have all their chains before they are turned back. */
    void run(int q, int tile0, int tile1) {
        for (int block = 0; block < blocks.chunks(); block++) {
            int from = panel0 + blocks.from(block);
            int to = panel0 + blocks.to(block);
            for (int chain = 0; chain < chains.chunks(); chain++) {
                if (!isPacked) {
                    pack(q, from, to, chain);
                }
                for (int tile = tile0; tile < tile1 && !plan.isTurned; tile++) {
                    multiply(q, tile, from, to, chain);
                }
            }
            for (int tile = tile0; tile < tile1 && plan.isTurned; tile++) {
                for (int chain = 0; chain < chains.chunks(); chain++) {
                    multiply(q, tile, from, to, chain);
                }
            }
        }
        isPacked = isKept;
    }

    /** A chain's rows of some panels of b, those of whole tiles row by row; the last one's columns past b's own hold anything. */
    private void pack(int q, int from, int to, int chain) {
        Matrices<A> b = p.b();
        int k0 = chains.from(chain);
        int k = chains.to(chain) - k0;
        int bo = b.offset() + q * b.batchStride() + k0 * b.rowStride();
        int target = plan.first + chain * chainSize;
        int whole = b.columnStride() == 1 && shop.practice.isReadyToPack() ? Math.min(to, p.n() / nr) : from;
        tiles.pack(b.data(), bo + from * nr, b.rowStride(), k, whole - from, panels, target, plan.size);
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = target + (panel - from) * plan.size;
            shop.panel(b, bo + panel * nr * b.columnStride(), k, n, panels, at, nr);
        }
    }

    /** A row of tiles by all panels, which wait in L2. */
    private void multiply(int q, int tile, int from, int to, int chain) {
        Matrices<A> a = p.a();
        int k0 = chains.from(chain);
        int k = chains.to(chain) - k0;
        int i = rows.from(tile);
        int m = rows.to(tile) - i;
        int ao = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * a.columnStride();
        int bo = plan.first + chain * chainSize;
        int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride();
        if (plan.packsRows) {
            shop.rows(a, ao, m, k, toC.a, 0);
            ao = 0;
        }
        int at = plan.isTurned ? 0 : co + from * nr;
        // of a turned product one that is wider than a vector too, as there is room for what is past c
        int whole = plan.packsRows && isWhole(m)
                ? Math.min(to, (p.n() + (plan.isTurned ? tiles.lanes - 1 : 0)) / nr)
                : from;
        if (whole > from) {
            packed(m, 2, toC, whole - from, chain, k, bo, at);
        }
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int x = panel - from;
            tile(m, n, chain, k, ao, bo + x * plan.size, at + x * nr);
        }
        if (plan.isTurned && chain == chains.chunks() - 1) {
            turnBack(m, from, to, co);
        }
    }

    /** A row of tiles to columns of c. */
    private void turnBack(int m, int from, int to, int co) {
        for (int panel = from; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = co + panel * nr * p.c().columnStride();
            tiles.transpose(toC.c, (panel - from) * nr, toC.cRow, n, m, p.c().data(), at, p.c().columnStride());
        }
    }

    /** m x n of c in a chain: where it goes, and if that is narrower than the tile, in L1, from where it is copied. */
    private void tile(int m, int n, int chain, int k, int ao, int bo, int co) {
        int size = plan.isExact ? m : plan.mr;
        int vectors = plan.isExact && n <= tiles.lanes ? 1 : 2;
        if (plan.isTurned || n == vectors * tiles.lanes && isWhole(m)) {
            sum(m, vectors, toC, chain, k, ao, bo, co);
            return;
        }
        if (chain > 0) {
            shop.packing.copy(toC.c, co, toC.cRow, m, n, panels, plan.total, nr);
        }
        sum(size, vectors, toTotal, chain, k, ao, bo, plan.total);
        shop.packing.copy(panels, plan.total, nr, m, n, toC.c, co, toC.cRow);
    }

    /** Whether nothing of a tile of so many rows is dropped. */
    private boolean isWhole(int m) {
        return plan.isExact || m == plan.mr;
    }

    /** A chain of a tile: the first one is c, each other is added. */
    private void sum(int rows, int vectors, TileOperands<A> t, int chain, int k, int ao, int bo, int co) {
        if (plan.packsRows) {
            packed(rows, vectors, t, 1, chain, k, bo, co);
        } else if (chain == 0) {
            tiles.overwrite(rows, vectors, t, 1, k, ao, bo, co);
        } else {
            tiles.overwrite(rows, vectors, toTotal, 1, k, ao, bo, plan.sums);
            tiles.add(rows, vectors, t.c, co, t.cRow, panels, plan.sums, nr, t.c, co, t.cRow, tiles.lanes);
        }
    }

    /** The same of panels in a row; the tile that stands in is one that adds, also to nothing, so that C2 has only one to compile. */
    private void packed(int rows, int vectors, TileOperands<A> t, int panels, int chain, int k, int bo, int co) {
        if (chain == 0 && plan.isExact) {
            tiles.packed(rows, vectors, t, panels, k, 0, bo, co);
            return;
        }
        if (chain == 0) {
            shop.packing.clear(rows, panels * nr, t.c, co, t.cRow);
        }
        tiles.accumulate(rows, vectors, t, panels, k, 0, bo, co);
    }
}
