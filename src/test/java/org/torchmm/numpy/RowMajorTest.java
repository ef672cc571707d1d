package org.torchmm.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Chunk;

/** What of an array is in memory twice while it is saved, and what happens if it is closed then. */
class RowMajorTest extends OnBothKinds {

    RowMajorTest(Kind kind) {
        super(kind);
    }

    private static final long PIECE = 1L << 21;

    @TempDir
    Path directory;

    private final NDManager manager = kind.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void anyLayoutIsReadInRowMajorOrderAndPieces() throws IOException {
        NDArray row = manager.arange(3000f);
        for (NDArray array : List.of(
                row.broadcast(4000, 3000),
                row.reshape(3000, 1).broadcast(3000, 1500),
                row.reshape(1, 3000, 1).broadcast(1, 3000, 1500),
                row.reshape(3, 1000, 1).broadcast(3, 1000, 2000),
                row.reshape(1, 1, 3000).broadcast(2, 1000, 3000).transpose(2, 0, 1),
                row.reshape(1, 3000).broadcast(2000, 3000).transpose())) {
            List<Long> sizes = new ArrayList<>();
            float[] expected = array.toFloatArray();
            float[] actual = new float[expected.length];
            RowMajor.read(
                    reading(part -> sizes.add(part.size())),
                    array,
                    (from, bytes) -> bytes.asFloatBuffer().get(actual, (int) from, bytes.remaining() / Float.BYTES));
            assertArrayEquals(expected, actual);
            assertTrue(sizes.size() > 1, () -> array.getShape() + " at once");
            assertTrue(sizes.stream().allMatch(size -> size <= PIECE), sizes::toString);
        }
    }

    @Test
    void theContiguousIsNotCopied() throws IOException {
        NDArray array = manager.zeros(new Shape(2, 3, 1 << 20));
        List<Long> sizes = new ArrayList<>();
        RowMajor.read(reading(part -> sizes.add(part.size())), array, (from, bytes) -> {});
        assertEquals(List.of(array.size()), sizes);
    }

    @Test
    void whatIsClosedWhileItIsSavedIsRefusedByName() throws IOException {
        for (String name : List.of("a.npy", "a.npz")) {
            Path file = directory.resolve(name);
            NDArray array = manager.ones(new Shape(4));
            array.setName("weights");
            NumpyFiles files = new NumpyFiles(reading(part -> array.close()));
            String sentence = assertThrows(IllegalStateException.class, () -> files.save(file, new NDList(array)))
                    .getMessage();
            String expected = kind == Kind.LIBTORCH // an array of DJL's making, whose close waits for nobody
                    ? "save(): the array weights was closed while it was being saved"
                    : "This array cannot be closed from inside a call that uses it";
            assertEquals(expected, sentence);
            assertFalse(Files.exists(file));
        }
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void whatIsChangedBetweenChecksumAndDataIsRefused() {
        NDArray array = manager.ones(new Shape(4));
        NumpyFiles files = new NumpyFiles(reading(part -> array.addi(1)));
        Path file = directory.resolve("a.npz");
        String sentence =
                assertThrows(IOException.class, () -> files.save(file, array)).getMessage();
        assertEquals(file + ": arr_0 was changed while it was being saved", sentence);
        assertFalse(Files.exists(file));
    }

    /** The kind's arrays, with somebody else at work before each reading. */
    private Backend reading(Consumer<NDArray> meanwhile) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("read") && arguments[1] instanceof Chunk) {
                        meanwhile.accept((NDArray) arguments[0]);
                    }
                    try {
                        return method.invoke(kind.backend(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
