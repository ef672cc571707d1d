package org.torchmm.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;

/** What cannot be loaded: which exception, what it says, and that it leaves nothing behind. */
class NumpyRefusalsTest extends OnBothKinds {

    NumpyRefusalsTest(Kind kind) {
        super(kind);
    }

    private static final Path NO_FILE = Path.of("never-made.npy");

    @TempDir
    Path directory;

    private final NDManager manager = kind.newManager();

    @AfterEach
    void close() {
        assertEquals(List.of(), manager.getManagedArrays(), "left behind by a refused call");
        manager.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "uint16 <u2",
                "uint32 <u4",
                "uint64 <u8",
                "complex128 <c16",
                "datetime64 <M8[s]",
                "string <U2",
                "bytes |S2",
                "object |O",
                "structured `[('x', '<f4'), ('y', '<i4', (2,))]`",
                "structured-unicode größe",
                "structured-wide a_long_name_for_column_0",
            })
    void refusesOtherDtypes(String name, String descr) {
        Path file = NumpyFixtures.fixture("no-" + name + ".npy");
        assertLoadThrows(IllegalArgumentException.class, file, file + " has the dtype", descr, "it reads f2, f4");
    }

    @Test
    void refusesWhatIsNoFileOfNumpy() throws IOException {
        assertThrows(NoSuchFileException.class, () -> files.load(manager, NO_FILE));
        assertLoadThrows(IOException.class, directory, directory + " is a directory");
        assertLoadThrows(IOException.class, written(), "is empty");
        assertLoadThrows(IOException.class, written(0x80, 2, '}', 'q', 1, 'X', 5), "neither", "80 02 7d 71 01 58");
        assertLoadThrows(IOException.class, written('P', 'K'), "neither", "50 4b");
        assertLoadThrows(IOException.class, written('P', 'K', 3, 4, 0, 0), "not a readable .npz archive");
        assertLoadThrows(IOException.class, written(0x93, 'N', 'U', 'M', 'P', 'Y'), "truncated");
        assertLoadThrows(IOException.class, written(0x93, 'N', 'U', 'M', 'P', 'Y', 4, 0, 0, 0), "version 4.0");
        assertLoadThrows(
                IOException.class, written(0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0xff, 0xff, 0xff, 0xff), "4294967295");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] whole = Files.readAllBytes(NumpyFixtures.fixture("vector.npy"));
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(directory.resolve("short.npy"), Arrays.copyOf(whole, length));
            assertLoadThrows(IOException.class, file, file.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(4,)", "(1099511627776,)", "(1073741824, 1073741824)"})
    void refusesAHeaderThatLiesAboutTheSize(String shape) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': True, 'shape': " + shape + "}";
        assertLoadThrows(IOException.class, NumpyFixtures.npy(directory, header, 12), "truncated", "there are 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(-3,)", "(9223372036854775807, 3)", "(2305843009213693952, 8, 0)", "3", "None"})
    void refusesAShapeThatIsNone(String shape) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}";
        assertLoadThrows(IOException.class, NumpyFixtures.npy(directory, header, 12), "malformed header", "shape");
    }

    @Test
    void refusesBracketsWithoutEnd() throws IOException {
        assertLoadThrows(
                IOException.class,
                NumpyFixtures.npy(directory, "{'descr': " + "[(".repeat(30_000), 0),
                "malformed header");
    }

    @Test
    void refusesArchivesWithoutAnyArray() throws IOException {
        Path file = zip("notes.txt", "hello, world".getBytes(), "empty.npy", new byte[0]);
        assertLoadThrows(
                IOException.class, file, file + " holds no array", "notes.txt: is no .npy file", "empty: is no .npy");
        byte[] header = Arrays.copyOf(Files.readAllBytes(NumpyFixtures.fixture("vector.npy")), 50);
        assertLoadThrows(IOException.class, zip("short.npy", header), "entry short.npy of ", "truncated");
    }

    @Test
    void passesOverDirectoriesInAnArchive() throws IOException {
        byte[] array = Files.readAllBytes(NumpyFixtures.fixture("vector.npy"));
        try (NDManager loading = manager.newSubManager()) {
            NDList arrays = files.load(loading, zip("block/", new byte[0], "block/a.npy", array));
            assertEquals("block/a", arrays.singletonOrThrow().getName());
        }
    }

    @Test
    void noticesDamagedData() throws IOException {
        byte[] archive = Files.readAllBytes(NumpyFixtures.fixture("positional.npz"));
        int start = new String(archive, ISO_8859_1).indexOf("\u0093NUMPY");
        archive[start + 128] ^= 1;
        Path file = Files.write(directory.resolve("damaged.npz"), archive);
        assertLoadThrows(IOException.class, file, "entry arr_0.npy", "CRC-32");
    }

    @Test
    void refusesEntriesThatClaimMoreThanTheyCanHold() throws IOException {
        byte[] archive = Files.readAllBytes(NumpyFixtures.fixture("compressed.npz"));
        int directoryEntry = new String(archive, ISO_8859_1).indexOf("PK\1\2");
        Arrays.fill(archive, directoryEntry + 24, directoryEntry + 27, (byte) 0xff);
        Path file = Files.write(directory.resolve("liar.npz"), archive);
        assertLoadThrows(IOException.class, file, "entry weights.npy", "cannot have the size");
    }

    private void assertLoadThrows(Class<? extends Exception> type, Path file, String... parts) {
        int before = manager.getManagedArrays().size();
        Exception e = assertThrows(type, () -> files.load(manager, file));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), () -> "expected " + part + " in: " + e.getMessage());
        }
        assertEquals(before, manager.getManagedArrays().size());
    }

    private Path written(int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(directory.resolve("written.npy"), content);
    }

    /** An archive of entries given as name, bytes, name, bytes ... */
    private Path zip(Object... entries) throws IOException {
        return NumpyFixtures.zip(directory, UTF_8, entries);
    }
}
