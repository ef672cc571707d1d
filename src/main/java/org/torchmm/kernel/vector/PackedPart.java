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

    private final TileOperands<A> toSums;

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
        int size = (isKept ? p.k() : plan.kb) * nr;
        blocks = Split.of(panel1 - panel0, isKept ? panel1 - panel0 : plan.most(size));
        panels = own.panels(plan.room(blocks.most(), size));
        TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, p.k() * nr, nr, p.c(), tiles.lanes);
        TileOperands<A> t =
                plan.packsRows ? inPlace.withA(own.rows(plan.slice * plan.mr * Tiles.ROW), Tiles.ROW) : inPlace;
        columns = (panel1 - panel0) * nr;
        toC = plan.sumsWait ? t.withC(own.scratch(p.m() * columns), nr, columns) : t.withC(t.c, nr, t.cRow);
        toSums = t.withC(panels, 0, nr);
    }

    @Override
    public void close() {
        own.close();
    }

    /** Some rows of tiles in matrix q: block by block, slice by slice. */
    void run(int q, int tile0, int tile1) {
        for (int block = 0; block < blocks.chunks(); block++) {
            int from = panel0 + blocks.from(block);
            int to = panel0 + blocks.to(block);
            for (int chain = 0; chain < chains.chunks(); chain += plan.slice) {
                int end = Math.min(chain + plan.slice, chains.chunks());
                int k = chains.from(chain);
                int at = isKept ? plan.first + k * (to - from) * nr : plan.first;
                if (!isPacked) {
                    pack(q, from, to, k, chains.from(end), at);
                }
                for (int tile = tile0; tile < tile1; tile++) {
                    multiply(q, tile, from, to, chain, end, at);
                }
            }
        }
        isPacked = isKept;
    }

    /** Rows k0 to k1 of some panels of b, those of whole tiles row by row; the last one's columns past b's own hold anything. */
    private void pack(int q, int from, int to, int k0, int k1, int target) {
        Matrices<A> b = p.b();
        int k = k1 - k0;
        int bo = b.offset() + q * b.batchStride() + k0 * b.rowStride();
        int whole = b.columnStride() == 1 && shop.practice.isReadyToPack() ? Math.min(to, p.n() / nr) : from;
        tiles.pack(b.data(), bo + from * nr, b.rowStride(), k, whole - from, panels, target);
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = target + (panel - from) * k * nr;
            shop.panel(b, bo + panel * nr * b.columnStride(), k, n, panels, at, nr);
        }
    }

    /** A row of tiles by all panels, which wait in L2, the first of them at {@code bo}. */
    private void multiply(int q, int tile, int from, int to, int chain0, int chain1, int bo) {
        Matrices<A> a = p.a();
        int k0 = chains.from(chain0);
        int k = chains.from(chain1) - k0;
        int i = rows.from(tile);
        int m = rows.to(tile) - i;
        int ao = a.offset() + q * a.batchStride() + i * a.rowStride() + k0 * a.columnStride();
        int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride();
        if (plan.packsRows) {
            rows(ao, m, chain0, chain1);
        }
        int whole = plan.isOneCall && isWhole(m) ? Math.min(to, p.n() / nr) : from;
        if (whole > from) {
            tiles.packed(m, 2, toC, whole - from, k, 0, bo, co + from * nr);
        }
        for (int panel = whole; panel < to; panel++) {
            int n = Math.min(nr, p.n() - panel * nr);
            int at = co + panel * nr * p.c().columnStride();
            int waiting = i * columns + (panel - panel0) * nr;
            tile(m, n, chain0, chain1, ao, bo + (panel - from) * k * nr, at, plan.sumsWait ? waiting : at);
        }
    }

    /** Some chains of m rows of a, one after the other. */
    private void rows(int ao, int m, int chain0, int chain1) {
        for (int chain = chain0; chain < chain1; chain++) {
            int k = chains.from(chain);
            int from = ao + (k - chains.from(chain0)) * p.a().columnStride();
            shop.rows(p.a(), from, m, chains.to(chain) - k, toC.a, (chain - chain0) * plan.mr * Tiles.ROW);
        }
    }

    /** One chain of a tile. */
    private void sum(int rows, int vectors, TileOperands<A> t, int chain, int chain0, int ao, int bo, int co) {
        int k = chains.from(chain) - chains.from(chain0);
        int kc = chains.to(chain) - chains.from(chain);
        if (plan.packsRows) {
            tiles.packed(rows, vectors, t, 1, kc, (chain - chain0) * plan.mr * Tiles.ROW, bo + k * nr, co);
        } else {
            tiles.overwrite(rows, vectors, t, 1, kc, ao + k * t.aColumn, bo + k * nr, co);
        }
    }

    /**
     * m x n of c, chain by chain: all sums but a single first one's meet in L1, and c, or what waits for it at {@code to}, is written once a
     * slice. Where that is narrower than the tile or column-major, its part is copied in and out.
     */
    private void tile(int m, int n, int chain0, int chain1, int ao, int bo, int co, int to) {
        int size = plan.isExact ? m : plan.mr;
        int vectors = plan.isExact && n <= tiles.lanes ? 1 : 2;
        boolean isTurnedBack = plan.isTurned && chain1 == chains.chunks();
        boolean isInPlace = (!plan.isTurned || plan.sumsWait) && n == vectors * tiles.lanes;
        if (isInPlace && isWhole(m) && chain1 == 1) {
            sum(m, vectors, toC, 0, 0, ao, bo, to);
            return;
        }
        if (chain0 > 0 && !isInPlace) {
            shop.packing.copy(toC.c, to, toC.cRow, m, n, panels, plan.total, nr);
        }
        for (int chain = chain0; chain < chain1; chain++) {
            sum(size, vectors, toSums, chain, chain0, ao, bo, chain == 0 ? plan.total : plan.sums);
            if (chain > 0) {
                boolean isFromC = isInPlace && chain == chain0;
                boolean isToC = isInPlace && chain == chain1 - 1 && !isTurnedBack;
                add(m, vectors, isFromC, isToC, to);
            }
        }
        if (isTurnedBack) {
            tiles.transpose(panels, plan.total, nr, n, m, p.c().data(), co, p.c().columnStride());
        } else if (!isInPlace || chain1 == 1) {
            shop.packing.copy(panels, plan.total, nr, m, n, toC.c, to, toC.cRow);
        }
    }

    /** Whether nothing of a tile of so many rows is dropped. */
    private boolean isWhole(int m) {
        return plan.isExact || m == plan.mr;
    }

    /** The sums of a chain to those of all before, which are in c or in the total, and the same for what comes of it. */
    private void add(int m, int vectors, boolean isFromC, boolean isToC, int co) {
        A x = isFromC ? toC.c : panels;
        int xo = isFromC ? co : plan.total;
        int xRow = isFromC ? toC.cRow : nr;
        A to = isToC ? toC.c : panels;
        int at = isToC ? co : plan.total;
        int row = isToC ? toC.cRow : nr;
        if (shop.practice.isReadyToAdd()) {
            tiles.add(m, vectors, x, xo, xRow, panels, plan.sums, nr, to, at, row, tiles.lanes);
            return;
        }
        int n = vectors * tiles.lanes;
        if (isFromC != isToC) {
            shop.packing.copy(x, xo, xRow, m, n, to, at, row);
        }
        shop.packing.add(panels, plan.sums, nr, m, n, to, at, row);
    }
}
