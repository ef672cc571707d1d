package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.torchmm.libtorch.LibtorchBackend;

/** The files that NumPy wrote (numpy/generate.py), and files that no NumPy would write. */
final class NumpyFixtures {

    /** By libtorch; loaded with the first use, as it need not be there. */
    static NumpyFiles byLibtorch() {
        return new NumpyFiles(LibtorchBackend.INSTANCE);
    }

    private NumpyFixtures() {}

    static Path fixture(String name) {
        return resource("numpy/" + name);
    }

    static Path resource(String name) {
        try {
            return Path.of(
                    NumpyFixtures.class.getResource("/org/torchmm/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A .npy file of version 1.0 with this text as its header, whatever it says, and this many bytes of zeros after it. */
    static Path npy(Path directory, String header, int zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(NpyHeader.MAGIC);
        bytes.writeBytes(new byte[] {1, 0, (byte) header.length(), (byte) (header.length() >> 8)});
        bytes.writeBytes(header.getBytes(ISO_8859_1));
        bytes.writeBytes(new byte[zeros]);
        return Files.write(directory.resolve("handmade.npy"), bytes.toByteArray());
    }

    /** An archive of entries given as name, bytes, name, bytes ... */
    static Path zip(Path directory, Charset names, Object... entries) throws IOException {
        Path file = directory.resolve("made.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[i]));
                zip.write((byte[]) entries[i + 1]);
                zip.closeEntry();
            }
        }
        return file;
    }
}
