package org.torchmm;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What libtorch knows of an array and DJL does not tell, asked through a TorchScript module made in memory.
 *
 * <p>The module takes 25 ms to load, at the first question, and a question 3 us; so only those ask whose answer hangs on it.
 */
final class TorchScript {

    private static final String SOURCE = """
            class Questions(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def stride(self: __torch__.Questions, input: Tensor) -> List[int]:
                return torch.stride(input)
              def requires_grad(self: __torch__.Questions, input: Tensor) -> bool:
                return ops.prim.requires_grad(input)
            """;

    /** Pickle protocol 2 of {@code __torch__.Questions} with the state {@code {training: False}}. */
    private static final byte[] INSTANCE = "\u0080\u0002c__torch__\nQuestions\n)\u0081}(X\b\0\0\0training\u0089ub."
            .getBytes(StandardCharsets.ISO_8859_1);

    /** Pickle protocol 2 of {@code ()}. */
    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private TorchScript() {}

    private static final class Holder {
        static final PtSymbolBlock MODULE = load();
    }

    /** Elements between neighbours in each dimension. */
    static long[] stride(NDArray array) {
        return ask("stride", array, IValue::toLongArray);
    }

    /** Whether a gradient flows back to the array; DJL's {@code hasGradient} says so of leaves only. */
    static boolean requiresGrad(NDArray array) {
        return ask("requires_grad", array, IValue::toBoolean);
    }

    private static <T> T ask(String question, NDArray array, Function<IValue, T> answer) {
        try (IValue input = IValue.from((PtNDArray) array);
                IValue output = IValueUtils.runMethod(Holder.MODULE, question, input)) {
            return answer.apply(output);
        }
    }

    private static PtSymbolBlock load() {
        // this manager is never closed: the module serves until the process ends
        PtNDManager manager = (PtNDManager) Libtorch.engine().newBaseManager(Device.cpu());
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // reading from an array does no I/O
        }
    }

    /** The archive that {@code torch.jit.save} would write: a zip whose entries are stored, not deflated. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "data.pkl", INSTANCE);
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "code/__torch__.py", SOURCE.getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("questions/" + name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
