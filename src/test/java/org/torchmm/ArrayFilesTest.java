package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.numpy.SavedArray;

/** The words for files: who owns what was loaded, and what is refused in whose words. */
class ArrayFilesTest extends OnBothKinds {

    ArrayFilesTest(Kind kind) {
        super(kind);
    }

    @TempDir
    Path folder;

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void arrays_belong_to_the_torch_that_was_asked() throws IOException {
        Path file = folder.resolve("a.npz");
        NDArray weights = torch.ones(2, 3);
        weights.setName("weights");
        torch.save(file, new NDList(weights, torch.arange(3)));
        try (Torch other = Torch.open(MatrixKernels.byName("scalar"));
                InputStream stream = Files.newInputStream(file)) {
            assertEquals(other.manager(), other.load(file).get(1).getManager());
            assertEquals("arr_0", other.load(file, "arr_0").singletonOrThrow().getName());
            assertEquals(2, other.load(stream).size());
            assertEquals(
                    List.of("weights: float32 (2, 3)", "arr_0: int64 (3)"),
                    other.contents(file).stream().map(SavedArray::toString).toList());
            assertEquals(5, other.manager().getManagedArrays().size());
        }
    }

    @Test
    void null_arguments_are_named() {
        Path file = folder.resolve("a.npz");
        NDArray array = torch.ones(2);
        assertNull("load(): argument 'file' (position 1) must be Path, not null", () -> torch.load((Path) null));
        assertNull("load(): argument 'file' (position 1) must be Path, not null", () -> torch.load(null, "a"));
        assertNull(
                "load(): argument 'names' (position 2) must be String..., not null",
                () -> torch.load(file, (String[]) null));
        assertNull(
                "load(): argument 'names[1]' (position 2) must be String, not null", () -> torch.load(file, "a", null));
        assertNull(
                "load(): argument 'stream' (position 1) must be InputStream, not null",
                () -> torch.load((InputStream) null));
        assertNull("contents(): argument 'file' (position 1) must be Path, not null", () -> torch.contents(null));
        assertNull("save(): argument 'file' (position 1) must be Path, not null", () -> torch.save(null, array));
        assertNull(
                "save(): argument 'file' (position 1) must be Path, not null",
                () -> torch.save(null, new NDList(array)));
        assertNull(
                "save(): argument 'array' (position 2) must be Tensor, not NoneType",
                () -> torch.save(file, (NDArray) null));
        assertNull(
                "save(): argument 'arrays' (position 2) must be NDList, not null",
                () -> torch.save(file, (NDList) null));
        assertNull(
                "save(): argument 'arrays[1]' (position 2) must be Tensor, not NoneType",
                () -> torch.save(file, new NDList(array, null)));
        assertFalse(Files.exists(file));
    }

    private static void assertNull(String sentence, Executable call) {
        assertEquals(sentence, assertThrows(NullPointerException.class, call).getMessage());
    }

    /** A sparse file: its size is true, and no machine has the memory. */
    @Test
    void what_the_engine_refuses_is_an_illegal_argument() throws IOException {
        Path file = folder.resolve("huge.npy");
        byte[] text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3000000000000,), }"
                .getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
            out.write(text);
            out.setLength(12_000_000_000_000L + text.length + 10);
        }
        String sentence = assertThrows(IllegalArgumentException.class, () -> torch.load(file))
                .getMessage();
        String reason = kind == Kind.LIBTORCH
                ? "[enforce fail at alloc_cpu.cpp"
                : "an array in Java's memory has up to 2147483639 elements";
        assertTrue(sentence.startsWith(file + ": " + reason), sentence);
        assertEquals(0, torch.manager().getManagedArrays().size());
        Files.delete(file);
    }

    @Test
    void what_numpy_cannot_hold_is_refused_before_anything_is_written() throws IOException {
        long[] size = new long[65];
        Arrays.fill(size, 1);
        NDArray deep = torch.ones(size);
        for (String name : List.of("a.npy", "a.npz")) {
            Path file = folder.resolve(name);
            assertEquals(
                    "cannot save an array of 65 dimensions: NumPy's have at most 64",
                    assertThrows(IllegalArgumentException.class, () -> torch.save(file, deep))
                            .getMessage());
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_stream_is_left_open() throws IOException {
        Path file = folder.resolve("a.npy");
        torch.save(file, torch.arange(3));
        byte[] twice = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) * 2);
        System.arraycopy(twice, 0, twice, twice.length / 2, twice.length / 2);
        InputStream stream = new ByteArrayInputStream(twice);
        for (int i = 0; i < 2; i++) {
            assertEquals(2, torch.load(stream).singletonOrThrow().getLong(2));
        }
        assertEquals(-1, stream.read());
    }
}
