package org.torchmm.kernel;

/**
 * c = a x b by tiles that read both operands where they lie; b's and c's rows are contiguous and at least a vector long.
 *
 * <p>Where n is no multiple of a vector, the last vector of a row starts earlier and overlaps the one before it: its shared
 * lanes are computed twice, to the same bits, and nothing beside c is ever touched. (Masked stores are not compiled to
 * instructions on JDK 17.) So a tile is finished over all of k before the next begins.
 */
final class UnpackedLoops<A> {

    /** Elements of the matrices that share a pass of one tile: they stay in L2 while all tiles pass over them. */
    private static final int GROUP = 1 << 14;

    private final Product<A> p;
    private final Tiles<A> tiles;
    private final TileOperands<A> operands;
    private final boolean separate;
    private final int lanes;
    private final int widest;

    UnpackedLoops(Product<A> p, Tiles<A> tiles, boolean separate) {
        this.p = p;
        this.tiles = tiles;
        this.separate = separate;
        lanes = tiles.lanes;
        int step = p.n() < 2 * lanes ? p.n() - lanes : lanes;
        operands = new TileOperands<>(p.a(), p.b(), p.c(), step);
        widest = separate || p.m() > tiles.maxRows(4) ? 2 : p.m() > tiles.maxRows(8) ? 4 : 8;
    }

    void run(int threads) {
        if (threads == 1) {
            matrices(0, p.batch(), 0, p.m(), 0, p.n());
            return;
        }
        int wanted = 8 * threads; // several chunks a thread, as another process may hold one of them up
        Split batch = new Split(p.batch(), Math.min(p.batch(), wanted));
        int rowTiles = (p.m() - 1) / tiles.maxRows(2) + 1;
        Split rows = new Split(p.m(), Math.max(1, Math.min(rowTiles, wanted / batch.chunks())));
        int bands = Math.max(1, p.n() / (widest * lanes));
        Split columns = new Split(bands, Math.max(1, Math.min(bands, wanted / (batch.chunks() * rows.chunks()))));
        Workers.run(batch.chunks() * rows.chunks() * columns.chunks(), threads, chunk -> {
            int column = chunk % columns.chunks();
            int row = chunk / columns.chunks() % rows.chunks();
            int part = chunk / columns.chunks() / rows.chunks();
            int j1 = column == columns.chunks() - 1 ? p.n() : columns.to(column) * widest * lanes;
            matrices(
                    batch.from(part),
                    batch.to(part),
                    rows.from(row),
                    rows.to(row),
                    columns.from(column) * widest * lanes,
                    j1);
        });
    }

    private void matrices(int q0, int q1, int i0, int i1, int j0, int j1) {
        boolean isOneTile = i1 - i0 <= tiles.maxRows(2) && j1 - j0 <= 2 * lanes;
        long size = (long) p.m() * p.k() + (long) p.k() * p.n() + (long) p.m() * p.n();
        int group = p.k() > Summation.KC ? 1 : isOneTile ? q1 - q0 : (int) Math.max(1, GROUP / size);
        for (int q = q0; q < q1; q += group) {
            columns(q, Math.min(group, q1 - q), i0, i1, j0, j1);
        }
    }

    /** Columns j0 to j1 in tiles as wide as they come; the last one or two vectors reach back where they have to. */
    private void columns(int q, int batch, int i0, int i1, int j0, int j1) {
        int j = j0;
        int vectors = widest;
        while (j1 - j >= 2 * lanes) {
            while (vectors * lanes > j1 - j) {
                vectors /= 2;
            }
            rows(q, batch, i0, i1, j, vectors);
            j += vectors * lanes;
        }
        int rest = j1 - j;
        if (rest > lanes) {
            rows(q, batch, i0, i1, p.n() < 2 * lanes ? j : j1 - 2 * lanes, 2);
        } else if (rest > 0) {
            rows(q, batch, i0, i1, j1 - lanes, 1);
        }
    }

    private void rows(int q, int batch, int i0, int i1, int j, int vectors) {
        Split split = Split.of(i1 - i0, tiles.maxRows(vectors));
        for (int tile = 0; tile < split.chunks(); tile++) {
            int i = i0 + split.from(tile);
            tile(q, batch, i, split.to(tile) - split.from(tile), j, vectors);
        }
    }

    private void tile(int q, int batch, int i, int rows, int j, int vectors) {
        int ao = p.a().offset() + q * p.a().batchStride() + i * p.a().rowStride();
        int bo = p.b().offset() + q * p.b().batchStride() + j;
        int co = p.c().offset() + q * p.c().batchStride() + i * p.c().rowStride() + j;
        if (separate) {
            tiles.separate(rows, vectors, operands, batch, p.k(), ao, bo, co);
            return;
        }
        int kc = Math.min(Summation.KC, p.k());
        tiles.overwrite(rows, vectors, operands, batch, kc, ao, bo, co);
        for (int k = kc; k < p.k(); k += kc) {
            int depth = Math.min(kc, p.k() - k);
            tiles.add(rows, vectors, operands, batch, depth, ao + k * operands.aColumn, bo + k * operands.bRow, co);
        }
    }
}
