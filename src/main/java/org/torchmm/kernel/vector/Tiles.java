package org.torchmm.kernel.vector;

import org.torchmm.kernel.Summation;

/**
 * The hot code: register tiles of one element type at one vector width. KernelGenerator writes the implementations, such as
 * FloatTiles512.
 *
 * <p>A tile keeps {@code rows} x {@code vectors} vectors of c in registers while it walks down k; each step loads
 * {@code vectors} vectors of b and broadcasts {@code rows} elements of a.
 */
abstract class Tiles<A> {

    /** What a tile does to c, and how it finds a. */
    enum Sum {
        PACKED,
        ACCUMULATE,
        CONTIGUOUS,
        STRIDED,
        EXTEND,
        SEPARATE;

        /** What {@link Tiles#overwrite} comes down to for such a column stride of a. */
        static Sum overwriting(int aColumn) {
            return aColumn == 1 ? CONTIGUOUS : STRIDED;
        }
    }

    /**
     * Elements from one row of a to the next where it is packed, chain by chain: a constant, so that an element's address is one base
     * and the check of its bounds one for all rows. 13 cache lines of floats, an odd number: the rows are in different sets of L1.
     */
    // Rows as they lie cost a move and an addition for each element of a: 84 instructions a step, not 46, which is more
    // than two threads of one core, or a core of six instructions a cycle, have room for. Emerald Rapids, 14x2, panels
    // in L2, GFLOP/s: 161 and 149 on 17, 122 and 101 on 25 beside a busy sibling.
    static final int ROW = Summation.KC + 16;

    /** Whether the tiles of 128 bits are those for 32 registers: on aarch64, whose NEON has them. x86 has 16 without AVX-512. */
    static final boolean IS_NEON = System.getProperty("os.arch", "").equals("aarch64");

    /** Whether C2 keeps masks in registers for masks, where the machine has them: since JDK 18. */
    static final boolean HAS_MASKS = Runtime.version().feature() >= 18;

    /** The widest tile's. */
    static final int MOST_VECTORS = 8;

    /** Enough sums to hide how long an addition takes, and so few that C2 compiles them in a third of the time of 14x2. */
    // Zen 5, of full speed, one thread: 6x2 0.96, 4x2 0.8 to 0.9, 3x2 0.7; 8x2 no clear gain.
    // Emerald Rapids, two processors, 0.8 of full speed of 512x512x512, medians of 17 JVMs: 8x2 after 0.62 s on 17 and
    // 0.67 on 25, 6x2 0.69 and 0.79. Tried: 10x2: 0.77 and 0.75.
    private static final int STAND_IN = 8;

    /** Bits and elements of a vector. */
    final int width;

    final int lanes;

    /** Rows and columns of the least that {@link #transpose} turns in registers. */
    final int square;

    /** The most rows of {@link #accumulate}, for which C1 has registers. */
    final int mostAccumulated;

    /** For tiles of 1, 2, 4 and 8 vectors. */
    private final int[] maxRows;

    Tiles(int width, int lanes, int square, int mostAccumulated, int... maxRows) {
        this.width = width;
        this.lanes = lanes;
        this.square = square;
        this.mostAccumulated = mostAccumulated;
        this.maxRows = maxRows;
    }

    /** The most rows of a tile of so many vectors, a power of two; 0 where there is none. */
    final int maxRows(int vectors) {
        return maxRows[Integer.numberOfTrailingZeros(vectors)];
    }

    /** Rows of the tile of two vectors that stands in for all others until they are compiled; no more than the largest has. */
    final int standIn() {
        return Math.min(STAND_IN, maxRows(2));
    }

    /** The vectors of the widest tile that has so many rows, 2 at least: wide ones read longer pieces of b at a time. */
    final int widest(int rows) {
        return rows > maxRows(4) ? 2 : rows > maxRows(8) ? 4 : 8;
    }

    /**
     * The same of tiles that any number of rows is cut into. Where a is not packed each of its elements costs three instructions, which
     * a tile of four vectors shares among four multiplications; 32 registers hold enough rows of it, 16 do not.
     */
    // Emerald Rapids, one thread, 6x4 over 14x2: 64 times 64x64x64 1.22, 96 times 128x64x128 1.22; float64 1.23, 1.21.
    // Tried: 4x4: 1.14, 1.16.
    final int widest(int rows, int n) {
        boolean isWide = maxRows(4) > 4 && n >= 4 * lanes;
        return isWide ? Math.max(4, widest(rows)) : widest(rows);
    }

    /**
     * n columns of k contiguous elements, {@code column} apart, into k rows of n, {@code toRow} apart; both at least a
     * square. The last squares reach back over those before.
     */
    abstract void transpose(A x, int xo, int column, int k, int n, A target, int to, int toRow);

    /** b's rows from {@code bo} on into {@code panels} panels of k rows, each two vectors wide, {@code size} elements apart. */
    abstract void pack(A b, int bo, int bRow, int k, int panels, A target, int to, int size);

    /** m rows of k contiguous elements of a, {@code aRow} apart, to rows {@link #ROW} apart; k is at least a vector. */
    abstract void packRows(A a, int ao, int aRow, int m, int k, A target, int to);

    /**
     * c = a x b for {@code panels} tiles in a row, {@link Summation#BLOCKED} with all of k, at most a chain, in one block: a's rows are
     * {@link #ROW} apart, b's as wide as a panel, and {@code bBatch} and {@code cBatch} lead from one tile to the next.
     */
    abstract void packed(int rows, int vectors, TileOperands<A> t, int panels, int k, int ao, int bo, int co);

    /** The same for a further chain: c = c + a x b; of floats the chain is summed up from +0 first. */
    abstract void accumulate(int rows, int vectors, TileOperands<A> t, int panels, int k, int ao, int bo, int co);

    /**
     * c = a x b for the same tile of {@code batch} matrices, {@link Summation#BLOCKED} with all of k in one block. Where a's
     * columns are neighbours, C2 checks the bounds of its rows once and not at each step; so that is another tile.
     */
    abstract void overwrite(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co);

    /** c = x + y, where a further block of k joins those before; {@code step} as in TileOperands, for all three. */
    abstract void add(
            int rows, int vectors, A x, int xo, int xRow, A y, int yo, int yRow, A c, int co, int cRow, int step);

    /** c = c + sums. */
    final void add(int rows, int vectors, A sums, int sumsRow, A c, int co, int cRow, int step) {
        add(rows, vectors, c, co, cRow, sums, 0, sumsRow, c, co, cRow, step);
    }

    /** c = c + a x b, its chains going on from c instead of +0; tiles of 4 or 8 vectors only. */
    abstract void extend(int rows, int vectors, TileOperands<A> t, int k, int ao, int bo, int co);

    /** c = a x b in {@link Summation#SEPARATE}; tiles of 1 or 2 vectors only. */
    abstract void separate(int rows, int vectors, TileOperands<A> t, int batch, int k, int ao, int bo, int co);

    /** m x n elements of c in {@link Summation#LANES}; {@code sums} is room for 16 vectors. */
    abstract void dots(int m, int n, TileOperands<A> t, A sums, int k, int ao, int bo, int co);
}
