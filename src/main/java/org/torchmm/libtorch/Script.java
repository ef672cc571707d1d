package org.torchmm.libtorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript module, written as {@code torch.jit.save} would write it: method by method, then as an archive in memory. */
final class Script {

    /** Pickle protocol 2 of {@code __torch__.Operators} with the state {@code {training: False}}. */
    private static final byte[] INSTANCE = "\u0080\u0002c__torch__\nOperators\n)\u0081}(X\b\0\0\0training\u0089ub."
            .getBytes(StandardCharsets.ISO_8859_1);

    /** Pickle protocol 2 of {@code ()}. */
    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private final StringBuilder source = new StringBuilder("""
            class Operators(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """);

    /** Adds {@code def name(self, parameters) -> type: return expression}. */
    Script method(String name, String parameters, String type, String expression) {
        source.append("  def ")
                .append(name)
                .append("(self: __torch__.Operators, ")
                .append(parameters)
                .append(") -> ")
                .append(type)
                .append(":\n    return ")
                .append(expression)
                .append('\n');
        return this;
    }

    /** The archive: a zip whose entries are stored, not deflated. */
    byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "data.pkl", INSTANCE);
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "code/__torch__.py", source.toString().getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to an array does no I/O
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("operators/" + name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
