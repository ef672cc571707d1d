package org.torchmm.kernel;

/**
 * The hot code: register tiles of one element type at one vector width. KernelGenerator writes the implementations, such as
 * FloatTiles512.
 *
 * <p>A tile keeps {@code rows} x {@code vectors} vectors of c in registers while it walks down k; each step loads
 * {@code vectors} vectors of b and broadcasts {@code rows} elements of a.
 */
abstract class Tiles<A> {

    /** What a tile does to c, and how it finds a; see the four methods. */
    enum Sum {
        CONTIGUOUS,
        STRIDED,
        EXTEND,
        SEPARATE;

        /** What {@link Tiles#overwrite} comes down to for such a column stride of a. */
        static Sum overwriting(int aColumn) {
            return aColumn == 1 ? CONTIGUOUS : STRIDED;
        }
    }

    final int width;
    /** Elements of a vector. */
    final int lanes;

    final WarmUp<A> warmUp;

    /** Rows and columns of a square that is transposed in registers: the lanes of 256 bits, or of less. */
    private final int square;

    private final Packing<A> packing;

    Tiles(int width, int lanes, Packing<A> packing) {
        this.width = width;
        this.lanes = lanes;
        this.packing = packing;
        square = width > 256 ? lanes / 2 : lanes;
        warmUp = new WarmUp<>(this, packing);
    }

    /** The most rows of a tile so many vectors wide: 1, 2, 4 or 8 with 512 bits, 1, 2 or 4 with less. */
    final int maxRows(int vectors) {
        if (width == 512) {
            return vectors <= 2 ? 14 : 16 / vectors;
        }
        return vectors == 1 ? 8 : vectors == 2 ? 6 : 2;
    }

    /** {@link Packing#panel}, in registers where b is transposed and there is enough of it. */
    final void panel(Matrices<A> b, int q, int k0, int k, int j, int n, A target, int to, int toRow) {
        if (b.rowStride() == 1 && b.columnStride() != 1 && k >= square && n >= square && warmUp.isReadyToTranspose()) {
            int from = b.offset() + q * b.batchStride() + k0 + j * b.columnStride();
            transpose(b.data(), from, b.columnStride(), k, n, target, to, toRow);
        } else {
            packing.panel(b, q, k0, k, j, n, target, to, toRow);
        }
    }

    /**
     * n columns of k contiguous elements, {@code column} apart, into k rows of n, {@code toRow} apart; both at least a
     * square. The last squares reach back over those before.
     */
    abstract void transpose(A x, int xo, int column, int k, int n, A target, int to, int toRow);

    /** b's rows from {@code bo} on into {@code panels} panels of k rows, each two vectors wide. */
    abstract void pack(A b, int bo, int bRow, int k, int panels, A target, int to);

    /** c = a x b for the same tile of {@code batch} matrices, {@link Summation#BLOCKED} with all of k in one block. */
    final void overwrite(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co) {
        if (t.aColumn == 1) {
            contiguous(rows, vectors, t, batch, k, ao, bo, co);
        } else {
            strided(rows, vectors, t, batch, k, ao, bo, co);
        }
    }

    /** Where a's columns are neighbours: C2 then checks the bounds of its rows once and not at each step. */
    abstract void contiguous(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co);

    /** Any column stride of a. */
    abstract void strided(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co);

    /** c = c + sums, a further block of k; {@code step} as in TileOperands, for both. */
    abstract void add(int rows, int vectors, A sums, int sumsRow, A c, int co, int cRow, int step);

    /** c = c + a x b, its chains going on from c instead of +0; tiles of 4 or 8 vectors only. */
    abstract void extend(int rows, int vectors, TileOperands<A> t, int k, int ao, int bo, int co);

    /** c = a x b in {@link Summation#SEPARATE}; tiles of 1 or 2 vectors only. */
    abstract void separate(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co);

    /** m x n elements of c in {@link Summation#LANES}; sums is room for the lanes of 16. */
    abstract void dots(int m, int n, TileOperands<A> t, A sums, int k, int ao, int bo, int co);
}
