package org.torchmm.numpy;

import java.io.IOException;

/**
 * How many bytes of arrays {@code load} unpacks from one archive, or takes from one stream: a small file can hold a thousand
 * times its size.
 *
 * <p>The system property {@value #PROPERTY} sets it, in bytes. Without it the limit is 1 GiB, or a hundred times the size of
 * the archive where that is more.
 */
final class LoadLimit {

    static final String PROPERTY = "torchmm.load.limit";

    private static final long LEAST = 1L << 30;

    private static final long RATIO = 100;

    private LoadLimit() {}

    /** Of an archive, or of a stream, whose size nobody knows: 0. */
    static long of(long packed) {
        String limit = System.getProperty(PROPERTY);
        if (limit == null) {
            return Math.max(LEAST, packed > Long.MAX_VALUE / RATIO ? Long.MAX_VALUE : packed * RATIO);
        }
        try {
            return Long.parseLong(limit);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the system property " + PROPERTY + " must be a number of bytes, got " + limit, e);
        }
    }

    static void check(String file, long bytes, long packed) throws IOException {
        long limit = of(packed);
        if (bytes > limit) {
            throw new IOException(file + " holds " + bytes + " bytes of arrays, and the limit is " + limit
                    + ": to load it," + " set a higher one by the system property " + PROPERTY);
        }
    }
}
