package org.torchmm.text;

/** The values that {@code torch.set_printoptions} starts with. */
final class PrintOptions {

    /** Digits after the point of a number that is not whole. */
    static final int PRECISION = 4;
    /** A tensor of more elements is summarised. */
    static final int THRESHOLD = 1000;
    /** Elements that a summary keeps at either end of a dimension. */
    static final int EDGE_ITEMS = 3;
    /** Columns to wrap lines at. */
    static final int LINE_WIDTH = 80;

    private PrintOptions() {}

    /** Whether a summary leaves out the middle of a dimension of this size. */
    static boolean isAbridged(long size) {
        return size > 2 * EDGE_ITEMS;
    }
}
