package org.torchmm.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;

/** Saving where a file is already: what belongs to it stays, and nobody meets half of another. */
@DisabledOnOs(OS.WINDOWS)
class ReplacementTest extends OnBothKinds {

    ReplacementTest(Kind kind) {
        super(kind);
    }

    @TempDir
    Path directory;

    private final NDManager manager = kind.newManager();
    private final NDArray array = manager.create(new float[] {1, 2, 3});

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void keepsPermissionsAndAttributes() throws IOException {
        Path file = Files.createFile(directory.resolve("secret.npz"));
        for (String permissions : List.of("rw-------", "rw-rw-r--", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            files.save(file, array);
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        view.write("origin", java.nio.ByteBuffer.wrap(new byte[] {7}));
        files.save(file, array);
        assertEquals(List.of("origin"), view.list());
        Path other = directory.resolve("new.npz");
        files.save(other, array);
        Files.createFile(directory.resolve("plain"));
        assertEquals(Files.getPosixFilePermissions(directory.resolve("plain")), Files.getPosixFilePermissions(other));
    }

    @Test
    void keepsLinks() throws IOException {
        Path file = directory.resolve("file.npy");
        Path link = Files.createSymbolicLink(directory.resolve("link.npy"), Path.of("file.npy"));
        Path chain = Files.createSymbolicLink(directory.resolve("chain.npy"), link);
        files.save(chain, array); // to where there is nothing yet
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.isSymbolicLink(chain));
        assertTrue(Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS));
        files.save(chain, array);
        assertTrue(Files.isSymbolicLink(chain));

        Path second = Files.createLink(directory.resolve("second.npy"), file);
        files.save(file, manager.create(new float[] {4, 5}));
        assertTrue(Files.isSameFile(file, second));
        assertArrayEquals(new float[] {4, 5}, files.load(manager, second).get(0).toFloatArray());

        Path round = directory.resolve("round.npy");
        Files.createSymbolicLink(round, round);
        assertThrows(FileSystemLoopException.class, () -> files.save(round, array));
        Path nowhere = Files.createSymbolicLink(directory.resolve("nowhere.npy"), directory.resolve("no/file.npy"));
        assertThrows(NoSuchFileException.class, () -> files.save(nowhere, array));
        assertNoLeftovers();
    }

    @Test
    void refusesAWriteProtectedFile() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.npz"), "mine");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        AccessDeniedException e = assertThrows(AccessDeniedException.class, () -> files.save(file, array));
        assertEquals(file + ": the file is write-protected", e.getMessage());
        assertEquals("mine", Files.readString(file));
        assertNoLeftovers();
    }

    @Test
    void neitherReplacesNorWaitsForWhatIsNoFile() throws Exception {
        Path fifo = directory.resolve("fifo.npy");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertTrue(assertThrows(IOException.class, () -> files.load(manager, fifo))
                    .getMessage()
                    .startsWith(fifo + " is no file but a device, a fifo or a socket"));
            assertThrows(IOException.class, () -> files.contents(fifo));
            assertThrows(IOException.class, () -> files.save(fifo, array));
        });
        Path zero = Files.createSymbolicLink(directory.resolve("zero.npy"), Path.of("/dev/zero"));
        assertThrows(IOException.class, () -> files.load(manager, zero));
        assertTrue(assertThrows(IOException.class, () -> files.save(zero, array))
                .getMessage()
                .startsWith(zero + " is no file but a device"));
        assertFalse(Files.isRegularFile(Path.of("/dev/zero")));
        Files.delete(zero);
        assertNoLeftovers();
    }

    @Test
    void namesTheFileThatTheUserNamed() throws IOException {
        Path file = Path.of("/proc/none.npy"); // a directory in which nobody can make a file
        FileSystemException e = assertThrows(FileSystemException.class, () -> files.save(file, array));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertFalse(e.getMessage().contains("torchmm-"), e.getMessage());
        Path full = directory.resolve("full.npy");
        assertEquals(
                full + ": No space left on device",
                assertThrows(
                                IOException.class,
                                () -> Replacement.of(full).write(channel -> {
                                    throw new IOException("No space left on device");
                                }))
                        .getMessage());
        assertNoLeftovers();
    }

    @Test
    void anInterruptEndsASaveAndLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("old.npy"), "old");
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, () -> files.save(file, array));
        assertTrue(Thread.interrupted());
        assertEquals("old", Files.readString(file));
        assertNoLeftovers();
    }

    @Test
    void refusesWhatThereIsNoRoomFor() throws IOException {
        Path file = Files.writeString(directory.resolve("large.npz"), "small");
        for (Shape shape : List.of(new Shape(1L << 40), new Shape(1L << 62), new Shape(1L << 31, 1L << 31))) {
            NDArray large = manager.create(new float[] {1}).broadcast(shape);
            String sentence = assertThrows(FileSystemException.class, () -> files.save(file, large))
                    .getMessage();
            assertTrue(sentence.startsWith(file + ": it takes "), sentence);
        }
        assertEquals("small", Files.readString(file));
        assertNoLeftovers();
    }

    @Test
    void cleansUpAfterAProcessThatWasKilled() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertEquals("writing", said.readLine());
            assertEquals(1, leftovers().size());
            files.save(directory.resolve("other.npy"), array);
            assertEquals(1, leftovers().size(), "a file that is being written was deleted");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(1, leftovers().size());
        files.save(directory.resolve("other.npy"), array);
        assertNoLeftovers();
    }

    /** Writes for ever. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Replacement.of(Path.of(arguments[0]).resolve("held.npy")).write(channel -> {
                Temporary.cleanUp(Path.of(arguments[0])); // as another thread's save would: it must not lose the lock
                System.out.println("writing");
                while (System.in.read() >= 0) {
                    // until it is killed
                }
            });
        }
    }

    @Test
    void leavesItsOwnFilesAloneWhileItWritesThem() throws IOException {
        Path file = directory.resolve("a.npy");
        Replacement.of(file).write(channel -> {
            files.save(directory.resolve("b.npy"), array);
            assertEquals(1, leftovers().size());
            try (FileChannel again =
                    FileChannel.open(directory.resolve("c"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                again.write(java.nio.ByteBuffer.allocate(1));
            }
        });
        assertEquals(0, Files.size(file));
        assertNoLeftovers();
    }

    @Test
    void aReaderMeetsOneWholeFileWhileAnotherIsSaved() throws Exception {
        Path file = directory.resolve("shared.npz");
        NDList small = new NDList(manager.ones(new Shape(3)));
        NDList large = new NDList(manager.ones(new Shape(5000)), manager.zeros(new Shape(7), DataType.INT64));
        files.save(file, small);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer = new Thread(() -> {
            try {
                for (int round = 0; !done.get(); round++) {
                    files.save(file, round % 2 == 0 ? large : small);
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        writer.start();
        try {
            for (int round = 0; round < 500; round++) {
                try (NDManager reading = manager.newSubManager()) {
                    NDList arrays = files.load(reading, file);
                    assertEquals(arrays.size() == 1 ? 3 : 5000, arrays.get(0).size());
                    assertEquals(1f, arrays.get(0).toFloatArray()[2]);
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
        assertNoLeftovers();
    }

    private void assertNoLeftovers() {
        assertEquals(List.of(), leftovers());
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".torchmm"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
