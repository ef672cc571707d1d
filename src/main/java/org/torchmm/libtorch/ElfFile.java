package org.torchmm.libtorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How long a native library of Linux says that it is: the loader maps what the header names, and the JVM dies of a SIGBUS
 * where a file that was cut off ends before.
 *
 * <p>Source: the ELF-64 object file format, version 1.5.
 */
final class ElfFile {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int MAGIC = 0x7f454c46;
    private static final int IS_64_BIT = 2;
    private static final int IS_LITTLE_ENDIAN = 1;
    private static final int LOAD = 1;

    private ElfFile() {}

    /** The size that the file must have at least; 0 for a file of another format. */
    static long sizeOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header.remaining() < Integer.BYTES || header.getInt(0) != MAGIC) {
                return 0;
            }
            if (header.remaining() < HEADER) {
                return HEADER;
            }
            if (header.get(4) != IS_64_BIT) {
                return 0;
            }
            header.order(header.get(5) == IS_LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            long segments = header.getLong(32);
            int segment = Short.toUnsignedInt(header.getShort(54));
            int count = Short.toUnsignedInt(header.getShort(56));
            long sections = header.getLong(40);
            int section = Short.toUnsignedInt(header.getShort(58));
            int sectionCount = Short.toUnsignedInt(header.getShort(60));
            long size = Math.max(segments + (long) segment * count, sections + (long) section * sectionCount);
            if (segment < PROGRAM_HEADER) {
                return size;
            }
            ByteBuffer table = read(channel, segments, segment * count).order(header.order());
            for (int at = 0; at + PROGRAM_HEADER <= table.remaining(); at += segment) {
                if (table.getInt(at) == LOAD) {
                    size = Math.max(size, table.getLong(at + 8) + table.getLong(at + 32));
                }
            }
            return size;
        }
    }

    /** So many bytes, or fewer where the file ends. */
    private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }
}
