package org.torchmm.numpy;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/** What came through a stream, to be read in any order: in a file that nobody else sees, gone when it is closed. */
final class Spool {

    private static final int BUFFER = 1 << 16;

    private Spool() {}

    /** Reads to the end, or to the {@linkplain LoadLimit limit}, which is an {@link IOException}. */
    static SeekableByteChannel of(ReadableByteChannel source, String name) throws IOException {
        Path path = Path.of(System.getProperty("java.io.tmpdir")).resolve("torchmm-" + UUID.randomUUID());
        SeekableByteChannel spool = Files.newByteChannel(
                path, Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE), FileAttributes.ofOwner(path.getParent()));
        try {
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
            while (source.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    spool.write(bytes);
                }
                bytes.clear();
                LoadLimit.check(name, spool.position(), 0);
            }
            return spool;
        } catch (IOException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
    }
}
