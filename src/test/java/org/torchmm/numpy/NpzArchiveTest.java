package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.torchmm.numpy.NumpyFixtures.fixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;

/** Archives that NumPy would not write, or not alone: what is loaded of them, what is said of the rest. */
class NpzArchiveTest extends OnBothKinds {

    NpzArchiveTest(Kind kind) {
        super(kind);
    }

    @TempDir
    Path directory;

    private final NDManager manager = kind.newManager();

    private byte[] vector;
    private byte[] scalar;
    private byte[] uint16;

    @BeforeEach
    void read() throws IOException {
        vector = Files.readAllBytes(fixture("vector.npy"));
        scalar = Files.readAllBytes(fixture("scalar.npy"));
        uint16 = Files.readAllBytes(fixture("no-uint16.npy"));
    }

    @AfterEach
    void close() {
        System.clearProperty(LoadLimit.PROPERTY);
        manager.close();
    }

    @Test
    void loadsWhatCanBeReadAndTellsOfTheRest() throws IOException {
        Path file = zip(
                "README.txt",
                "hello".getBytes(UTF_8),
                "a.npy",
                vector,
                "folder/",
                new byte[0],
                "b.npy",
                uint16,
                "c.npy",
                scalar);
        assertEquals(List.of("a", "c"), names(files.load(manager, file)));
        List<SavedArray> contents = files.contents(file);
        assertEquals(
                "README.txt: is no .npy file: it does not start with \\x93NUMPY",
                contents.get(0).toString());
        assertEquals("a: int64 (3)", contents.get(1).toString());
        assertTrue(
                contents.get(2).toString().startsWith("b: <u2 (2), has a dtype that torchmm cannot read"),
                contents.get(2).toString());
        assertEquals("c: float32 ()", contents.get(3).toString());
        assertEquals(
                List.of(false, true, false, true),
                contents.stream().map(SavedArray::isReadable).toList());
        assertEquals(
                "float32 (2, 3)", files.contents(fixture("float32.npy")).get(0).toString());
    }

    @Test
    void loadsByName() throws IOException {
        Path file = zip("README.txt", new byte[1], "a.npy", vector, "b.npy", uint16, "c.npy", scalar);
        assertEquals(List.of("c", "a", "c"), names(files.load(manager, file, "c", "a.npy", "c")));
        assertEquals(List.of(), files.load(manager, file, new String[0]));
        assertRefused(() -> files.load(manager, file, "b"), "b of " + file + " cannot be loaded: <u2");
        assertRefused(() -> files.load(manager, file, "README.txt"), "is no .npy file");
        assertRefused(
                () -> files.load(manager, file, "a", "d"),
                "d is not a file in the archive " + file + ", which holds README.txt, a, b, c");
        assertRefused(() -> files.load(manager, fixture("vector.npy"), "a"), "has no name");
        assertEquals(3, manager.getManagedArrays().size());
    }

    /** As numpy.load has it: the name itself before the name with .npy, and the last of two that are the same. */
    @Test
    void loadsTheOneOfTwoNamesThatNumpyLoads() throws IOException {
        Path two = zip("a", vector, "a.npy", scalar);
        assertEquals(List.of("a", "a.npy"), names(files.load(manager, two)));
        assertEquals(1, files.load(manager, two, "a").get(0).getShape().dimension());
        assertEquals(0, files.load(manager, two, "a.npy").get(0).getShape().dimension());

        byte[] archive = Files.readAllBytes(zip("a.npy", vector, "b.npy", scalar));
        Path same = Files.write(directory.resolve("same.npz"), replaced(archive, "b.npy", "a.npy"));
        NDList arrays = files.load(manager, same);
        assertEquals(List.of("a"), names(arrays));
        assertEquals(2.5f, arrays.get(0).getFloat());
        assertEquals(
                "a: is hidden by a later member of the same name, as in NumPy",
                files.contents(same).get(0).toString());
    }

    @Test
    void readsNamesAsPythonDoes() throws IOException {
        Path old = NumpyFixtures.zip(directory, Charset.forName("IBM437"), "größe/ñ≤.npy", vector);
        assertEquals(List.of("größe/ñ≤"), names(files.load(manager, old)));
        assertEquals(List.of("größe/ñ≤"), names(files.load(manager, old, "größe/ñ≤")));
        Path utf8 = NumpyFixtures.zip(directory, UTF_8, "größe/ñ≤/β.npy", vector);
        assertEquals(List.of("größe/ñ≤/β"), names(files.load(manager, utf8)));
    }

    @Test
    void refusesMembersThatOverlap() throws IOException {
        byte[] archive = Files.readAllBytes(zip("a.npy", vector, "b.npy", vector));
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int second = new String(archive, ISO_8859_1).lastIndexOf("PK\1\2");
        bytes.putInt(second + 42, 0);
        assertDamaged(archive, "its members overlap");
        bytes.putInt(second + 42, 10);
        assertDamaged(archive, "its members overlap");
    }

    @Test
    void refusesArchivesThatUnpackToMoreThanTheLimit() throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (40000000,)}";
        byte[] zeros = Files.readAllBytes(NumpyFixtures.npy(directory, header, 40_000_000));
        Path file = zip("a.npy", zeros, "b.npy", zeros);
        System.setProperty(LoadLimit.PROPERTY, "50000000");
        String sentence =
                assertThrows(IOException.class, () -> files.load(manager, file)).getMessage();
        assertTrue(sentence.startsWith(file + " holds 8000"), sentence);
        assertTrue(sentence.endsWith("set a higher one by the system property torchmm.load.limit"), sentence);
        assertEquals(List.of("b"), names(files.load(manager, file, "b")));
        assertEquals(2, files.contents(file).size());

        assertEquals(50_000_000, LoadLimit.of(0));
        System.setProperty(LoadLimit.PROPERTY, "2g");
        assertRefused(() -> files.load(manager, file), "must be a number of bytes, got 2g");
        System.clearProperty(LoadLimit.PROPERTY);
        assertEquals(1L << 30, LoadLimit.of(136_000));
        assertEquals(100L << 30, LoadLimit.of(1L << 30));
        assertEquals(Long.MAX_VALUE, LoadLimit.of(Long.MAX_VALUE));
    }

    @Test
    void namesWhatItCannotUnpack() throws IOException {
        byte[] archive = Files.readAllBytes(zip("a.npy", vector, "b.npy", vector));
        int entry = new String(archive, ISO_8859_1).indexOf("PK\1\2");
        byte[] encrypted = archive.clone();
        encrypted[entry + 8] |= 1;
        Path file = Files.write(directory.resolve("encrypted.npz"), encrypted);
        assertEquals(List.of("b"), names(files.load(manager, file)));
        assertEquals("a: is encrypted", files.contents(file).get(0).toString());
        byte[] lzma = archive.clone();
        lzma[entry + 10] = 14;
        file = Files.write(directory.resolve("lzma.npz"), lzma);
        assertTrue(files.contents(file).get(0).toString().startsWith("a: is packed by method 14 of zip"));
    }

    @Test
    void loadsAnArchiveBehindOtherBytesOfOne() throws IOException {
        byte[] first = Files.readAllBytes(zip("a.npy", vector));
        byte[] second = Files.readAllBytes(zip("b.npy", scalar));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertEquals(List.of("b"), names(files.load(manager, Files.write(directory.resolve("both.npz"), both))));
    }

    @Test
    void tellsCheckpointsOfPytorch() throws IOException {
        Path checkpoint = zip("model/data.pkl", new byte[3], "model/version", new byte[2], "model/data/0", new byte[9]);
        assertIsNoArchive(
                checkpoint, " is a PyTorch checkpoint", "numpy.savez(\"it.npz\", **{name: tensor.detach().numpy()");
        Path script =
                zip("m/data.pkl", new byte[3], "m/constants.pkl", new byte[3], "m/code/__torch__.py", new byte[3]);
        assertIsNoArchive(script, " is a TorchScript module", "torch.jit.load(");
        byte[] magic = {
            (byte) 0x80,
            2,
            (byte) 0x8a,
            10,
            'l',
            (byte) 0xfc,
            (byte) 0x9c,
            'F',
            (byte) 0xf9,
            ' ',
            'j',
            (byte) 0xa8,
            'P',
            0x19,
            '.'
        };
        Path old = Files.write(directory.resolve("old.pth"), Arrays.copyOf(magic, 100));
        assertIsNoArchive(old, " is a PyTorch checkpoint", "torch.load(");
        Path pickle = Files.write(directory.resolve("any.pkl"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0, 0});
        assertIsNoArchive(pickle, " is neither a .npy nor a .npz file", "as Python's pickles do");
        Path gzip = Files.write(directory.resolve("a.npy.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertIsNoArchive(gzip, "it is packed by gzip");
        Path safetensors = Files.write(
                directory.resolve("a.safetensors"), "\10\0\0\0\0\0\0\0{\"a\":{\"dtype\"".getBytes(ISO_8859_1));
        assertIsNoArchive(safetensors, "it looks like a safetensors file");
    }

    private void assertIsNoArchive(Path file, String... parts) {
        String sentence =
                assertThrows(IOException.class, () -> files.load(manager, file)).getMessage();
        assertTrue(sentence.startsWith(file.toString()), sentence);
        for (String part : parts) {
            assertTrue(sentence.contains(part), sentence);
        }
        assertEquals(
                sentence,
                assertThrows(IOException.class, () -> files.contents(file)).getMessage());
    }

    @Test
    void loadsFromStreams() throws IOException {
        for (String name : List.of("saved.npz", "compressed.npz")) {
            try (InputStream stream = Files.newInputStream(fixture(name))) {
                assertEquals(List.of("weights", "block/0/bias", "größe", "a"), names(files.load(manager, stream)));
                assertEquals(-1, stream.read());
            }
        }
        InputStream several =
                new SequenceInputStream(new ByteArrayInputStream(vector), new ByteArrayInputStream(scalar));
        assertArrayEquals(
                new long[] {0, 1, 2}, files.load(manager, several).get(0).toLongArray());
        assertEquals(2.5f, files.load(manager, several).get(0).getFloat());
        assertEquals(
                "the stream is empty, not a .npy or .npz file",
                assertThrows(IOException.class, () -> files.load(manager, several))
                        .getMessage());
        assertThrows(
                IOException.class, () -> files.load(manager, new ByteArrayInputStream(vector, 0, vector.length - 1)));
        assertRefused(() -> files.load(manager, new ByteArrayInputStream(uint16)), "the stream has the dtype <u2");
    }

    @Test
    void refusesStreamsWithoutEnd() throws IOException {
        System.setProperty(LoadLimit.PROPERTY, "1000000");
        byte[] archive = Files.readAllBytes(fixture("saved.npz"));
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(archive), new Zeros());
        assertTrue(assertThrows(IOException.class, () -> files.load(manager, endless))
                .getMessage()
                .endsWith("torchmm.load.limit"));
        byte[] liar = Files.readAllBytes(NumpyFixtures.npy(
                directory, "{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846976,)}", 0));
        assertTrue(assertThrows(IOException.class, () -> files.load(manager, new ByteArrayInputStream(liar)))
                .getMessage()
                .startsWith("the stream holds 9223372036854775807 bytes"));
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    @Test
    void loadsAndSavesInAnyFileSystem() throws IOException {
        Path jar = directory.resolve("resources.jar");
        try (FileSystem system = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path inside = system.getPath("/weights.npz");
            Files.copy(fixture("compressed.npz"), inside);
            assertEquals(4, files.load(manager, inside).size());
            assertEquals(List.of("a"), names(files.load(manager, inside, "a")));
            assertEquals(4, files.contents(inside).size());
            NDList arrays = files.load(manager, inside);
            files.save(system.getPath("/new.npz"), arrays);
            files.save(inside, arrays);
            files.save(system.getPath("/one.npy"), arrays.get(0));
        }
        try (FileSystem system = FileSystems.newFileSystem(jar);
                var inside = Files.list(system.getPath("/"))) {
            assertEquals(
                    List.of("/new.npz", "/one.npy", "/weights.npz"),
                    inside.map(Path::toString).sorted().toList());
            assertEquals(4, files.load(manager, system.getPath("/new.npz")).size());
            assertEquals(4, files.load(manager, system.getPath("/weights.npz")).size());
            assertEquals(1, files.load(manager, system.getPath("/one.npy")).size());
        }
    }

    private void assertDamaged(byte[] archive, String part) throws IOException {
        Path file = Files.write(directory.resolve("bad.npz"), archive);
        String sentence =
                assertThrows(IOException.class, () -> files.load(manager, file)).getMessage();
        assertTrue(sentence.startsWith(file + " is not a readable .npz archive: " + part), sentence);
    }

    private static void assertRefused(org.junit.jupiter.api.function.Executable call, String part) {
        String sentence = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(sentence.contains(part), sentence);
    }

    private static byte[] replaced(byte[] bytes, String what, String by) {
        return new String(bytes, ISO_8859_1).replace(what, by).getBytes(ISO_8859_1);
    }

    private static List<String> names(NDList arrays) {
        return arrays.stream().map(NDArray::getName).toList();
    }

    private Path zip(Object... entries) throws IOException {
        return NumpyFixtures.zip(directory, UTF_8, entries);
    }
}
