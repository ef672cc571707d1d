package org.torchmm.numpy;

import static java.nio.file.StandardOpenOption.READ;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Hold;
import org.torchmm.engine.Operands;
import org.torchmm.engine.OwnCalls;
import org.torchmm.rules.Dtype;

/**
 * Loads and saves arrays in NumPy's files: .npy, which holds one array, and .npz, which holds arrays by name.
 *
 * <p>The dtypes are float16, float32, float64, int8, uint8, int16, int32, int64, bool and complex64. The format is that of
 * {@code numpy.lib.format} (NEP 1) and {@code numpy.savez}. DJL's own {@code NDList.decode} reads the same files, but
 * refuses column-major arrays, mistakes big-endian numbers, and aborts the JVM on int16.
 */
public final class NumpyFiles {

    private static final String STREAM = "the stream";

    private final Backend backend;

    public NumpyFiles(Backend backend) {
        this.backend = backend;
    }

    /**
     * Loads every array of a .npy or .npz file that can be read; the file's first bytes tell which it is, whatever it is called.
     *
     * <p>Reads both byte orders and {@code fortran_order: True}; the arrays are contiguous and in this machine's order. The
     * array of a .npy file has no name, as in the file. Those of an archive come in its order, called as in it without
     * {@code .npy}; what else it holds is named in a warning of the log.
     *
     * @param manager owns the arrays; after a failure it owns nothing that it did not own before
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read, is damaged, is no .npy or .npz file, or an archive that holds no array or
     *     more than {@link LoadLimit} lets pass
     * @throws IllegalArgumentException if no array has a dtype that can be read (uint16, complex128, strings, objects ...)
     */
    public NDList load(NDManager manager, Path file) throws IOException {
        return read(manager, file, Optional.empty());
    }

    /**
     * Loads the arrays of these names from an archive, in their order, and reads no others.
     *
     * @throws IllegalArgumentException if there is none of a name, it cannot be read, or the file is a .npy file
     */
    public NDList load(NDManager manager, Path file, String... names) throws IOException {
        return read(manager, file, Optional.of(List.of(names)));
    }

    private NDList read(NDManager manager, Path file, Optional<List<String>> names) throws IOException {
        return reading(
                file,
                (kind, channel) -> loading(manager, file.toString(), owner -> {
                    if (kind == FileKind.NPZ) {
                        NpzArchive archive = NpzArchive.open(channel, file.toString());
                        return names.isPresent()
                                ? archive.load(backend, owner, names.get())
                                : archive.load(backend, owner);
                    }
                    if (names.isPresent()) {
                        throw new IllegalArgumentException(
                                file + " is a .npy file, whose array has no name: load it without");
                    }
                    return new NDList(new NpyArray(channel, channel.size(), file.toString()).read(backend, owner));
                }));
    }

    /**
     * Loads every array of a .npy or .npz file that comes through a stream, which stays open. After a .npy file the next may
     * follow, as in NumPy; an archive is read to the stream's end, and unpacked from a temporary file.
     */
    public NDList load(NDManager manager, InputStream stream) throws IOException {
        byte[] start = FileKind.start(Channels.newChannel(stream));
        FileKind kind = FileKind.ofContent(start, STREAM);
        PushbackInputStream pushback = new PushbackInputStream(stream, start.length);
        pushback.unread(start);
        ReadableByteChannel whole = Channels.newChannel(pushback);
        return loading(manager, STREAM, owner -> {
            if (kind == FileKind.NPY) {
                NpyArray array = new NpyArray(whole, Long.MAX_VALUE, STREAM);
                LoadLimit.check(STREAM, array.dataSize(), 0);
                return new NDList(array.read(backend, owner));
            }
            try (SeekableByteChannel spool = Spool.of(whole, STREAM)) {
                return NpzArchive.open(spool, STREAM).load(backend, owner);
            }
        });
    }

    /** What a file holds, without its data: all of it, what cannot be loaded too. */
    public List<SavedArray> contents(Path file) throws IOException {
        return reading(
                file,
                (kind, channel) -> kind == FileKind.NPZ
                        ? NpzArchive.open(channel, file.toString()).contents()
                        : List.of(new NpyArray(channel, channel.size(), file.toString()).describe(null)));
    }

    @FunctionalInterface
    private interface Loading {
        NDList into(NDManager manager) throws IOException;
    }

    /** All or nothing: arrays are loaded where nobody else can close them, and are torchmm's own when all are there. */
    private NDList loading(NDManager manager, String name, Loading loading) throws IOException {
        try (NDManager temporary = backend.newTemporary(manager)) {
            NDList loaded = loading.into(temporary);
            NDList arrays = new NDList(loaded.size());
            try {
                for (NDArray array : loaded) {
                    String arrayName = array.getName();
                    arrays.add(backend.own(array, manager));
                    arrays.get(arrays.size() - 1).setName(arrayName);
                }
                return arrays;
            } catch (RuntimeException e) {
                arrays.close();
                throw e;
            }
        } catch (EngineException e) {
            throw new IllegalArgumentException(name + ": " + backend.refusal(e).getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(FileKind kind, SeekableByteChannel channel) throws IOException;
    }

    /** Size and content come from one channel: the file that was opened, whatever is put in its place meanwhile. */
    private static <T> T reading(Path file, Reading<T> reading) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, not a .npy or .npz file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(
                    file + " is no file but a device, a fifo or a socket: load(InputStream) reads from those");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
            FileKind kind = FileKind.ofContent(FileKind.start(channel), file.toString());
            return reading.from(kind, channel.position(0));
        }
    }

    /**
     * Saves one array, of any layout: as {@code numpy.save} does where the file's name ends in .npy, and as
     * {@code numpy.savez} does, under the name {@code arr_0}, where it ends in .npz.
     *
     * @throws IOException if the file cannot be written; a file that was there before is then as it was
     * @throws IllegalArgumentException if the name has another ending, or the array a dtype that cannot be loaded again
     * @throws IllegalStateException if the array is closed
     */
    public void save(Path file, NDArray array) throws IOException {
        Hold hold = Operands.hold(backend, "save", array, "array", 2);
        OwnCalls.enter(List.of(array));
        try {
            FileKind kind = FileKind.ofName(file);
            checkSavable(array);
            save(file, kind, Map.of("arr_0", array));
        } finally {
            OwnCalls.exit();
            hold.release();
        }
    }

    /**
     * Saves arrays, of any layout: any number to a .npz file, exactly one to a .npy file.
     *
     * <p>In an archive each is called by its {@linkplain NDArray#getName() name}; as in {@code numpy.savez}, those without
     * a name are called {@code arr_0}, {@code arr_1} and so on, in their order.
     *
     * @throws IOException if the file cannot be written; a file that was there before is then as it was
     * @throws IllegalArgumentException if the name has another ending, two arrays have the same name, a .npy file is to
     *     hold none or several, or an array has a dtype that cannot be loaded again
     * @throws IllegalStateException if an array is closed
     */
    public void save(Path file, NDList arrays) throws IOException {
        Hold hold = Operands.holdAll(backend, "save", arrays, "arrays", 2);
        OwnCalls.enter(arrays);
        try {
            FileKind kind = FileKind.ofName(file);
            arrays.forEach(this::checkSavable);
            if (kind == FileKind.NPY && arrays.size() != 1) {
                throw new IllegalArgumentException(
                        "a .npy file holds one array, got " + arrays.size() + ": give " + file + " the ending .npz");
            }
            save(file, kind, named(arrays));
        } finally {
            OwnCalls.exit();
            hold.release();
        }
    }

    private void save(Path file, FileKind kind, Map<String, NDArray> arrays) throws IOException {
        Replacement replacement = Replacement.of(file);
        replacement.checkSpace(size(arrays));
        replacement.write(channel -> {
            try {
                write(kind, arrays, channel);
            } catch (IllegalStateException | EngineException e) {
                checkOpen(arrays);
                throw e;
            }
            checkOpen(arrays);
        });
    }

    private void write(FileKind kind, Map<String, NDArray> arrays, SeekableByteChannel channel) throws IOException {
        switch (kind) {
            case NPY ->
                NpyArray.write(backend, arrays.values().iterator().next(), bytes -> {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                });
            case NPZ -> NpzArchive.write(backend, arrays, channel);
        }
    }

    /** A little less than what is written: an archive's directory is left out. */
    private long size(Map<String, NDArray> arrays) {
        long size = 0;
        for (NDArray array : arrays.values()) {
            long bytes = NpyArray.size(backend, array);
            size = bytes > Long.MAX_VALUE - size ? Long.MAX_VALUE : size + bytes;
        }
        return size;
    }

    /** What was closed while it was read may have been another array's memory. */
    private static void checkOpen(Map<String, NDArray> arrays) {
        arrays.forEach((name, array) -> {
            if (array.isReleased()) {
                throw new IllegalStateException("save(): the array " + name + " was closed while it was being saved");
            }
        });
    }

    private void checkSavable(NDArray array) {
        if (!backend.isDense(array)) {
            throw new IllegalArgumentException("cannot save a sparse array: call toDense() first");
        }
        Dtype dtype = backend.facts(array).dtype();
        if (dtype == Dtype.BFLOAT16) {
            throw new IllegalArgumentException("cannot save an array of dtype bfloat16: NumPy has no such dtype;"
                    + " torch.to(x, DataType.FLOAT32) has the same numbers");
        }
        if (dtype == null || !NpyHeader.canHold(dtype)) {
            throw new IllegalArgumentException(
                    "cannot save an array of dtype " + array.getDataType()
                            + ": torchmm saves float16, float32, float64, int8, uint8, int16, int32, int64, bool and complex64");
        }
        int dimensions = array.getShape().dimension();
        if (dimensions > NpyHeader.MAX_DIMENSIONS) {
            throw new IllegalArgumentException("cannot save an array of " + dimensions
                    + " dimensions: NumPy's have at most " + NpyHeader.MAX_DIMENSIONS);
        }
    }

    private static Map<String, NDArray> named(List<NDArray> arrays) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        int unnamed = 0;
        for (NDArray array : arrays) {
            String name = array.getName() == null ? "arr_" + unnamed++ : array.getName();
            if (named.putIfAbsent(name, array) != null) {
                throw new IllegalArgumentException("cannot save two arrays under the same name: " + name);
            }
        }
        return named;
    }
}
