package org.torchmm.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The unpacked bytes of one member of an archive, as many as its directory says. */
final class MemberChannel implements ReadableByteChannel {

    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel archive;
    private final ZipMember member;
    private final CRC32 crc = new CRC32();

    /** Null where the member is stored. */
    private final Inflater inflater;

    private final ByteBuffer input = ByteBuffer.allocate(BUFFER);
    private long at;
    private long packedLeft;
    private long left;

    MemberChannel(SeekableByteChannel archive, ZipMember member) throws IOException {
        this.archive = archive;
        this.member = member;
        ByteBuffer local = ZipDirectory.bytes(archive, member.header(), ZipDirectory.LOCAL_SIZE);
        if (local.getInt(0) != ZipDirectory.LOCAL) {
            throw new ZipException("it does not begin where the directory says");
        }
        at = member.header()
                + ZipDirectory.LOCAL_SIZE
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        packedLeft = member.packed();
        left = member.size();
        inflater = member.isStored() ? null : new Inflater(true);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        if (left == 0) {
            return -1;
        }
        int limit = bytes.limit();
        int start = bytes.position();
        bytes.limit((int) Math.min(limit, start + left));
        try {
            int count = inflater == null ? stored(bytes) : inflated(bytes);
            ByteBuffer read = bytes.duplicate();
            crc.update(read.position(start).limit(start + count));
            left -= count;
            return count;
        } finally {
            bytes.limit(limit);
        }
    }

    /** Reads the rest and refuses data that is not what was packed. */
    void checkIntegrity() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(BUFFER);
        while (read(rest.clear()) >= 0) {
            // for the checksum alone
        }
        if (crc.getValue() != member.crc()) {
            throw new ZipException("its CRC-32 is not the one in the archive");
        }
    }

    private int stored(ByteBuffer bytes) throws IOException {
        archive.position(at);
        int count = archive.read(bytes);
        if (count < 0) {
            throw new ZipException("it ends too early");
        }
        at += count;
        return count;
    }

    private int inflated(ByteBuffer bytes) throws IOException {
        try {
            int count = 0;
            while (count == 0) {
                if (inflater.finished() || inflater.needsDictionary()) {
                    throw new ZipException("it ends too early");
                }
                if (inflater.needsInput()) {
                    fill();
                }
                count = inflater.inflate(bytes);
            }
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "it is not deflated data" : e.getMessage());
        }
    }

    private void fill() throws IOException {
        input.clear();
        if (packedLeft > 0) {
            archive.position(at);
            int count = archive.read(input.limit((int) Math.min(BUFFER, packedLeft)));
            if (count < 0) {
                throw new ZipException("it ends too early");
            }
            at += count;
            packedLeft -= count;
        } else if (packedLeft == 0) {
            input.put((byte) 0); // zlib may want one byte past the end
            packedLeft--;
        } else {
            throw new ZipException("it ends too early");
        }
        inflater.setInput(input.flip());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
