package org.torchmm.kernel;

/**
 * Rows k to k + depth and columns j to j + width of one matrix's b, packed in panels of nr columns.
 *
 * <p>{@link #DEPTH} rows at a time: all panels of the first rows, then all of the next. A panel is depth rows of nr, the
 * last one filled up with zeros.
 */
record PackedBlock<A>(Product<A> p, int q, int k, int depth, int j, int width, int nr, A panels) {

    /** 256 rows of a 32-column panel are 32 KB, which L2 streams in while the tile above computes. */
    static final int DEPTH = 256;

    int count() {
        return (width + nr - 1) / nr;
    }

    /** Where {@code panel} of the {@code rows} rows from {@code from} on starts. */
    int panelAt(int from, int rows, int panel) {
        return (from * count() + panel * rows) * nr;
    }

    void pack(Packing<A> packing, int panel) {
        int column = panel * nr;
        int columns = Math.min(nr, width - column);
        for (int from = 0; from < depth; from += DEPTH) {
            int rows = Math.min(DEPTH, depth - from);
            int to = panelAt(from, rows, panel);
            packing.panel(p.b(), q, k + from, rows, j + column, columns, panels, to, nr);
        }
    }
}
