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
 * lanes are computed twice, to the same bits, and nothing beside c is ever touched. So a tile is finished over all of k
 * before the next begins.
 */
// Tried: masked stores for the last vector; JDK 17 does not compile them to instructions.
final class UnpackedRoad<A> implements Road {

    /** Elements of the matrices that share a pass of one tile: they stay in L1 and L2 while all tiles pass over them. */
    private static final int GROUP = 1 << 14;

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
        widest = isSeparate ? 2 : tiles.widest(p.m());
        rows = Split.of(p.m(), tiles.maxRows(widest));
        chains = Summation.chains(p.k());
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
        Split down = Split.atMost(rows.chunks(), wanted / batch.chunks());
        Split across = Split.atMost(Math.max(1, p.n() / nr), wanted / (batch.chunks() * down.chunks()));
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
            part(operands, null, bo, part);
            return;
        }
        try (Workspace<A> own = shop.workspaces.borrow()) {
            int row = widest * lanes;
            part(operands, operands.withC(own.scratch(rows.most() * row), 0, row), bo, part);
        }
    }

    /** {@code later} for further blocks of k, whose sums are added to c; null where there is one block. */
    private void part(TileOperands<A> operands, TileOperands<A> later, int bo, Part part) {
        int n = part.j1 - part.j0;
        int vectors = n / lanes;
        boolean isTile = vectors <= widest && vectors * lanes == n && Integer.bitCount(vectors) == 1;
        boolean isOneTile = part.tile1 - part.tile0 == 1 && (n <= 2 * lanes || isTile);
        int batch = part.q1 - part.q0;
        long size = (long) p.m() * p.k() + (long) p.k() * p.n() + (long) p.m() * p.n();
        int group = chains.chunks() > 1 ? 1 : isOneTile ? batch : (int) Math.max(1, GROUP / size);
        for (int q = part.q0; q < part.q1; q += group) {
            int bq = bo + (q - part.q0) * operands.bBatch;
            for (int tile = part.tile0; tile < part.tile1; tile++) {
                new Row<>(this, operands, later, q, Math.min(group, part.q1 - q), bq, tile).columns(part.j0, part.j1);
            }
        }
    }

    /** A row of tiles: those rows of c, in a few matrices. */
    private record Row<A>(
            UnpackedRoad<A> road, TileOperands<A> operands, TileOperands<A> later, int q, int batch, int bo, int tile) {

        /** Columns j0 to j1 in tiles as wide as they come; the last one or two vectors reach back where they have to. */
        void columns(int j0, int j1) {
            int lanes = road.lanes;
            int vectors = road.widest;
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
                at(road.p.n() < 2 * lanes ? j : j1 - 2 * lanes, 2);
            } else if (rest > 0) {
                at(j1 - lanes, 1);
            }
        }

        private void at(int j, int vectors) {
            Product<A> p = road.p;
            int i = road.rows.from(tile);
            int rows = road.rows.to(tile) - i;
            int ao = p.a().offset() + q * p.a().batchStride() + i * p.a().rowStride();
            int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride() + j;
            if (road.isSeparate) {
                road.tiles.separate(rows, vectors, operands, batch, p.k(), ao, bo + j, co);
                return;
            }
            Split chains = road.chains;
            road.tiles.overwrite(rows, vectors, operands, batch, chains.to(0), ao, bo + j, co);
            for (int chain = 1; chain < chains.chunks(); chain++) {
                int k = chains.from(chain);
                int ak = ao + k * operands.aColumn;
                int bk = bo + j + k * operands.bRow;
                road.tiles.overwrite(rows, vectors, later, 1, chains.to(chain) - k, ak, bk, 0);
                road.tiles.add(rows, vectors, later.c, later.cRow, operands.c, co, operands.cRow, operands.step);
            }
        }
    }
}
