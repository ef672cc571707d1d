package org.torchmm.kernel;

/** {@code size} items in {@code chunks} ranges of nearly equal length. */
record Split(int size, int chunks) {

    /** Ranges of {@code length} items or a little less, at least one. */
    static Split of(int size, long length) {
        return new Split(size, (int) Math.max(1, (size + length - 1) / length));
    }

    int from(int chunk) {
        return (int) ((long) size * chunk / chunks);
    }

    int to(int chunk) {
        return from(chunk + 1);
    }
}
