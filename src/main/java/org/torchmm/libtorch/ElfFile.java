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
    private static final int SEGMENT = 56;
    private static final int SECTION = 64;
    private static final int MAGIC = 0x7f454c46;
    private static final int IS_64_BIT = 2;
    private static final int IS_LITTLE_ENDIAN = 1;
    private static final int UNUSED = 0;
    private static final int NOT_IN_THE_FILE = 8;

    private ElfFile() {}

    /** The size that the file must have at least; 0 for a file of another format. */
    static long sizeOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, HEADER);
            boolean isOther = header.remaining() >= Integer.BYTES && header.getInt(0) != MAGIC;
            if (isOther || header.remaining() < HEADER) {
                return isOther ? 0 : HEADER;
            }
            if (header.get(4) != IS_64_BIT) {
                return 0;
            }
            header.order(header.get(5) == IS_LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            Table segments = Table.of(header, 32, 54, SEGMENT);
            Table sections = Table.of(header, 40, 58, SECTION);
            long size = Math.max(segments.end(), sections.end());
            ByteBuffer entries = segments.read(channel, header.order());
            for (int at = 0; at + SEGMENT <= entries.limit(); at += segments.step) {
                if (entries.getInt(at) != UNUSED) {
                    size = Math.max(size, entries.getLong(at + 8) + entries.getLong(at + 32));
                }
            }
            entries = sections.read(channel, header.order());
            for (int at = 0; at + SECTION <= entries.limit(); at += sections.step) {
                int type = entries.getInt(at + 4);
                if (type != UNUSED && type != NOT_IN_THE_FILE) {
                    size = Math.max(size, entries.getLong(at + 24) + entries.getLong(at + 32));
                }
            }
            return size;
        }
    }

    /** Where the parts of the file are listed. */
    private record Table(long from, int step, int count) {

        static Table of(ByteBuffer header, int from, int step, int least) {
            int stepThere = Short.toUnsignedInt(header.getShort(step));
            int count = stepThere < least ? 0 : Short.toUnsignedInt(header.getShort(step + 2));
            return new Table(header.getLong(from), stepThere, count);
        }

        long end() {
            return count == 0 ? 0 : from + (long) step * count;
        }

        ByteBuffer read(FileChannel channel, ByteOrder order) throws IOException {
            return ElfFile.read(channel, from, step * count).order(order);
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
