package org.torchmm.kernel.vector;

import org.torchmm.kernel.Matrices;

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

    /** a and c as they lie, b as told: in its own array or packed. */
    TileOperands(Matrices<A> a, A b, int bBatch, int bRow, Matrices<A> c, int step) {
        this.a = a.data();
        this.aBatch = a.batchStride();
        this.aRow = a.rowStride();
        this.aColumn = a.columnStride();
        this.b = b;
        this.bBatch = bBatch;
        this.bRow = bRow;
        this.c = c.data();
        this.cBatch = c.batchStride();
        this.cRow = c.rowStride();
        this.step = step;
    }

    private TileOperands(TileOperands<A> t, A a, int aBatch, int aRow, int aColumn, A c, int cBatch, int cRow) {
        this.a = a;
        this.aBatch = aBatch;
        this.aRow = aRow;
        this.aColumn = aColumn;
        this.b = t.b;
        this.bBatch = t.bBatch;
        this.bRow = t.bRow;
        this.c = c;
        this.cBatch = cBatch;
        this.cRow = cRow;
        this.step = t.step;
    }

    /** The same with rows of one matrix of a copied elsewhere, {@code row} apart. */
    TileOperands<A> withA(A packed, int row) {
        return new TileOperands<>(this, packed, 0, row, 1, c, cBatch, cRow);
    }

    /** The same with another place for c, whose matrices are {@code batch} and whose rows {@code row} apart. */
    TileOperands<A> withC(A target, int batch, int row) {
        return new TileOperands<>(this, a, aBatch, aRow, aColumn, target, batch, row);
    }
}
