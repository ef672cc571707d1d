package org.torchmm.kernel;

import org.torchmm.kernel.Tiles.Sum;
import org.torchmm.kernel.Workspaces.Workspace;

/**
 * c = a x b by tiles that read both operands where they lie; b's and c's rows are contiguous and at least a vector long.
 *
 * <p>Where n is no multiple of a vector, the last vector of a row starts earlier and overlaps the one before it: its shared
 * lanes are computed twice, to the same bits, and nothing beside c is ever touched. (Masked stores are not compiled to
 * instructions on JDK 17.) So a tile is finished over all of k before the next begins.
 */
final class UnpackedLoops<A> {

    /** Elements of the matrices that share a pass of one tile: they stay in L1 and L2 while all tiles pass over them. */
    private static final int GROUP = 1 << 14;

    private final Product<A> p;
    private final Tiles<A> tiles;
    private final boolean separate;
    private final int lanes;
    /** Vectors of the widest tile for so few rows: wide ones read longer pieces of b at a time. */
    private final int widest;
    /** Rows of c, tile by tile: the same tiles however the work is cut. */
    private final Split rows;

    private final Split chains;

    private final Workspaces<A> workspaces;

    UnpackedLoops(Product<A> p, Tiles<A> tiles, boolean separate, Workspaces<A> workspaces) {
        this.p = p;
        this.tiles = tiles;
        this.workspaces = workspaces;
        this.separate = separate;
        lanes = tiles.lanes;
        widest = separate || p.m() > tiles.maxRows(4) ? 2 : tiles.width < 512 || p.m() > tiles.maxRows(8) ? 4 : 8;
        rows = Split.of(p.m(), tiles.maxRows(widest));
        chains = Summation.chains(p.k());
    }

    /** Whether all tiles that this product needs are compiled. */
    boolean isReady() {
        boolean isReady = chains.chunks() == 1 || tiles.warmUp.isReadyToAdd();
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
        Sum sum = separate ? Sum.SEPARATE : Sum.overwriting(p.a().columnStride());
        boolean isReady = true;
        for (int size = rows.least(); size <= rows.most(); size++) {
            isReady &= tiles.warmUp.isReady(sum, size, vectors);
        }
        return isReady;
    }

    /** All of c, with b as it lies. */
    void run(int threads) {
        Matrices<A> b = p.b();
        TileOperands<A> operands = operands(b.data(), b.batchStride(), b.rowStride());
        if (threads == 1) {
            matrices(operands, 0, p.batch(), b.offset(), 0, rows.chunks(), 0, p.n());
            return;
        }
        int wanted = p.chunks(threads);
        int bands = Math.max(1, p.n() / (widest * lanes));
        Split batch = Split.atMost(p.batch(), wanted);
        Split down = Split.atMost(rows.chunks(), wanted / batch.chunks());
        Split across = Split.atMost(bands, wanted / (batch.chunks() * down.chunks()));
        Workers.run(batch.chunks() * down.chunks() * across.chunks(), threads, chunk -> {
            int column = chunk % across.chunks();
            int row = chunk / across.chunks() % down.chunks();
            int q = chunk / across.chunks() / down.chunks();
            matrices(
                    operands,
                    batch.from(q),
                    batch.to(q),
                    b.offset() + batch.from(q) * b.batchStride(),
                    down.from(row),
                    down.to(row),
                    across.from(column) * widest * lanes,
                    column == across.chunks() - 1 ? p.n() : across.to(column) * widest * lanes);
        });
    }

    /** The columns from j on, which may reach back over the one before. */
    void runFrom(int j) {
        if (j < p.n()) {
            Matrices<A> b = p.b();
            TileOperands<A> operands = operands(b.data(), b.batchStride(), b.rowStride());
            matrices(operands, 0, p.batch(), b.offset(), 0, rows.chunks(), j, p.n());
        }
    }

    /** Matrices q0 to q1 with their b packed one after the other, row by row. */
    void run(int q0, int q1, A packed) {
        matrices(operands(packed, p.k() * p.n(), p.n()), q0, q1, 0, 0, rows.chunks(), 0, p.n());
    }

    private TileOperands<A> operands(A b, int bBatch, int bRow) {
        return new TileOperands<>(p.a(), b, bBatch, bRow, p.c(), p.n() < 2 * lanes ? p.n() - lanes : lanes);
    }

    private void matrices(TileOperands<A> operands, int q0, int q1, int bo, int tile0, int tile1, int j0, int j1) {
        if (chains.chunks() == 1) {
            matrices(operands, null, q0, q1, bo, tile0, tile1, j0, j1);
            return;
        }
        try (Workspace<A> own = workspaces.borrow()) {
            int row = widest * lanes;
            A sums = own.scratch(rows.most() * row);
            TileOperands<A> later = operands.withC(sums, 0, row);
            matrices(operands, later, q0, q1, bo, tile0, tile1, j0, j1);
        }
    }

    /** {@code later} for further blocks of k, whose sums are added to c; null where there is one block. */
    private void matrices(
            TileOperands<A> operands,
            TileOperands<A> later,
            int q0,
            int q1,
            int bo,
            int tile0,
            int tile1,
            int j0,
            int j1) {
        int vectors = (j1 - j0) / lanes;
        boolean isOneTile = tile1 - tile0 == 1
                && (j1 - j0 <= 2 * lanes
                        || vectors <= widest && vectors * lanes == j1 - j0 && Integer.bitCount(vectors) == 1);
        long size = (long) p.m() * p.k() + (long) p.k() * p.n() + (long) p.m() * p.n();
        int group = chains.chunks() > 1 ? 1 : isOneTile ? q1 - q0 : (int) Math.max(1, GROUP / size);
        for (int q = q0; q < q1; q += group) {
            for (int tile = tile0; tile < tile1; tile++) {
                int batch = Math.min(group, q1 - q);
                Tile<A> row = new Tile<>(this, operands, later, q, batch, bo + (q - q0) * operands.bBatch, tile);
                row.columns(j0, j1);
            }
        }
    }

    /** A row of tiles: those rows of c, in a few matrices. */
    private record Tile<A>(
            UnpackedLoops<A> loops,
            TileOperands<A> operands,
            TileOperands<A> later,
            int q,
            int batch,
            int bo,
            int tile) {

        /** Columns j0 to j1 in tiles as wide as they come; the last one or two vectors reach back where they have to. */
        void columns(int j0, int j1) {
            int lanes = loops.lanes;
            int vectors = loops.widest;
            int j = j0;
            while (j1 - j >= 2 * lanes) {
                while (vectors * lanes > j1 - j) {
                    vectors /= 2;
                }
                at(j, vectors);
                j += vectors * lanes;
            }
            int rest = j1 - j;
            if (rest > lanes) {
                at(loops.p.n() < 2 * lanes ? j : j1 - 2 * lanes, 2);
            } else if (rest > 0) {
                at(j1 - lanes, 1);
            }
        }

        private void at(int j, int vectors) {
            Product<A> p = loops.p;
            int i = loops.rows.from(tile);
            int rows = loops.rows.to(tile) - i;
            int ao = p.a().offset() + q * p.a().batchStride() + i * p.a().rowStride();
            int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride() + j;
            if (loops.separate) {
                loops.tiles.separate(rows, vectors, operands, batch, p.k(), ao, bo + j, co);
                return;
            }
            Split chains = loops.chains;
            loops.tiles.overwrite(rows, vectors, operands, batch, chains.to(0), ao, bo + j, co);
            for (int chain = 1; chain < chains.chunks(); chain++) {
                int k = chains.from(chain);
                int ak = ao + k * operands.aColumn;
                int bk = bo + j + k * operands.bRow;
                loops.tiles.overwrite(rows, vectors, later, 1, chains.to(chain) - k, ak, bk, 0);
                loops.tiles.add(rows, vectors, later.c, later.cRow, operands.c, co, operands.cRow, operands.step);
            }
        }
    }
}
