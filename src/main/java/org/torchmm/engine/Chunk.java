package org.torchmm.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Fills, or reads, one stretch of an array's data. */
@FunctionalInterface
public interface Chunk {

    /** Elements {@code from} (inclusive, row-major) onwards, as many as {@code bytes} has room for, in native byte order. */
    void accept(long from, ByteBuffer bytes) throws IOException;
}
