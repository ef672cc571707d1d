package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.torchmm.engine.Backend;
import org.torchmm.rules.Dtype;

/**
 * One array in NumPy's .npy format, on its way from a channel or to a {@link Sink}.
 *
 * <p>Reads the versions 1.0, 2.0 and 3.0 of {@code numpy.lib.format} (NEP 1), both byte orders, and both orders of the
 * axes. Nothing is allocated before the source is known to be long enough.
 */
final class NpyArray {

    /** Real headers have some hundred bytes; this leaves room to name the dtype of a structured one. */
    private static final int MAX_HEADER = 1 << 20;

    private static final String READABLE = "it reads f2, f4, f8, i1, u1, i2, i4, i8, c8 and b1, in either byte order";

    private final ReadableByteChannel source;
    private final String name;
    private long left;
    private byte[] prefix;
    private NpyHeader header;

    /**
     * @param length how many bytes {@code source} has
     * @param name what to call the source in messages
     */
    NpyArray(ReadableByteChannel source, long length, String name) {
        this.source = source;
        this.left = length;
        this.name = name;
    }

    /** Takes the bytes of an array, a stretch at a time. */
    @FunctionalInterface
    interface Sink {
        void write(ByteBuffer bytes) throws IOException;
    }

    /** How many bytes {@link #write} writes. */
    static long size(Backend backend, NDArray array) {
        Dtype dtype = backend.facts(array).dtype();
        // expanded views may have more elements than any memory
        long most = Long.MAX_VALUE / dtype.bytes - (1 << 20);
        return NpyHeader.of(dtype, array.getShape()).toBytes().length + Math.min(array.size(), most) * dtype.bytes;
    }

    /** Writes an array of any layout, in row-major order, byte for byte as {@code numpy.save} does. */
    static void write(Backend backend, NDArray array, Sink sink) throws IOException {
        Dtype dtype = backend.facts(array).dtype();
        sink.write(ByteBuffer.wrap(NpyHeader.of(dtype, array.getShape()).toBytes()));
        RowMajor.read(backend, array, (from, bytes) -> sink.write(bytes));
    }

    /** Whether the source is a .npy file at all; to be asked first. */
    boolean isNpy() throws IOException {
        return left >= NpyHeader.MAGIC.length && hasMagic();
    }

    /**
     * What the source holds, without its data.
     *
     * @throws IOException if the header is not whole, or says more than the source has
     */
    SavedArray describe(String arrayName) throws IOException {
        NpyHeader read = header();
        Dtype dtype = read.dtype();
        if (dtype == null) {
            return new SavedArray(
                    arrayName,
                    abbreviated(read.descr()),
                    read.shape(),
                    Optional.of("has a dtype that torchmm cannot read: " + READABLE));
        }
        checkLength(read);
        return new SavedArray(arrayName, dtype.python, read.shape(), Optional.empty());
    }

    /** How many bytes of data follow the header. */
    long dataSize() throws IOException {
        checkReadable(header());
        return header.dataSize();
    }

    /**
     * Reads the array; what follows its data is left unread, as NumPy does.
     *
     * @param manager owns the result
     * @throws IOException if the source is not a whole .npy file
     * @throws IllegalArgumentException if torchmm has no such dtype
     */
    NDArray read(Backend backend, NDManager manager) throws IOException {
        NpyHeader read = header();
        checkReadable(read);
        checkLength(read);
        boolean columnMajor = read.fortranOrder() && read.shape().dimension() > 1;
        return columnMajor ? columnMajor(backend, manager, read) : data(backend, manager, read.shape(), read);
    }

    private void checkReadable(NpyHeader header) {
        if (header.dtype() == null) {
            throw new IllegalArgumentException(name + " has the dtype " + abbreviated(header.descr())
                    + ", which torchmm cannot read: " + READABLE);
        }
    }

    private void checkLength(NpyHeader header) throws IOException {
        long bytes = header.dataSize();
        if (bytes > left) {
            throw new IOException(name + " is truncated: " + header.dtype().python + " of shape " + header.shape()
                    + " takes " + bytes + " bytes after the header, there are " + left);
        }
    }

    /** Row-major data of the reversed shape, transposed, is column-major data; the result is contiguous like any other. */
    private NDArray columnMajor(Backend backend, NDManager manager, NpyHeader header) throws IOException {
        int dimensions = header.shape().dimension();
        long[] reversed = LongStream.range(0, dimensions)
                .map(i -> header.shape().get(dimensions - 1 - (int) i))
                .toArray();
        try (NDManager temporary = manager.newSubManager()) {
            NDArray transposed =
                    data(backend, temporary, new Shape(reversed), header).transpose();
            NDArray contiguous = backend.contiguousCopy(transposed);
            contiguous.attach(manager);
            return contiguous;
        }
    }

    private NDArray data(Backend backend, NDManager manager, Shape shape, NpyHeader header) throws IOException {
        Dtype dtype = header.dtype();
        try {
            return backend.create(manager, dtype, shape.getShape(), (from, bytes) -> {
                fill(bytes);
                if (header.byteOrder() != ByteOrder.nativeOrder()) {
                    swap(bytes.rewind(), dtype == Dtype.COMPLEX64 ? dtype.bytes / 2 : dtype.bytes);
                }
            });
        } catch (IllegalArgumentException e) { // more elements, or more memory, than there can be
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Reverses the bytes of each number in place, of a complex one's parts by themselves: a bulk copy between views of different order. */
    private static void swap(ByteBuffer bytes, int numberSize) {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        switch (numberSize) {
            case 2 -> little.asShortBuffer().put(big.asShortBuffer());
            case 4 -> little.asIntBuffer().put(big.asIntBuffer());
            case 8 -> little.asLongBuffer().put(big.asLongBuffer());
            default -> {
                // single bytes have no order
            }
        }
    }

    private NpyHeader header() throws IOException {
        if (header == null) {
            if (prefix == null && !hasMagic()) {
                throw new IOException(name + " is not a .npy file: it does not start with \\x93NUMPY");
            }
            header = afterMagic();
        }
        return header;
    }

    private boolean hasMagic() throws IOException {
        prefix = new byte[NpyHeader.MAGIC.length];
        take(prefix.length).get(prefix);
        return Arrays.equals(prefix, NpyHeader.MAGIC);
    }

    private NpyHeader afterMagic() throws IOException {
        ByteBuffer version = take(2);
        int major = Byte.toUnsignedInt(version.get());
        int minor = Byte.toUnsignedInt(version.get());
        if (major < 1 || major > 3 || minor != 0) {
            throw new IOException(name + " has version " + major + "." + minor
                    + " of the .npy format: torchmm reads 1.0, 2.0 and 3.0");
        }
        long length = major == 1 ? Short.toUnsignedLong(take(2).getShort()) : Integer.toUnsignedLong(take(4).getInt());
        if (length > MAX_HEADER) {
            throw new IOException(name + " has a header of " + length + " bytes, the most is " + MAX_HEADER);
        }
        return parse(new String(take((int) length).array(), major < 3 ? ISO_8859_1 : UTF_8));
    }

    private NpyHeader parse(String text) throws IOException {
        try {
            return NpyHeader.parse(text);
        } catch (ParseException e) {
            throw new IOException(
                    name + " has a malformed header: " + abbreviated(e.getMessage()) + " in " + abbreviated(text), e);
        }
    }

    /** The next few bytes, little-endian. */
    private ByteBuffer take(int count) throws IOException {
        if (count > left) {
            throw new IOException(name + " is truncated: it ends within the header");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes);
        return bytes.flip();
    }

    private void fill(ByteBuffer bytes) throws IOException {
        left -= bytes.remaining();
        while (bytes.hasRemaining()) {
            if (source.read(bytes) < 0) {
                throw new IOException(name + " is truncated: " + bytes.remaining() + " bytes are missing");
            }
        }
    }

    private static String abbreviated(String text) {
        String line = text.strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
