package org.torchmm.numpy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.torchmm.engine.Backend;

/** A .npz archive, as {@code numpy.savez} makes it: a zip file whose entries are .npy files. */
final class NpzArchive {

    private static final String SUFFIX = ".npy";

    /** Deflate never shrinks data further than this, so an entry that claims more lies about its size. */
    private static final long MAX_DEFLATE_RATIO = 1032;

    /** What numpy.savez stamps on every entry: the same arrays make the same archive, whenever they are saved. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    private NpzArchive() {}

    /** Reads every array, in the archive's order, into {@code manager}, where those read before a failure stay too. */
    static NDList read(Backend backend, NDManager manager, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            NDList arrays = new NDList();
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : entries(zip)) {
                String name = arrayName(entry);
                if (!names.add(name)) {
                    throw new IOException(file + " holds two arrays called " + name);
                }
                NDArray array = read(backend, manager, file, zip, entry);
                array.setName(name);
                arrays.add(array);
            }
            return arrays;
        } catch (ZipException | EOFException e) {
            throw unreadable(file + " is not a readable .npz archive", e);
        }
    }

    /** Writes the arrays as entries of these names, in the map's order and, as numpy.savez does, uncompressed. */
    static void write(Backend backend, Map<String, NDArray> arrays, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER))) {
            WritableByteChannel data = Channels.newChannel(zip);
            for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
                zip.putNextEntry(stored(backend, array.getKey(), array.getValue()));
                NpyArray.write(backend, array.getValue(), data::write);
                zip.closeEntry();
            }
        }
    }

    /** Directories hold no data, so they are passed over; every other entry must be an array. */
    private static List<? extends ZipEntry> entries(ZipFile zip) throws ZipException {
        try {
            return zip.stream().filter(entry -> !entry.isDirectory()).toList();
        } catch (IllegalArgumentException e) {
            throw new ZipException("the name of an entry is not UTF-8");
        }
    }

    private static String arrayName(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static NDArray read(Backend backend, NDManager manager, Path file, ZipFile zip, ZipEntry entry)
            throws IOException {
        String name = "entry " + entry.getName() + " of " + file;
        checkSize(entry, Files.size(file), name);
        try (InputStream in = zip.getInputStream(entry)) {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            NDArray array = NpyArray.read(backend, manager, Channels.newChannel(checked), entry.getSize(), name);
            checked.transferTo(OutputStream.nullOutputStream());
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new IOException(name + " is damaged: its CRC-32 is not the one in the archive");
            }
            return array;
        } catch (ZipException | EOFException e) {
            throw unreadable(name + " cannot be unpacked", e);
        }
    }

    private static IOException unreadable(String sentence, IOException cause) {
        String reason = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
        return new IOException(sentence + ": " + reason, cause);
    }

    private static void checkSize(ZipEntry entry, long fileSize, String name) throws IOException {
        long packed = entry.getCompressedSize();
        long most = entry.getMethod() == ZipEntry.STORED ? packed : packed * MAX_DEFLATE_RATIO;
        if (packed < 0 || packed > fileSize || entry.getSize() < 0 || entry.getSize() > most) {
            throw new IOException(name + " cannot have the size that the archive says: " + entry.getSize()
                    + " bytes from " + packed + " in a file of " + fileSize);
        }
    }

    /** A stored entry states its size and checksum before its data, so the data is gone through twice. */
    private static ZipEntry stored(Backend backend, String name, NDArray array) throws IOException {
        CRC32 crc = new CRC32();
        long[] size = new long[1];
        NpyArray.write(backend, array, bytes -> {
            size[0] += bytes.remaining();
            crc.update(bytes);
        });
        ZipEntry entry = new ZipEntry(name + SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size[0]);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(EPOCH);
        return entry;
    }
}
