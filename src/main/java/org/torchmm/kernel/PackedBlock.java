package org.torchmm.kernel;

/**
 * Columns j to j + width of some of {@link Summation#chains} of one matrix's b, packed in panels of nr columns.
 *
 * <p>Slice by slice of at most {@link #SLICE} chains: all panels of the first slice, then all of the next. A panel is the
 * slice's rows of nr columns; those of the last panel past b's own hold anything, and their products are dropped.
 */
record PackedBlock<A>(Product<A> p, int q, Split chains, int chain0, int chain1, int j, int width, int nr, A panels) {

    /**
     * Chains of a slice: c is fetched once for all of them, and 768 rows of a 32-column panel are 96 KB, which L2 streams in
     * while the tile above computes. (Two: level at n = 512, 3 to 7 % slower from 1000 on; one: slower.)
     */
    static final int SLICE = 4;

    /** The first row of b. */
    int k() {
        return chains.from(chain0);
    }

    int count() {
        return (width + nr - 1) / nr;
    }

    int sliceEnd(int chain) {
        return Math.min(chain + SLICE, chain1);
    }

    /** Where {@code panel} of the slice that begins with {@code chain} starts. */
    int panelAt(int chain, int panel) {
        int from = chains.from(chain);
        int rows = chains.from(sliceEnd(chain)) - from;
        return ((from - k()) * count() + panel * rows) * nr;
    }

    /** Some panels, those of whole tiles row by row. */
    void pack(Tiles<A> tiles, int panel0, int panel1) {
        Matrices<A> b = p.b();
        int whole = b.columnStride() == 1 ? Math.max(panel0, Math.min(panel1, width / nr)) : panel0;
        for (int chain = chain0; chain < chain1; chain += SLICE) {
            int from = chains.from(chain);
            int rows = chains.from(sliceEnd(chain)) - from;
            int row = b.offset() + q * b.batchStride() + from * b.rowStride() + j;
            int to = panelAt(chain, panel0);
            tiles.pack(b.data(), row + panel0 * nr, b.rowStride(), rows, whole - panel0, panels, to);
            for (int panel = whole; panel < panel1; panel++) {
                int columns = Math.min(nr, width - panel * nr);
                tiles.panel(b, q, from, rows, j + panel * nr, columns, panels, panelAt(chain, panel), nr);
            }
        }
    }
}
