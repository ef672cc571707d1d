package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Reads the directory at the end of a zip archive, of zip64 too, through a channel.
 *
 * <p>{@link java.util.zip.ZipFile} opens files of the default file system by their path, and so reads another file than the
 * one that was looked at when that is replaced meanwhile; and it finds one of two members of one name twice.
 *
 * <p>The format is that of PKWARE's APPNOTE 6.3; names and offsets are read as Python's {@code zipfile} reads them.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;

    private static final int EXTRA_ZIP_64 = 1;
    private static final int EXTRA_UNICODE_PATH = 0x7075;
    private static final int UTF_8_NAME = 0x800;
    private static final long SEE_ZIP_64 = 0xffffffffL;

    /** A member before its name, at the least. */
    static final int LOCAL_SIZE = 30;

    static final int LOCAL = 0x04034b50;

    /** Directories are read at once; this one has room for a million members. */
    private static final long LARGEST = 1 << 27;

    /** The upper half of code page 437, which names have where the archive does not say UTF-8. */
    private static final String CODE_PAGE_437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    private final SeekableByteChannel channel;

    private ZipDirectory(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The members in the directory's order.
     *
     * @throws ZipException if there is no directory, or members overlap
     */
    static List<ZipMember> read(SeekableByteChannel channel) throws IOException {
        return new ZipDirectory(channel).members();
    }

    /** The next bytes from a position on, little-endian. */
    static ByteBuffer bytes(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new ZipException("it ends too early");
            }
        }
        return bytes.flip();
    }

    private List<ZipMember> members() throws IOException {
        long size = channel.size();
        int tailSize = (int) Math.min(size, END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = bytes(channel, size - tailSize, tailSize);
        int at = tailSize - END_SIZE;
        while (at >= 0 && tail.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw new ZipException("it has no directory at its end");
        }
        long end = size - tailSize + at;
        long length = Integer.toUnsignedLong(tail.getInt(at + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        if (end >= LOCATOR_64_SIZE) {
            ByteBuffer locator = bytes(channel, end - LOCATOR_64_SIZE, LOCATOR_64_SIZE);
            if (locator.getInt(0) == LOCATOR_64) {
                // the record stands right before its locator, wherever a prefix moved the two
                end -= LOCATOR_64_SIZE + END_64_SIZE;
                ByteBuffer end64 = end < 0 ? null : bytes(channel, end, END_64_SIZE);
                if (end64 == null || end64.getInt(0) != END_64) {
                    throw new ZipException("its directory is not where its end says");
                }
                length = end64.getLong(40);
                offset = end64.getLong(48);
            }
        }
        long start = end - length;
        if (length < 0 || length > LARGEST || offset < 0 || start < offset) {
            throw new ZipException("its directory is not where its end says");
        }
        List<ZipMember> members = entries(bytes(channel, start, (int) length), start - offset);
        checkApart(members, start);
        return members;
    }

    /** @param shift how many bytes precede the archive in its file */
    private static List<ZipMember> entries(ByteBuffer directory, long shift) throws ZipException {
        List<ZipMember> members = new ArrayList<>();
        while (directory.hasRemaining()) {
            if (directory.remaining() < ENTRY_SIZE || directory.getInt(directory.position()) != ENTRY) {
                throw new ZipException("its directory is damaged");
            }
            members.add(entry(directory, shift));
        }
        return members;
    }

    private static ZipMember entry(ByteBuffer directory, long shift) throws ZipException {
        int at = directory.position();
        int flags = Short.toUnsignedInt(directory.getShort(at + 8));
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
        directory.position(at + ENTRY_SIZE);
        if (directory.remaining() < nameLength + extraLength + commentLength) {
            throw new ZipException("its directory is damaged");
        }
        byte[] name = new byte[nameLength];
        directory.get(name);
        ByteBuffer extra = directory.slice().order(ByteOrder.LITTLE_ENDIAN).limit(extraLength);
        directory.position(directory.position() + extraLength + commentLength);

        String text = (flags & UTF_8_NAME) != 0 ? utf8(ByteBuffer.wrap(name)) : codePage437(name);
        long size = Integer.toUnsignedLong(directory.getInt(at + 24));
        long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
        long header = Integer.toUnsignedLong(directory.getInt(at + 42));
        while (extra.remaining() >= 4) {
            int kind = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (length > extra.remaining()) {
                break;
            }
            ByteBuffer field = extra.slice().order(ByteOrder.LITTLE_ENDIAN).limit(length);
            extra.position(extra.position() + length);
            if (kind == EXTRA_ZIP_64) {
                size = size == SEE_ZIP_64 ? number64(field) : size;
                packed = packed == SEE_ZIP_64 ? number64(field) : packed;
                header = header == SEE_ZIP_64 ? number64(field) : header;
            } else if (kind == EXTRA_UNICODE_PATH && length > 5 && field.get() == 1 && field.getInt() == crc(name)) {
                text = utf8(field);
            }
        }
        return new ZipMember(
                text,
                flags,
                Short.toUnsignedInt(directory.getShort(at + 10)),
                Integer.toUnsignedLong(directory.getInt(at + 16)),
                packed,
                size,
                header + shift);
    }

    private static long number64(ByteBuffer field) throws ZipException {
        if (field.remaining() < Long.BYTES) {
            throw new ZipException("its directory is damaged");
        }
        return field.getLong();
    }

    private static String utf8(ByteBuffer name) throws ZipException {
        try {
            return UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            throw new ZipException("the name of a member is not UTF-8");
        }
    }

    private static String codePage437(byte[] name) {
        StringBuilder text = new StringBuilder(name.length);
        for (byte b : name) {
            text.append(b >= 0 ? (char) b : CODE_PAGE_437.charAt(b + 128));
        }
        return text.toString();
    }

    private static int crc(byte[] name) {
        CRC32 crc = new CRC32();
        crc.update(name);
        return (int) crc.getValue();
    }

    /** Members that share bytes make a small file unpack to a huge one: Python refuses them too. */
    private static void checkApart(List<ZipMember> members, long end) throws ZipException {
        long start = end;
        List<ZipMember> lastFirst = new ArrayList<>(members);
        lastFirst.sort(Comparator.comparingLong(ZipMember::header).reversed());
        for (ZipMember member : lastFirst) {
            if (member.header() < 0 || member.packed() < 0 || member.packed() > start - LOCAL_SIZE - member.header()) {
                throw new ZipException(
                        start < end
                                ? "its members overlap, first " + member.name()
                                : "its directory says of " + member.name() + " what cannot be");
            }
            start = member.header();
        }
    }
}
