package org.torchmm.numpy;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Operands;
import org.torchmm.rules.Dtype;

/**
 * Loads and saves arrays in NumPy's files: .npy, which holds one array, and .npz, which holds arrays by name.
 *
 * <p>The dtypes are float16, float32, float64, int8, uint8, int32, int64 and bool. The format is that of
 * {@code numpy.lib.format} (NEP 1) and {@code numpy.savez}. DJL's own {@code NDList.decode} reads the same files, but
 * refuses column-major arrays, mistakes big-endian numbers, and aborts the JVM on int16.
 */
public final class NumpyFiles {

    private final Backend backend;

    public NumpyFiles(Backend backend) {
        this.backend = backend;
    }

    /**
     * Loads every array of a .npy or .npz file; the file's first bytes tell which it is, whatever it is called.
     *
     * <p>Reads both byte orders and {@code fortran_order: True}; the arrays are contiguous and in this machine's order. The
     * array of a .npy file has no name, as in the file. Those of an archive come in its order, called as in it without
     * {@code .npy}.
     *
     * @param manager owns the arrays; after a failure it owns nothing that it did not own before
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read, is damaged, or is no .npy or .npz file throughout
     * @throws IllegalArgumentException if an array has another dtype (int16, complex, strings, objects, structured ...)
     */
    public NDList load(NDManager manager, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, not a .npy or .npz file");
        }
        try (NDManager loading = manager.newSubManager();
                FileChannel channel = FileChannel.open(file, READ)) {
            NDList arrays = switch (Kind.ofContent(channel, file)) {
                case NPY -> new NDList(NpyArray.read(backend, loading, channel, channel.size(), file.toString()));
                case NPZ -> NpzArchive.read(backend, loading, file);
            };
            arrays.attach(manager);
            return arrays;
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
        Operands.check(backend, "save", array, "array", 2);
        Kind kind = Kind.ofName(file);
        checkDtype(array);
        save(file, kind, Map.of("arr_0", array));
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
        arrays.forEach(array -> Operands.check(backend, "save", array, "arrays", 2));
        Kind kind = Kind.ofName(file);
        arrays.forEach(this::checkDtype);
        if (kind == Kind.NPY && arrays.size() != 1) {
            throw new IllegalArgumentException(
                    "a .npy file holds one array, got " + arrays.size() + ": give " + file + " the ending .npz");
        }
        save(file, kind, named(arrays));
    }

    private void save(Path file, Kind kind, Map<String, NDArray> arrays) throws IOException {
        replace(file, channel -> {
            switch (kind) {
                case NPY ->
                    NpyArray.write(backend, arrays.values().iterator().next(), bytes -> {
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                    });
                case NPZ -> NpzArchive.write(backend, arrays, Channels.newOutputStream(channel));
            }
        });
    }

    private void checkDtype(NDArray array) {
        Dtype dtype = backend.facts(array).dtype();
        if (dtype == null || !NpyHeader.canHold(dtype)) {
            throw new IllegalArgumentException("cannot save an array of dtype " + array.getDataType()
                    + ": torchmm saves float16, float32, float64, int8, uint8, int32, int64 and bool");
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

    /** Writes a file that is either whole or not there: beside its place, and then moved into it. */
    private static void replace(Path file, Content content) throws IOException {
        // A link stays a link: what it points to is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException(file + " is a directory");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(file.toString(), null, "there is no directory " + target.getParent());
        }
        // Not createTempFile, which makes files that only their owner may read.
        Path temporary = target.resolveSibling(".torchmm-" + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
                content.write(channel);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, REPLACE_EXISTING);
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(FileChannel channel) throws IOException;
    }

    private enum Kind {
        NPY,
        NPZ;

        static Kind ofName(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".npy")) {
                return NPY;
            }
            if (name.endsWith(".npz")) {
                return NPZ;
            }
            throw new IllegalArgumentException(
                    "cannot tell the format from the name " + file + ": torchmm saves .npy and .npz");
        }

        /** Looks at the first bytes and leaves the channel where it was: at the start. */
        static Kind ofContent(FileChannel channel, Path file) throws IOException {
            ByteBuffer start = ByteBuffer.allocate(NpyHeader.MAGIC.length);
            int count = 0;
            while (start.hasRemaining() && count >= 0) {
                count = channel.read(start, start.position());
            }
            byte[] bytes = Arrays.copyOf(start.array(), start.position());
            if (bytes.length == 0) {
                throw new IOException(file + " is empty, not a .npy or .npz file");
            }
            if (Arrays.equals(bytes, NpyHeader.MAGIC)) {
                return NPY;
            }
            if (isZip(bytes)) {
                return NPZ;
            }
            throw new IOException(file + " is neither a .npy nor a .npz file: it starts with the bytes "
                    + HexFormat.ofDelimiter(" ").formatHex(bytes));
        }

        /** A first entry, or the end of an archive without any. */
        private static boolean isZip(byte[] start) {
            return start.length > 3
                    && start[0] == 'P'
                    && start[1] == 'K'
                    && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
        }
    }
}
