package org.torchmm.kernel;

/** Internal: {@code size} items in {@code chunks} ranges of nearly equal length. */
public record Split(int size, int chunks) {

    /** Ranges of {@code length} items or a little less, at least one. */
    public static Split of(int size, long length) {
        return new Split(size, (int) Math.max(1, (size + length - 1) / length));
    }

    /** So many ranges, or one an item where there are fewer items; at least one. */
    public static Split atMost(int size, int chunks) {
        return new Split(size, Math.max(1, Math.min(size, chunks)));
    }

    /** The length of the shortest range; {@link #most()} is at most one more. */
    public int least() {
        return size / chunks;
    }

    /** The length of the longest range. */
    public int most() {
        return (size + chunks - 1) / chunks;
    }

    /** Where a range begins. */
    public int from(int chunk) {
        return (int) ((long) size * chunk / chunks);
    }

    /** The index after a range's last item. */
    public int to(int chunk) {
        return from(chunk + 1);
    }
}
