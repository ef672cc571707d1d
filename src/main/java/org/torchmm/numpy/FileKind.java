package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The two formats of NumPy, and what is often taken for one of them. */
enum FileKind {
    NPY,
    NPZ;

    /** Enough to tell every kind by. */
    private static final int START = 16;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] ZIP_WITHOUT_MEMBERS = {'P', 'K', 5, 6};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] HDF5 = "\u0089HDF\r\n\u001a\n".getBytes(ISO_8859_1);

    /** {@code torch.save} before 1.6, or with {@code _use_new_zipfile_serialization=False}: a pickled number of its own. */
    private static final byte[] OLD_PYTORCH =
            "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019".getBytes(ISO_8859_1);

    /** The format that a file's name asks for. */
    static FileKind ofName(Path file) {
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

    /** The first bytes, as many as there are and tell the kind. */
    static byte[] start(ReadableByteChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(START);
        int count = 0;
        while (start.hasRemaining() && count >= 0) {
            count = channel.read(start);
        }
        return Arrays.copyOf(start.array(), start.position());
    }

    /**
     * The format that content of this beginning has.
     *
     * @throws IOException if it has neither; the message tells what it is, as far as is known
     */
    static FileKind ofContent(byte[] start, String name) throws IOException {
        if (start.length == 0) {
            throw new IOException(name + " is empty, not a .npy or .npz file");
        }
        if (startsWith(start, NpyHeader.MAGIC)) {
            return NPY;
        }
        if (startsWith(start, ZIP) || startsWith(start, ZIP_WITHOUT_MEMBERS)) {
            return NPZ;
        }
        if (startsWith(start, OLD_PYTORCH)) {
            throw pytorch(name, false);
        }
        throw new IOException(name + " is neither a .npy nor a .npz file: " + other(start));
    }

    private static String other(byte[] start) {
        if (startsWith(start, GZIP)) {
            return "it is packed by gzip; unpack it first";
        }
        if (startsWith(start, HDF5)) {
            return "it is an HDF5 file";
        }
        if (start.length > 9 && start[8] == '{' && Arrays.equals(start, 5, 8, new byte[3], 0, 3)) {
            return "it looks like a safetensors file; in Python, numpy.savez(\"it.npz\","
                    + " **safetensors.numpy.load_file(\"it.safetensors\")) writes its tensors as an .npz";
        }
        String bytes = "it starts with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, NpyHeader.MAGIC.length));
        boolean isPickle = start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
        return isPickle ? bytes + ", as Python's pickles do, which torchmm does not read" : bytes;
    }

    /** For what {@code torch.save}, or {@code torch.jit.save}, wrote. */
    static IOException pytorch(String name, boolean isScript) {
        String load = isScript
                ? "torch.jit.load(\"it.pt\", map_location=\"cpu\").state_dict()"
                : "torch.load(\"it.pt\", map_location=\"cpu\")";
        return new IOException(name + " is " + (isScript ? "a TorchScript module" : "a PyTorch checkpoint")
                + ", not a .npy or .npz file. In Python, write its tensors as an .npz: numpy.savez(\"it.npz\", **{name:"
                + " tensor.detach().numpy() for name, tensor in " + load + ".items()})"
                + (isScript
                        ? ""
                        : ", or where it holds one tensor: numpy.save(\"it.npy\", " + load + ".detach().numpy())")
                + "; bfloat16 needs .float() before .numpy()");
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
