package org.torchmm.kernel;

/**
 * What a run of tiles has in common: three arrays and the distances in them. Made once outside the loops, so that a tile is
 * called with three offsets.
 *
 * <p>{@code step} is the distance between neighbouring vectors of a tile, in b and in c: the lanes of a vector, or less
 * where the last vector of a row overlaps the one before it. For dots, {@code bRow} leads from a column of b to the next
 * and {@code step} from a column of c to the next.
 */
final class TileOperands<A> {

    final A a;
    final int aBatch;
    final int aRow;
    final int aColumn;

    final A b;
    final int bBatch;
    final int bRow;

    final A c;
    final int cBatch;
    final int cRow;

    final int step;

    /** a, b and c as they lie; for tiles that read b without packing. */
    TileOperands(Matrices<A> a, Matrices<A> b, Matrices<A> c, int step) {
        this(a, b.data(), b.batchStride(), b.rowStride(), c, step);
    }

    /** b packed, or otherwise elsewhere. */
    TileOperands(Matrices<A> a, A b, int bBatch, int bRow, Matrices<A> c, int step) {
        this(
                a.data(),
                a.batchStride(),
                a.rowStride(),
                a.columnStride(),
                b,
                bBatch,
                bRow,
                c.data(),
                c.batchStride(),
                c.rowStride(),
                step);
    }

    /** For tiles that are run to be compiled: everything side by side in one array. */
    static <A> TileOperands<A> practice(A array, int lanes) {
        return new TileOperands<>(array, 0, 1, 1, array, 0, lanes, array, 0, lanes, lanes);
    }

    private TileOperands(
            A a, int aBatch, int aRow, int aColumn, A b, int bBatch, int bRow, A c, int cBatch, int cRow, int step) {
        this.a = a;
        this.aBatch = aBatch;
        this.aRow = aRow;
        this.aColumn = aColumn;
        this.b = b;
        this.bBatch = bBatch;
        this.bRow = bRow;
        this.c = c;
        this.cBatch = cBatch;
        this.cRow = cRow;
        this.step = step;
    }

    TileOperands<A> withA(A packed, int row) {
        return new TileOperands<>(packed, 0, row, 1, b, bBatch, bRow, c, cBatch, cRow, step);
    }

    TileOperands<A> withC(A scratch, int batch, int row) {
        return new TileOperands<>(a, aBatch, aRow, aColumn, b, bBatch, bRow, scratch, batch, row, step);
    }
}
