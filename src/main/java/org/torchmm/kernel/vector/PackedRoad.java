package org.torchmm.kernel.vector;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/**
 * c = a x b in blocks of b that are packed into L2: the loops jc, pc, ir and jr, which package-info draws. Where a and b both lie along k
 * and a has few rows, the product is turned round: a is transposed into panels, which is less than b, and tiles of c on their way out.
 */
final class PackedRoad<A> implements Road {

    /**
     * Bytes from an array's first element to the beginning of a cache line, where panels begin: an array has a header of 16 bytes, and one
     * of {@link #LARGE} bytes or more begins a region of G1. Where it does not, each second access of a panel crosses a line.
     */
    private static final int TO_LINE = 48;

    private static final int LARGE = 4 << 20;

    /** To transpose an element takes as long as so many multiplications: 0.3 ns. */
    private static final int TRANSPOSED = 32;

    /** Chains of a turned product, whose sums are all in one slice: c would be transposed to and fro. */
    private static final int TURNED = 8;

    /**
     * Rows of tiles that are few, for {@link Blocks#fewRows}, and panels that a row of tiles passes over at least, once it is packed. To
     * pack b is most of what they cost beside the sums, so a slice is one chain, and longer pieces of b's rows are read at a time.
     */
    // Emerald Rapids, in turns, one chain a slice: 64x3136x576, 64x1024x1024, 100x1000x1000 1.02 to 1.05 times as fast.
    private static final int FEW = 8;

    /** Elements of a tile or more. */
    private static final int TILE = 512;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    /** Rows of a tile at most, and columns, which are a panel's. */
    private final int mr;

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

    private final boolean packsRows;
    /** Whether a row of whole tiles is finished in one call. */
    private final boolean isOneCall;
    /** Whether c is column-major, as the product was turned round. */
    private final boolean isTurned;
    /** Whether each tile has just the rows and vectors that it needs: else all are the one that stands in, and what is past c is dropped. */
    private final boolean isExact;

    PackedRoad(Product<A> product, Workshop<A> shop) {
        this(product, shop, true);
    }

    /** Not {@code isExact} if all its tiles are the one that is compiled first. */
    PackedRoad(Product<A> product, Workshop<A> shop, boolean isExact) {
        this.isExact = isExact;
        isTurned = isExact && paysTurned(product, shop.tiles) && shop.practice.isReadyToTranspose();
        p = isTurned ? product.transposed() : product;
        this.shop = shop;
        tiles = shop.tiles;
        nr = 2 * tiles.lanes;
        mr = isExact ? tiles.maxRows(2) : tiles.standIn();
        rows = Split.of(p.m(), mr);
        chains = Summation.chains(p.k());
        slice = Math.min(isTurned ? TURNED : isOfFewRows() ? 1 : shop.blocks.slice(), chains.chunks());
        kb = slice * chains.most();
        total = TO_LINE / p.b().element().bytes();
        sums = total + TILE;
        first = sums + TILE;
        count = (p.n() + nr - 1) / nr;
        // worth it where more than one panel follows
        packsRows = !isExact || count > 1;
        isOneCall = packsRows && isExact && !isTurned && chains.chunks() == 1;
    }

    private boolean isOfFewRows() {
        return rows.chunks() <= FEW;
    }

    /** By the elements that are transposed either way, and the columns of vectors past m. */
    // Zen 5, JDK 17, one thread, turned over not turned: NT 128x3072x768 1.33, 64x1000x300 1.28, 256x1024x1024 1.04.
    private static boolean paysTurned(Product<?> p, Tiles<?> tiles) {
        long m = p.m();
        long n = p.n();
        long k = p.k();
        int rest = p.m() % (2 * tiles.lanes);
        long past = (tiles.lanes - m % tiles.lanes) % tiles.lanes;
        return p.a().columnStride() == 1
                && p.b().rowStride() == 1
                && p.b().columnStride() != 1
                && (rest == 0 || rest >= tiles.square)
                && Split.of(p.n(), tiles.maxRows(2)).least() >= tiles.square
                && Summation.chains(p.k()).chunks() <= TURNED
                && TRANSPOSED * (m * k + m * n) + past * n * k < TRANSPOSED * n * k;
    }

    @Override
    public boolean isReady() {
        Sum sum = packsRows ? Sum.PACKED : Sum.overwriting(p.a().columnStride());
        if (!isExact) {
            return shop.practice.isReady(sum, mr, 2);
        }
        int rest = p.n() % nr;
        boolean needsTwo = p.n() >= nr || rest > tiles.lanes;
        boolean needsOne = rest > 0 && rest <= tiles.lanes;
        boolean isReady = true;
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
                    Part part = new Part(0, count, false, own);
                    for (int q = batch.from(chunk); q < batch.to(chunk); q++) {
                        part.run(q, 0, rows.chunks());
                    }
                }
            });
            return;
        }
        int kept = shop.blocks.block() / nr / p.k();
        Grid grid = Grid.of(rows.chunks(), mr, count, (threads + p.batch() - 1) / p.batch(), kept);
        Split down = new Split(rows.chunks(), grid.down());
        Split across = new Split(count, grid.across());
        AtomicReferenceArray<Part> parts = new AtomicReferenceArray<>(p.batch() * grid.across());
        AtomicIntegerArray chunksDone = new AtomicIntegerArray(parts.length());
        Workers.run(parts.length() * grid.down(), threads, chunk -> {
            int at = chunk / grid.down();
            int row = chunk % grid.down();
            Part part = parts.getAndSet(at, null);
            if (part == null) {
                int column = at % grid.across();
                Workspace<A> own = shop.workspaces.borrow();
                part = new Part(across.from(column), across.to(column), grid.isKept(), own);
            }
            part.run(at / grid.across(), down.from(row), down.to(row));
            boolean isLast = chunksDone.incrementAndGet(at) == grid.down();
            if (isLast || !grid.isKept() || !parts.compareAndSet(at, null, part)) {
                part.own.close();
            }
        });
        for (int at = 0; at < parts.length(); at++) {
            Part left = parts.get(at);
            if (left != null) {
                left.own.close();
            }
        }
    }

    /** Some panels of a matrix of c, on one thread, which packs what it needs of b. */
    private final class Part {

        /** Panels, block by block. */
        private final int panel0;

        private final Split blocks;
        /** Whether all of them stay packed for further rows of tiles of the same matrix. */
        private final boolean isKept;

        private boolean isPacked;
        private final Workspace<A> own;
        private final A panels;
        private final TileOperands<A> toC;
        private final TileOperands<A> toSums;

        Part(int panel0, int panel1, boolean isKept, Workspace<A> own) {
            this.panel0 = panel0;
            this.isKept = isKept;
            this.own = own;
            int size = (isKept ? p.k() : kb) * nr;
            int most = isOfFewRows() ? Math.max(FEW, shop.blocks.fewRows() / size) : shop.blocks.block() / size;
            blocks = Split.of(panel1 - panel0, isKept ? panel1 - panel0 : Math.max(1, most));
            panels = own.panels(Math.max(LARGE / p.b().element().bytes(), first + blocks.most() * size));
            TileOperands<A> inPlace = new TileOperands<>(p.a(), panels, p.k() * nr, nr, p.c(), tiles.lanes);
            TileOperands<A> t = packsRows ? inPlace.withA(own.rows(slice * mr * Tiles.ROW), Tiles.ROW) : inPlace;
            toC = t.withC(t.c, nr, t.cRow);
            toSums = t.withC(panels, 0, nr);
        }

        /** Some rows of tiles in matrix q: block by block, slice by slice. */
        void run(int q, int tile0, int tile1) {
            for (int block = 0; block < blocks.chunks(); block++) {
                int from = panel0 + blocks.from(block);
                int to = panel0 + blocks.to(block);
                for (int chain = 0; chain < chains.chunks(); chain += slice) {
                    int end = Math.min(chain + slice, chains.chunks());
                    int k = chains.from(chain);
                    int at = isKept ? first + k * (to - from) * nr : first;
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
            if (packsRows) {
                rows(ao, m, chain0, chain1);
            }
            int whole = isOneCall ? Math.min(to, p.n() / nr) : from;
            if (whole > from) {
                tiles.packed(m, 2, toC, whole - from, k, 0, bo, co + from * nr);
            }
            for (int panel = whole; panel < to; panel++) {
                int n = Math.min(nr, p.n() - panel * nr);
                int at = co + panel * nr * p.c().columnStride();
                tile(m, n, chain0, chain1, ao, bo + (panel - from) * k * nr, at);
            }
        }

        /** Some chains of m rows of a, one after the other. */
        private void rows(int ao, int m, int chain0, int chain1) {
            for (int chain = chain0; chain < chain1; chain++) {
                int k = chains.from(chain);
                int from = ao + (k - chains.from(chain0)) * p.a().columnStride();
                shop.rows(p.a(), from, m, chains.to(chain) - k, toC.a, (chain - chain0) * mr * Tiles.ROW);
            }
        }

        /** One chain of a tile. */
        private void sum(int rows, int vectors, TileOperands<A> t, int chain, int chain0, int ao, int bo, int co) {
            int k = chains.from(chain) - chains.from(chain0);
            int kc = chains.to(chain) - chains.from(chain);
            if (packsRows) {
                tiles.packed(rows, vectors, t, 1, kc, (chain - chain0) * mr * Tiles.ROW, bo + k * nr, co);
            } else {
                tiles.overwrite(rows, vectors, t, 1, kc, ao + k * t.aColumn, bo + k * nr, co);
            }
        }

        /**
         * m x n of c, chain by chain: all sums but a single first one's meet in L1, and c is written once a slice. Where c is narrower
         * than the tile or column-major, its part is copied in and out.
         */
        private void tile(int m, int n, int chain0, int chain1, int ao, int bo, int co) {
            int size = isExact ? m : mr;
            int vectors = isExact && n <= tiles.lanes ? 1 : 2;
            boolean isInPlace = !isTurned && n == vectors * tiles.lanes;
            if (isInPlace && isExact && chain1 == 1) {
                sum(m, vectors, toC, 0, 0, ao, bo, co);
                return;
            }
            if (chain0 > 0 && !isInPlace) {
                shop.packing.copy(toC.c, co, toC.cRow, m, n, panels, total, nr);
            }
            for (int chain = chain0; chain < chain1; chain++) {
                sum(size, vectors, toSums, chain, chain0, ao, bo, chain == 0 ? total : sums);
                if (chain > 0) {
                    boolean isFromC = isInPlace && chain == chain0;
                    boolean isToC = isInPlace && chain == chain1 - 1;
                    add(m, vectors, isFromC, isToC, co);
                }
            }
            if (isTurned) {
                tiles.transpose(panels, total, nr, n, m, toC.c, co, p.c().columnStride());
            } else if (!isInPlace || chain1 == 1) {
                shop.packing.copy(panels, total, nr, m, n, toC.c, co, toC.cRow);
            }
        }

        /** The sums of a chain to those of all before, which are in c or in the total, and the same for what comes of it. */
        private void add(int m, int vectors, boolean isFromC, boolean isToC, int co) {
            A x = isFromC ? toC.c : panels;
            int xo = isFromC ? co : total;
            int xRow = isFromC ? toC.cRow : nr;
            A to = isToC ? toC.c : panels;
            int at = isToC ? co : total;
            int row = isToC ? toC.cRow : nr;
            if (shop.practice.isReadyToAdd()) {
                tiles.add(m, vectors, x, xo, xRow, panels, sums, nr, to, at, row, tiles.lanes);
                return;
            }
            int n = vectors * tiles.lanes;
            if (isFromC != isToC) {
                shop.packing.copy(x, xo, xRow, m, n, to, at, row);
            }
            shop.packing.add(panels, sums, nr, m, n, to, at, row);
        }
    }
}
