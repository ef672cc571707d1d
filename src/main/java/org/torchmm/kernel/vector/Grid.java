package org.torchmm.kernel.vector;

/**
 * How one matrix is cut for several threads, each chunk on its own: into so many parts of its rows of tiles and of its panels.
 *
 * @param isKept whether a thread goes on with the panels of its last chunk, all of k, where the next is of the same columns
 */
record Grid(int down, int across, boolean isKept) {

    /**
     * To pack a column of b takes as long as to multiply it by so many rows: an element is packed in 0.08 ns from L2 and 0.44 from memory,
     * transposed in 0.1 to 0.17, and multiplied in 0.01.
     */
    // Tried (Zen 5, two threads): 24: 2048x2048 7 to 8 % slower; 8: 128x128 3 to 7 %; 48: 3072x128 up to 14 % on 25.
    private static final int PACKING = 16;

    /** To pack a tile's rows of a takes as long as to multiply them by so many panels: 0.12 ns an element, and a panel 0.43. */
    private static final double ROWS = 0.25;

    /** Most chunks a thread, as another process may hold one of them up. */
    private static final int CHUNKS = 6;

    /**
     * The cut that is through first. A thread has so many chunks in a row, each of which packs its own rows of a and, where no more than
     * {@code kept} panels of them are kept, columns of b; and the last to end has been held up by a part of a chunk.
     */
    static Grid of(int tiles, int mr, int panels, int threads, int kept) {
        Grid best = new Grid(1, 1, false);
        double least = Double.MAX_VALUE;
        for (int down = 1; down <= Math.min(tiles, CHUNKS * threads); down++) {
            int most = Math.min(panels, CHUNKS * threads / down);
            double rows = (double) ((tiles + down - 1) / down) * mr;
            for (int across = 1; across <= most; across++) {
                int columns = (panels + across - 1) / across;
                boolean isKept = down > 1 && columns <= kept;
                double chunks = (down * across + threads - 1) / threads + 0.25;
                double packs = isKept ? (across + threads - 1) / threads : chunks;
                double cost = rows * (columns + ROWS) * chunks + PACKING * columns * packs;
                if (cost < least) {
                    least = cost;
                    best = new Grid(down, across, isKept);
                }
            }
        }
        return best;
    }
}
