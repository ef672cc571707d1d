package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.Split;
import org.torchmm.kernel.Summation;
import org.torchmm.kernel.Workers;
import org.torchmm.kernel.vector.Tiles.Sum;
import org.torchmm.kernel.vector.Workspaces.Workspace;

/**
 * c = a x b by tiles that read both operands where they lie; b's and c's rows are contiguous and at least a vector long.
 *
 * <p>Where n is no multiple of a vector, the last vector of a row starts earlier and overlaps the one before it: its shared
 * lanes are computed twice, to the same bits, and nothing beside c is ever touched; sums of further blocks of k are added to them once.
 */
// Tried (Emerald Rapids), 256 times 32x32x32: rows of a packed first 0.9; 8x2 and 11x2 with k unrolled by 2 0.93.
// Tried, the same: the first lines of the next matrices read ahead, for the machine's prefetcher: 0.93 to 1.0.
// Tried: masked stores for the last vector; JDK 17 does not compile them to instructions.
final class UnpackedRoad<A> implements Road {

    /**
     * Elements of the matrices that share a pass of one tile, as a call of a tile costs 15 to 35 ns: they stay in L1 and L2 while all
     * tiles pass over them.
     */
    // Tried (Zen 5): half as many: 20x20 to 64x64 1 to 4 % slower.
    // Tried: one matrix at a time, whose b stays in L1: 48x48 3 to 7 % faster, 32x32 0.85 as fast, 16x16 0.75.
    private static final int GROUP = 1 << 15;

    /** Rows of tiles that are finished before the next ones: 96 rows of a chain are 74 KB, and stay in L2 for all columns. */
    private static final int BAND = 16;

    private final Product<A> p;
    private final Workshop<A> shop;
    private final Tiles<A> tiles;
    private final boolean isSeparate;
    private final int lanes;
    /** Vectors of the widest tile. */
    private final int widest;
    /** Rows of c, tile by tile: the same tiles however the work is cut. */
    private final Split rows;

    private final Split chains;

    UnpackedRoad(Product<A> p, Workshop<A> shop, boolean isSeparate) {
        this.p = p;
        this.shop = shop;
        this.isSeparate = isSeparate;
        tiles = shop.tiles;
        lanes = tiles.lanes;
        widest = isSeparate ? 2 : tiles.widest(p.m(), p.n());
        rows = Split.of(p.m(), tiles.maxRows(widest));
        chains = isSeparate ? new Split(p.k(), 1) : Summation.chains(p.k());
    }

    @Override
    public boolean isReady() {
        boolean isReady = chains.chunks() == 1 || shop.practice.isReadyToAdd();
        int rest = p.n();
        for (int vectors = widest; vectors >= 2; vectors /= 2) {
            if (rest >= vectors * lanes) {
                isReady &= isReady(vectors);
                rest %= vectors * lanes;
            }
        }
        return rest == 0 ? isReady : isReady & isReady(rest > lanes ? 2 : 1);
    }

    private boolean isReady(int vectors) {
        Sum sum = isSeparate ? Sum.SEPARATE : Sum.overwriting(p.a().columnStride());
        boolean isReady = true;
        for (int size = rows.least(); size <= rows.most(); size++) {
            isReady &= shop.practice.isReady(sum, size, vectors);
        }
        return isReady;
    }

    @Override
    public void run(int threads) {
        if (threads == 1) {
            inPlace(new Part(0, p.batch(), 0, rows.chunks(), 0, p.n()));
            return;
        }
        int wanted = p.chunks(threads);
        int nr = widest * lanes;
        Split batch = Split.atMost(p.batch(), wanted);
        int columns = Math.max(1, p.n() / nr);
        int most = wanted / batch.chunks();
        Split down = Split.atMost(rows.chunks(), isOfLargeB() ? Math.max(1, most / columns) : most);
        Split across = Split.atMost(columns, most / down.chunks());
        Workers.run(batch.chunks() * down.chunks() * across.chunks(), threads, chunk -> {
            int column = chunk % across.chunks();
            int row = chunk / across.chunks() % down.chunks();
            int q = chunk / across.chunks() / down.chunks();
            inPlace(new Part(
                    batch.from(q),
                    batch.to(q),
                    down.from(row),
                    down.to(row),
                    across.from(column) * nr,
                    column == across.chunks() - 1 ? p.n() : across.to(column) * nr));
        });
    }

    /** Whether threads had better read all of a again than all of b. */
    // Emerald Rapids, two threads: 16x4096x4096 cut by rows takes twice as long, 24x1000x1000 1.6 times.
    private boolean isOfLargeB() {
        return p.n() > p.m() && (long) p.n() * p.k() > shop.blocks.unpacked();
    }

    /** The columns from j on, which may reach back over the one before. */
    void runFrom(int j) {
        if (j < p.n()) {
            inPlace(new Part(0, p.batch(), 0, rows.chunks(), j, p.n()));
        }
    }

    /** Matrices q0 to q1 with their b packed one after the other, row by row. */
    void run(int q0, int q1, A packed) {
        TileOperands<A> operands = operands(packed, p.k() * p.n(), p.n());
        part(operands, 0, new Part(q0, q1, 0, rows.chunks(), 0, p.n()));
    }

    /** A part of c: some matrices, in them some rows of tiles and some columns. */
    private record Part(int q0, int q1, int tile0, int tile1, int j0, int j1) {}

    private void inPlace(Part part) {
        Matrices<A> b = p.b();
        TileOperands<A> operands = operands(b.data(), b.batchStride(), b.rowStride());
        part(operands, b.offset() + part.q0 * b.batchStride(), part);
    }

    private TileOperands<A> operands(A b, int bBatch, int bRow) {
        return new TileOperands<>(p.a(), b, bBatch, bRow, p.c(), p.n() < 2 * lanes ? p.n() - lanes : lanes);
    }

    private void part(TileOperands<A> operands, int bo, Part part) {
        if (chains.chunks() == 1) {
            new Pass(operands, null, part).run(bo);
            return;
        }
        try (Workspace<A> own = shop.workspaces.borrow()) {
            int row = widest * lanes;
            new Pass(operands, operands.withC(own.scratch(rows.most() * row), 0, row), part).run(bo);
        }
    }

    /** A part's tiles, chosen once, and one after the other for a few matrices at a time. */
    private final class Pass {

        private final TileOperands<A> operands;
        /** For further blocks of k, whose sums are added to c; null where there is one block. */
        private final TileOperands<A> later;

        private final Part part;
        /** Where the tiles of a row begin, from left to right, and how many vectors wide they are. */
        private final int[] columns;

        private final int[] vectors;
        /** How many of their columns the tile before has, too. */
        private final int[] shared;

        private int across;

        Pass(TileOperands<A> operands, TileOperands<A> later, Part part) {
            this.operands = operands;
            this.later = later;
            this.part = part;
            int most = (part.j1 - part.j0) / (2 * lanes) + 1;
            columns = new int[most];
            vectors = new int[most];
            shared = new int[most];
            cut(part.j0, part.j1);
        }

        /** Columns j0 to j1 in tiles as wide as they come; the last one or two vectors reach back where they have to. */
        private void cut(int j0, int j1) {
            int wide = widest;
            int j = j0;
            while (j1 - j >= 2 * lanes) {
                while (wide * lanes > j1 - j) {
                    wide /= 2;
                }
                column(j, wide);
                j += wide * lanes;
            }
            int rest = j1 - j;
            if (rest > lanes) {
                column(p.n() < 2 * lanes ? j : j1 - 2 * lanes, 2);
            } else if (rest > 0) {
                column(j1 - lanes, 1);
            }
        }

        private void column(int j, int wide) {
            shared[across] = across == 0 ? 0 : columns[across - 1] + vectors[across - 1] * lanes - j;
            columns[across] = j;
            vectors[across++] = wide;
        }

        /** {@code bo} is where b begins in the first of the matrices. */
        void run(int bo) {
            int batch = part.q1 - part.q0;
            boolean isOneTile = part.tile1 - part.tile0 == 1 && across == 1;
            long size = (long) p.m() * p.k() + (long) p.k() * p.n() + (long) p.m() * p.n();
            int group = chains.chunks() > 1 ? 1 : isOneTile ? batch : (int) Math.max(1, GROUP / size);
            for (int q = 0; q < batch; q += group) {
                int ao = p.a().offset() + (part.q0 + q) * operands.aBatch;
                int co = p.c().offset() + (part.q0 + q) * operands.cBatch;
                matrices(Math.min(group, batch - q), ao, bo + q * operands.bBatch, co);
            }
        }

        /** Some rows of tiles, and of them chain by chain, as all then meet the same rows of b. */
        private void matrices(int batch, int ao, int bo, int co) {
            for (int tile = part.tile0; tile < part.tile1; tile += BAND) {
                int end = Math.min(tile + BAND, part.tile1);
                for (int chain = 0; chain < chains.chunks(); chain++) {
                    int k = chains.from(chain);
                    tiles(batch, chain, tile, end, ao + k * operands.aColumn, bo + k * operands.bRow, co);
                }
            }
        }

        /** Columns of b for all rows of a, as they stay in L1. */
        // Tried (Emerald Rapids): row by row: 96 times 128x64x128 0.94 as fast, 100 times 96x128x100 0.93; 12x512x512
        // 1.03.
        private void tiles(int batch, int chain, int tile0, int tile1, int ao, int bo, int co) {
            int k = chains.to(chain) - chains.from(chain);
            for (int x = 0; x < across; x++) {
                int j = columns[x];
                int i = rows.from(tile0);
                for (int tile = tile0; tile < tile1; tile++) {
                    int m = rows.to(tile) - i;
                    int ai = ao + i * operands.aRow;
                    int ci = co + i * operands.cRow;
                    if (chain > 0) {
                        tiles.overwrite(m, vectors[x], later, 1, k, ai, bo + j, 0);
                        add(m, x, ci + j);
                    } else if (isSeparate) {
                        tiles.separate(m, vectors[x], operands, batch, k, ai, bo + j, ci + j);
                    } else {
                        tiles.overwrite(m, vectors[x], operands, batch, k, ai, bo + j, ci + j);
                    }
                    i += m;
                }
            }
        }

        /** The sums of a further block of k, each to its element of c once. */
        private void add(int m, int x, int co) {
            if (shared[x] == 0) {
                tiles.add(m, vectors[x], later.c, later.cRow, operands.c, co, operands.cRow, operands.step);
                return;
            }
            int n = vectors[x] * lanes - shared[x];
            shop.packing.add(later.c, shared[x], later.cRow, m, n, operands.c, co + shared[x], operands.cRow);
        }
    }
}
