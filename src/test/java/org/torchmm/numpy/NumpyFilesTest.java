package org.torchmm.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Float16Utils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;

/** Loading what NumPy and PyTorch users wrote. */
class NumpyFilesTest extends OnBothKinds {

    NumpyFilesTest(Kind kind) {
        super(kind);
    }

    private static final double[] FLOATS = {0.5, -1.25, 3, Double.POSITIVE_INFINITY, -0.0, 65504};

    private static final float[] COMPLEX = {
        0.5f, -1, -1.25f, 2, 0, 3, Float.POSITIVE_INFINITY, -0.0f, -0.0f, 65504, 1, 0
    };

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
                "big-int16",
                "big-complex64",
                "int32",
                "int64",
                "bool",
                "big-float16",
                "big-float32",
                "big-float64",
                "big-int32",
                "big-int64"
            })
    void loadsEveryDtype(String name) throws IOException {
        NDArray array = load(name + ".npy");
        assertEquals(new Shape(2, 3), array.getShape());
        switch (name.replace("big-", "")) {
            case "float16" -> assertArrayEquals(halves(FLOATS), shorts(array));
            case "float32" -> assertArrayEquals(floats(FLOATS), array.toFloatArray());
            case "float64" -> assertArrayEquals(FLOATS, array.toDoubleArray());
            case "uint8" -> assertArrayEquals(new int[] {0, 1, 2, 127, 128, 255}, array.toUint8Array());
            case "int8" -> assertArrayEquals(new byte[] {0, 1, -2, 3, -128, 127}, array.toByteArray());
            case "int16" ->
                assertArrayEquals(new short[] {0, 1, -2, 3, Short.MIN_VALUE, Short.MAX_VALUE}, shorts(array));
            case "complex64" -> assertArrayEquals(COMPLEX, complex(array));
            case "int32" ->
                assertArrayEquals(new int[] {0, 1, -2, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}, array.toIntArray());
            case "int64" ->
                assertArrayEquals(new long[] {0, 1, -2, 3, Long.MIN_VALUE, Long.MAX_VALUE}, array.toLongArray());
            case "bool" ->
                assertArrayEquals(new boolean[] {true, false, true, true, false, false}, array.toBooleanArray());
            default -> throw new AssertionError(name);
        }
    }

    @Test
    void loadsEveryShape() throws IOException {
        assertEquals(new Shape(), load("scalar.npy").getShape());
        assertEquals(2.5f, load("scalar.npy").getFloat());
        assertArrayEquals(new long[] {0, 1, 2}, load("vector.npy").toLongArray());
        assertEquals(new Shape(0, 3), load("empty-0x3.npy").getShape());
        assertEquals(new Shape(2, 0, 4), load("empty-2x0x4.npy").getShape());
        assertEquals(64, load("64-dimensions.npy").getShape().dimension());
        assertArrayEquals(new float[] {0, 1, 2, 3}, load("64-dimensions.npy").toFloatArray());
    }

    @Test
    void loadsTheColumnMajorInRowMajorOrder() throws IOException {
        assertEquals(new Shape(2, 3), load("fortran-2d.npy").getShape());
        assertArrayEquals(floats(range(6)), load("fortran-2d.npy").toFloatArray());
        assertEquals(new Shape(2, 3, 4), load("fortran-3d.npy").getShape());
        assertArrayEquals(
                LongStream.range(0, 24).toArray(), load("fortran-3d.npy").toLongArray());
        assertArrayEquals(range(24), load("fortran-big.npy").toDoubleArray());
        assertArrayEquals(COMPLEX, complex(load("fortran-complex.npy")));
        assertArrayEquals(
                load("bool.npy").toBooleanArray(), load("fortran-bool.npy").toBooleanArray());
    }

    @Test
    void columnMajorArraysLeaveNoTemporaries() throws IOException {
        load("fortran-3d.npy");
        assertEquals(1, manager.getManagedArrays().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"version-2", "version-3"})
    void loadsLaterVersions(String name) throws IOException {
        assertArrayEquals(floats(range(6)), load(name + ".npy").toFloatArray());
    }

    @Test
    void loadsAsTheMachinesOrderWhereTheHeaderNamesNone() throws IOException {
        String header = "{'descr': '=f8', 'fortran_order': False, 'shape': (1,)}";
        Path file = NumpyFixtures.npy(directory, header, 0);
        byte[] one = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putDouble(1)
                .array();
        Files.write(file, one, StandardOpenOption.APPEND);
        assertEquals(1.0, load(file).getDouble());
    }

    @Test
    void ignoresWhatFollowsTheData() throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.fixture("vector.npy"));
        Path longer = Files.write(directory.resolve("longer.npy"), Arrays.copyOf(bytes, bytes.length + 100));
        assertArrayEquals(new long[] {0, 1, 2}, load(longer).toLongArray());
    }

    @Test
    void theArrayOfAnNpyFileHasNoName() throws IOException {
        assertNull(load("vector.npy").getName());
    }

    @Test
    void theContentTellsTheKindOfFile() throws IOException {
        Path disguised = directory.resolve("archive.npy");
        Files.copy(NumpyFixtures.fixture("saved.npz"), disguised);
        assertEquals(4, files.load(manager, disguised).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved.npz", "compressed.npz"})
    void loadsArchivesInTheirOrder(String name) throws IOException {
        NDList arrays = files.load(manager, NumpyFixtures.fixture(name));
        assertEquals(List.of("weights", "block/0/bias", "größe", "a"), names(arrays));
        assertArrayEquals(floats(range(6)), arrays.get("weights").toFloatArray());
        assertArrayEquals(range(3), arrays.get("block/0/bias").toDoubleArray());
        assertEquals(7, arrays.get("größe").getLong());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, arrays.get("a").toIntArray());
        assertEquals(4, manager.getManagedArrays().size());
        arrays.forEach(array -> assertSame(manager, array.getManager()));
    }

    @Test
    void loadsArchivesWithoutNamesAndWithoutArrays() throws IOException {
        assertEquals(List.of("arr_0", "arr_1"), names(files.load(manager, NumpyFixtures.fixture("positional.npz"))));
        assertEquals(List.of(), files.load(manager, NumpyFixtures.fixture("empty.npz")));
    }

    @Test
    void loadsWhatPytorchComputed() throws IOException {
        NDList tutorial = files.load(manager, NumpyFixtures.resource("tutorial.npz"));
        NDArray product = tutorial.get("a").batchMatMul(tutorial.get("b"));
        assertArrayEquals(tutorial.get("bmm").toFloatArray(), product.toFloatArray());

        NDList attention = files.load(manager, NumpyFixtures.resource("attention.npz"));
        assertEquals(List.of("q", "k", "w", "scores", "projected"), names(attention));
        assertEquals(new Shape(2, 12, 64, 48), attention.get("projected").getShape());
        NDArray projected = attention.get("q").matMul(attention.get("w"));
        assertArrayEquals(attention.get("projected").toFloatArray(), projected.toFloatArray(), 1e-4f);
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

    private static short[] shorts(NDArray halves) {
        short[] shorts = new short[6];
        halves.toByteBuffer(false).asShortBuffer().get(shorts);
        return shorts;
    }

    private static float[] complex(NDArray array) {
        float[] parts = new float[12];
        array.toByteBuffer(false).asFloatBuffer().get(parts);
        return parts;
    }

    private static short[] halves(double[] values) {
        short[] halves = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            halves[i] = Float16Utils.floatToHalf((float) values[i]);
        }
        return halves;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] range(int end) {
        return IntStream.range(0, end).asDoubleStream().toArray();
    }
}
