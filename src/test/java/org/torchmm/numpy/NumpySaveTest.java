package org.torchmm.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** Saving as NumPy would, what cannot be saved, and what a failure leaves in the directory. */
class NumpySaveTest extends OnBothKinds {

    NumpySaveTest(Kind kind) {
        super(kind);
    }

    @TempDir
    Path directory;

    private final NDManager manager = kind.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float16",
                "float32",
                "float64",
                "uint8",
                "int8",
                "int16",
                "complex64",
                "int32",
                "int64",
                "bool",
                "scalar",
                "vector",
                "long-vector",
                "empty-0x3",
                "empty-2x0x4",
                "64-dimensions",
                "aligned"
            })
    void savesByteForByteAsNumpyDoes(String name) throws IOException {
        Path saved = directory.resolve("saved.npy");
        files.save(saved, load(name + ".npy"));
        assertArrayEquals(Files.readAllBytes(NumpyFixtures.fixture(name + ".npy")), Files.readAllBytes(saved));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLOAT16",
                "FLOAT32",
                "FLOAT64",
                "UINT8",
                "INT8",
                "INT16",
                "INT32",
                "INT64",
                "COMPLEX64",
                "BOOLEAN"
            })
    void whatIsSavedIsLoadedAgain(DataType dtype) throws IOException {
        for (Shape shape : List.of(new Shape(), new Shape(5), new Shape(0), new Shape(2, 0, 3), new Shape(4, 3, 2))) {
            NDArray floats =
                    manager.arange(0, shape.size(), 1, DataType.FLOAT32).reshape(shape);
            NDArray array = kind.backend().to(floats, DataTypes.dtype(dtype));
            for (String name : List.of("round.npy", "round.npz")) {
                Path file = directory.resolve(name);
                files.save(file, array);
                NDArray again = load(file);
                assertEquals(dtype, again.getDataType());
                assertEquals(shape, again.getShape());
                assertArrayEquals(bytes(array), bytes(again));
            }
        }
    }

    @Test
    void savesViewsInRowMajorOrder() throws IOException {
        NDArray view = manager.arange(24f).reshape(2, 3, 4).transpose(2, 0, 1).get("1:3");
        int before = manager.getManagedArrays().size();
        for (String name : List.of("view.npy", "view.npz")) {
            Path file = directory.resolve(name);
            files.save(file, view);
            assertEquals(before, manager.getManagedArrays().size());
            try (NDManager other = manager.newSubManager()) {
                NDArray again = files.load(other, file).get(0);
                assertEquals(new Shape(2, 2, 3), again.getShape());
                assertArrayEquals(new float[] {1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22}, again.toFloatArray());
            }
        }
    }

    @Test
    void savesArraysUnderTheirNames() throws IOException {
        NDArray first = manager.create(1f);
        NDArray named = manager.create(2f);
        NDArray second = manager.create(3f);
        named.setName("größe/1");
        Path file = directory.resolve("names.npz");
        files.save(file, new NDList(first, named, second));
        NDList again = files.load(manager, file);
        assertEquals(List.of("arr_0", "größe/1", "arr_1"), names(again));
        assertEquals(2f, again.get("größe/1").getFloat());
    }

    @Test
    void savesOneArrayAsArr0() throws IOException {
        NDArray array = manager.create(1f);
        array.setName("mine");
        Path file = directory.resolve("one.npz");
        files.save(file, array);
        assertEquals(List.of("arr_0"), names(files.load(manager, file)));
    }

    @Test
    void savesAListOfOneAsNpy() throws IOException {
        Path file = directory.resolve("ONE.NPY");
        files.save(file, new NDList(load("vector.npy")));
        assertArrayEquals(Files.readAllBytes(NumpyFixtures.fixture("vector.npy")), Files.readAllBytes(file));
    }

    @Test
    void savesTheSameArchiveEveryTime() throws IOException {
        NDList arrays = files.load(manager, NumpyFixtures.fixture("saved.npz"));
        files.save(directory.resolve("1.npz"), arrays);
        files.save(directory.resolve("2.npz"), arrays);
        assertEquals(-1, Files.mismatch(directory.resolve("1.npz"), directory.resolve("2.npz")));
    }

    @Test
    void refusesNames() {
        NDArray array = manager.create(1f);
        for (String name : List.of("array", "array.pt", "array.npy.gz", "npy")) {
            Exception e =
                    assertThrows(IllegalArgumentException.class, () -> files.save(directory.resolve(name), array));
            assertTrue(e.getMessage().contains("torchmm saves .npy and .npz"), e.getMessage());
        }
        array.close();
        assertNothingWritten();
    }

    @Test
    void refusesToSaveWhatCannotBeLoaded() {
        try (NDManager temporary = manager.newSubManager()) {
            NDArray halves = kind.backend().to(temporary.ones(new Shape(2, 2)), Dtype.BFLOAT16);
            for (Path file : List.of(directory.resolve("no.npy"), directory.resolve("no.npz"))) {
                assertThrows(IllegalArgumentException.class, () -> files.save(file, halves));
                assertThrows(IllegalArgumentException.class, () -> files.save(file, new NDList(halves)));
            }
        }
        assertNothingWritten();
    }

    @Test
    void refusesToSaveNothingAndTheClosed() {
        Path npy = directory.resolve("no.npy");
        Path npz = directory.resolve("no.npz");
        NDArray closed = manager.create(1f);
        closed.close();
        NDArray closedEmpty = manager.create(new Shape(0), DataType.FLOAT32);
        closedEmpty.getShape();
        closedEmpty.close();
        for (Path file : List.of(npy, npz)) {
            assertThrows(NullPointerException.class, () -> files.save(file, (NDArray) null));
            assertThrows(NullPointerException.class, () -> files.save(file, (NDList) null));
            assertThrows(IllegalStateException.class, () -> files.save(file, closed));
            assertThrows(IllegalStateException.class, () -> files.save(file, closedEmpty));
            assertThrows(IllegalStateException.class, () -> files.save(file, new NDList(closed)));
        }
        assertThrows(NullPointerException.class, () -> files.save(npz, new NDList((NDArray) null)));
        assertThrows(NullPointerException.class, () -> files.save(null, manager.create(1f)));
        assertThrows(NullPointerException.class, () -> files.load(manager, (Path) null));
        assertThrows(NullPointerException.class, () -> files.load(null, NumpyFixtures.fixture("vector.npy")));
        assertNothingWritten();
    }

    @Test
    void refusesListsThatDoNotFitTheFile() {
        try (NDManager temporary = manager.newSubManager()) {
            NDArray one = temporary.create(1f);
            NDArray two = temporary.create(2f);
            Path npy = directory.resolve("no.npy");
            assertThrows(IllegalArgumentException.class, () -> files.save(npy, new NDList()));
            assertThrows(IllegalArgumentException.class, () -> files.save(npy, new NDList(one, two)));

            two.setName("arr_0");
            Path npz = directory.resolve("no.npz");
            Exception e = assertThrows(IllegalArgumentException.class, () -> files.save(npz, new NDList(one, two)));
            assertTrue(e.getMessage().endsWith("arr_0"), e.getMessage());
        }
        assertNothingWritten();
    }

    @Test
    void refusesPlacesWhereNoFileCanBe() throws IOException {
        try (NDManager temporary = manager.newSubManager()) {
            NDArray array = temporary.create(1f);
            Path folder = Files.createDirectory(directory.resolve("folder.npy"));
            assertThrows(IOException.class, () -> files.save(folder, array));
            assertTrue(Files.isDirectory(folder));

            Path nowhere = directory.resolve("nowhere").resolve("a.npy");
            Exception e = assertThrows(NoSuchFileException.class, () -> files.save(nowhere, array));
            assertTrue(e.getMessage().startsWith(nowhere.toString()), e.getMessage());
        }
    }

    @Test
    void aFailureHalfWayLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("old.npz"), "old");
        try (NDManager temporary = manager.newSubManager()) {
            NDArray good = temporary.ones(new Shape(1000));
            NDArray bad = temporary.ones(new Shape(2));
            bad.setName("x".repeat(70_000)); // longer than the name of a zip entry can be, found when it is written
            assertThrows(IllegalArgumentException.class, () -> files.save(file, new NDList(good, bad)));
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aGoodSaveReplacesTheOldFileAndLeavesNoOther() throws IOException {
        Path file = Files.writeString(directory.resolve("old.npy"), "old");
        try (NDManager temporary = manager.newSubManager()) {
            files.save(file, temporary.arange(0, 3, 1, DataType.INT64));
        }
        assertArrayEquals(Files.readAllBytes(NumpyFixtures.fixture("vector.npy")), Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    private NDArray load(String fixture) throws IOException {
        return load(NumpyFixtures.fixture(fixture));
    }

    private NDArray load(Path file) throws IOException {
        return files.load(manager, file).get(0);
    }

    private static List<String> names(NDList arrays) {
        return arrays.stream().map(NDArray::getName).toList();
    }

    private static byte[] bytes(NDArray array) {
        ByteBuffer buffer = array.toByteBuffer(false);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void assertNothingWritten() {
        assertEquals(List.of(), files());
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
