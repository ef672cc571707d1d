package org.torchmm.kernel;

/** {@code size} items in {@code chunks} ranges of nearly equal length. */
record Split(int size, int chunks) {

    /** Ranges of {@code length} items or a little less, at least one. */
    static Split of(int size, long length) {
        return new Split(size, (int) Math.max(1, (size + length - 1) / length));
    }

    /** So many ranges, or one an item where there are fewer items; at least one. */
    static Split atMost(int size, int chunks) {
        return new Split(size, Math.max(1, Math.min(size, chunks)));
    }

    /** The length of the shortest range; the longest is {@link #most()}, at most one longer. */
    int least() {
        return size / chunks;
    }

    int most() {
        return (size + chunks - 1) / chunks;
    }

    int from(int chunk) {
        return (int) ((long) size * chunk / chunks);
    }

    int to(int chunk) {
        return from(chunk + 1);
    }
}
