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
    /** Columns of a panel, and of all. */
    private final int nr;

    private final int columns;
    /** Panels, block by block. */
    private final int panel0;

    private final Split blocks;
    /** Whether all of them stay packed for further rows of tiles of the same matrix. */
    private final boolean isKept;

    private boolean isPacked;
    private final Workspace<A> own;
    private final A panels;
    /** To c, or to where sums wait. */
    private final TileOperands<A> toC;

    /** To places among the panels. */
    private final TileOperands<A> toTotal;

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
        int size = isKept ? chains.chunks() * plan.size : plan.size;
        blocks = Split.of(panel1 - panel0, isKept ? panel1 - panel0 : plan.most(size));
        panels = own.panels(plan.room(blocks.most(), size));
        TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, plan.size, nr, p.c(), tiles.lanes);
        TileOperands<A> t = plan.packsRows ? inPlace.withA(own.rows(plan.mr * Tiles.ROW), Tiles.ROW) : inPlace;
        columns = (panel1 - panel0) * nr;
        toC = plan.sumsWait ? t.withC(own.scratch(p.m() * columns), nr, columns) : t.withC(t.c, nr, t.cRow);
        toTotal = t.withC(panels, 0, nr);
    }

    @Override
    public void close() {
        own.close();
    }

    /** Some rows of tiles in matrix q: block by block, chain by chain. */
    void run(int q, int tile0, int tile1) {
        for (int block = 0; block < blocks.chunks(); block++) {
            int from = panel0 + blocks.from(block);
            int to = panel0 + blocks.to(block);
            for (int chain = 0; chain < chains.chunks(); chain++) {
                int at = plan.first + (isKept ? chain * (to - from) * plan.size : 0);
                if (!isPacked) {
                    pack(q, from, to, chain, at);
                }
                for (int tile = tile0; tile < tile1; tile++) {
                    multiply(q, tile, from, to, chain, at);
                }
            }
        }
        isPacked = isKept;
    }

    /** A chain's rows of some panels of b, those of whole tiles row by row; the last one's columns past b's own hold anything. */
    private void pack(int q, int from, int to, int chain, int target) {
        Matrices<A> b = p.b();
        int k0 = chains.from(chain);
        int k = chains.to(chain) - k0;
        int bo = b.offset() + q * b.batchStride() + k0 * b.rowStride();
        int whole = b.columnStride() == 1 && shop.practice.isReadyToPack() ? Math.min(to, p.n() / nr) : from;
        tiles.pack(b.data(), bo + from * nr, b.rowStride(), k, whole - from, panels, target, plan.size);
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = target + (panel - from) * plan.size;
            shop.panel(b, bo + panel * nr * b.columnStride(), k, n, panels, at, nr);
        }
    }

    /** A row of tiles by all panels, which wait in L2, the first of them at {@code bo}. */
    private void multiply(int q, int tile, int from, int to, int chain, int bo) {
        Matrices<A> a = p.a();
        int k0 = chains.from(chain);
        int k = chains.to(chain) - k0;
        int i = rows.from(tile);
        int m = rows.to(tile) - i;
        int ao = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * a.columnStride();
        int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride();
        int waiting = i * columns - panel0 * nr;
        if (plan.packsRows) {
            shop.rows(a, ao, m, k, toC.a, 0);
            ao = 0;
        }
        int whole = plan.packsRows && !isTurnedBack(chain) && isWhole(m) ? Math.min(to, p.n() / nr) : from;
        if (whole > from) {
            packed(m, 2, toC, whole - from, chain, k, bo, (plan.sumsWait ? waiting : co) + from * nr);
        }
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = co + panel * nr * p.c().columnStride();
            tile(m, n, chain, k, ao, bo + (panel - from) * plan.size, at, plan.sumsWait ? waiting + panel * nr : at);
        }
    }

    /**
     * m x n of c in a chain: in c, or where c waits at {@code to}; and where that is narrower than the tile or column-major, in L1, from where
     * it is copied.
     */
    private void tile(int m, int n, int chain, int k, int ao, int bo, int co, int to) {
        int size = plan.isExact ? m : plan.mr;
        int vectors = plan.isExact && n <= tiles.lanes ? 1 : 2;
        boolean isInPlace = (!plan.isTurned || plan.sumsWait) && n == vectors * tiles.lanes && isWhole(m);
        TileOperands<A> t = isInPlace ? toC : toTotal;
        int at = isInPlace ? to : plan.total;
        if (chain > 0 && !isInPlace) {
            shop.packing.copy(toC.c, to, toC.cRow, m, n, panels, plan.total, nr);
        }
        sum(size, vectors, t, chain, k, ao, bo, at);
        if (isTurnedBack(chain)) {
            tiles.transpose(t.c, at, t.cRow, n, m, p.c().data(), co, p.c().columnStride());
        } else if (!isInPlace) {
            shop.packing.copy(panels, plan.total, nr, m, n, toC.c, to, toC.cRow);
        }
    }

    /** Whether it is the last of a product that was turned round. */
    private boolean isTurnedBack(int chain) {
        return plan.isTurned && chain == chains.chunks() - 1;
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
