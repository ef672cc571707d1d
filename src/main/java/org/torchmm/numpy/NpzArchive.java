package org.torchmm.numpy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torchmm.engine.Backend;

/** A .npz archive, as {@code numpy.savez} makes it: a zip file whose members are .npy files. */
final class NpzArchive {

    /** What numpy.savez stamps on every member: the same arrays make the same archive, whenever they are saved. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    /** Made when there is something to say. */
    private static final class Log {

        static final Logger LOGGER = LoggerFactory.getLogger(NpzArchive.class);
    }

    private final SeekableByteChannel channel;
    private final String file;
    private final List<ZipMember> members;

    /** By full name; of two members of one name the last. */
    private final Map<String, ZipMember> byName = new LinkedHashMap<>();

    /** How many names there are that become this one without .npy. */
    private final Map<String, Integer> arrayNames = new HashMap<>();

    private NpzArchive(SeekableByteChannel channel, String file, List<ZipMember> members) {
        this.channel = channel;
        this.file = file;
        this.members = members;
        members.forEach(member -> byName.put(member.name(), member));
        byName.values().forEach(member -> arrayNames.merge(member.arrayName(), 1, Integer::sum));
    }

    /**
     * Reads what the archive holds.
     *
     * @param file what to call the archive in messages
     * @throws IOException if it is no readable archive, or one of PyTorch's
     */
    static NpzArchive open(SeekableByteChannel channel, String file) throws IOException {
        List<ZipMember> members;
        try {
            members = ZipDirectory.read(channel);
        } catch (ZipException e) {
            throw new IOException(file + " is not a readable .npz archive: " + e.getMessage(), e);
        }
        if (members.stream().anyMatch(member -> isPart(member, "data.pkl"))) {
            throw FileKind.pytorch(file, members.stream().anyMatch(member -> isPart(member, "constants.pkl")));
        }
        members.removeIf(ZipMember::isDirectory);
        return new NpzArchive(channel, file, members);
    }

    private static boolean isPart(ZipMember member, String part) {
        return member.name().equals(part) || member.name().endsWith("/" + part);
    }

    /** What is in the archive, in its order. */
    List<SavedArray> contents() throws IOException {
        List<SavedArray> contents = new ArrayList<>(members.size());
        for (ZipMember member : members) {
            contents.add(describe(member));
        }
        return contents;
    }

    /** Every array that can be read, in the archive's order, into {@code manager}, where those read before a failure stay. */
    NDList load(Backend backend, NDManager manager) throws IOException {
        List<ZipMember> readable = new ArrayList<>();
        List<SavedArray> others = new ArrayList<>();
        for (ZipMember member : members) {
            SavedArray array = describe(member);
            if (array.isReadable()) {
                readable.add(member);
            } else {
                others.add(array);
            }
        }
        if (readable.isEmpty() && !others.isEmpty()) {
            String sentence = file + " holds no array that torchmm can read: "
                    + others.stream().map(SavedArray::toString).collect(Collectors.joining("; "));
            if (others.stream().allMatch(array -> array.dtype() == null)) {
                throw new IOException(sentence);
            }
            throw new IllegalArgumentException(sentence);
        }
        others.forEach(array -> Log.LOGGER.warn("{} was loaded without {}", file, array));
        return readAll(backend, manager, readable);
    }

    /** The arrays of these names, in their order; of two that have one name, the archive's last, as in NumPy. */
    NDList load(Backend backend, NDManager manager, List<String> names) throws IOException {
        List<ZipMember> wanted = new ArrayList<>();
        for (String name : names) {
            ZipMember member = byName.getOrDefault(name, byName.get(ZipMember.nameOf(name)));
            if (member == null) {
                throw new IllegalArgumentException(name + " is not a file in the archive " + file + ", which holds "
                        + String.join(
                                ", ",
                                byName.values().stream().map(this::arrayName).toList()));
            }
            SavedArray array = describe(member);
            if (!array.isReadable()) {
                throw new IllegalArgumentException(name + " of " + file + " cannot be loaded: "
                        + (array.dtype() == null ? "" : array.dtype() + " ")
                        + array.whyNot().get());
            }
            wanted.add(member);
        }
        return readAll(backend, manager, wanted);
    }

    private NDList readAll(Backend backend, NDManager manager, List<ZipMember> wanted) throws IOException {
        long total = 0;
        for (ZipMember member : wanted) {
            total = Math.addExact(total, member.size());
        }
        LoadLimit.check(file, total, channel.size());
        NDList arrays = new NDList(wanted.size());
        for (ZipMember member : wanted) {
            arrays.add(read(member, contents -> {
                NDArray array = npy(member, contents).read(backend, manager);
                array.setName(arrayName(member));
                contents.checkIntegrity();
                return array;
            }));
        }
        return arrays;
    }

    /** Without .npy, but where another member has that name. */
    private String arrayName(ZipMember member) {
        return arrayNames.get(member.arrayName()) == 1 ? member.arrayName() : member.name();
    }

    private SavedArray describe(ZipMember member) throws IOException {
        String name = arrayName(member);
        if (byName.get(member.name()) != member) {
            return new SavedArray(
                    name, null, null, Optional.of("is hidden by a later member of the same name, as in NumPy"));
        }
        String whyNot = member.whyNotUnpacked();
        if (whyNot != null) {
            return new SavedArray(name, null, null, Optional.of(whyNot));
        }
        return read(member, contents -> {
            NpyArray array = npy(member, contents);
            return array.isNpy()
                    ? array.describe(name)
                    : new SavedArray(
                            name, null, null, Optional.of("is no .npy file: it does not start with \\x93NUMPY"));
        });
    }

    private NpyArray npy(ZipMember member, MemberChannel contents) {
        return new NpyArray(contents, member.size(), called(member));
    }

    private String called(ZipMember member) {
        return "entry " + member.name() + " of " + file;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(MemberChannel contents) throws IOException;
    }

    private <T> T read(ZipMember member, Reading<T> reading) throws IOException {
        if (!member.hasPossibleSize(channel.size())) {
            throw new IOException(called(member) + " cannot have the size that the archive says: " + member.size()
                    + " bytes from " + member.packed() + " in a file of " + channel.size());
        }
        try (MemberChannel contents = new MemberChannel(channel, member)) {
            return reading.from(contents);
        } catch (ZipException e) {
            throw new IOException(called(member) + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Writes the arrays as members of these names, in the map's order and, as numpy.savez does, uncompressed. */
    static void write(Backend backend, Map<String, NDArray> arrays, WritableByteChannel channel) throws IOException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER) {
            @Override
            public void close() throws IOException {
                flush(); // the channel is the caller's, with the lock that hangs on it
            }
        };
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            WritableByteChannel data = Channels.newChannel(zip);
            for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
                zip.putNextEntry(stored(backend, array.getKey(), array.getValue()));
                NpyArray.write(backend, array.getValue(), data::write);
                try {
                    zip.closeEntry();
                } catch (ZipException e) {
                    throw new IOException(array.getKey() + " was changed while it was being saved", e);
                }
            }
        }
    }

    /** A stored member states its size and checksum before its data, so the data is gone through twice. */
    private static ZipEntry stored(Backend backend, String name, NDArray array) throws IOException {
        CRC32 crc = new CRC32();
        NpyArray.write(backend, array, crc::update);
        ZipEntry entry = new ZipEntry(ZipMember.nameOf(name));
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(NpyArray.size(backend, array));
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(EPOCH);
        return entry;
    }
}
