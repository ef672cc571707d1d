package org.torchmm.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchmm.Kind;
import org.torchmm.OnBothKinds;

/** Damaged files: refused with the exceptions that are documented, or read; nothing else, and nothing left behind. */
class NumpyFilesFuzzTest extends OnBothKinds {

    NumpyFilesFuzzTest(Kind kind) {
        super(kind);
    }

    private static final int MUTATIONS = 1500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float32.npy",
                "big-int64.npy",
                "fortran-3d.npy",
                "empty-2x0x4.npy",
                "version-2.npy",
                "version-3.npy",
                "no-structured.npy",
                "saved.npz",
                "compressed.npz",
                "empty.npz"
            })
    void damageIsRefusedOrRead(String name) throws IOException {
        try (NDManager manager = kind.newManager()) {
            for (long seed = 0; seed < MUTATIONS; seed++) {
                check(manager, name, seed);
            }
        }
    }

    /** Seeds that longer runs stumbled upon: names of entries that are not UTF-8. */
    @ParameterizedTest
    @CsvSource({"saved.npz, 1009975", "compressed.npz, 1005866", "compressed.npz, 1008509"})
    void damageFoundEarlierIsRefused(String name, long seed) throws IOException {
        try (NDManager manager = kind.newManager()) {
            check(manager, name, seed);
        }
    }

    private void check(NDManager manager, String name, long seed) throws IOException {
        byte[] good = Files.readAllBytes(NumpyFixtures.fixture(name));
        Path file = Files.write(directory.resolve(name), damaged(good, new Random(seed)));
        try {
            load(manager, file);
        } catch (Throwable e) {
            throw new AssertionError(name + " with seed " + seed, e);
        }
        assertEquals(0, manager.getManagedArrays().size(), name + " with seed " + seed);
    }

    private void load(NDManager manager, Path file) {
        try (NDList arrays = files.load(manager, file)) {
            for (NDArray array : arrays) {
                array.toByteBuffer(false);
            }
        } catch (IOException | IllegalArgumentException expected) {
            // The two that load documents; either names the file.
            String message = String.valueOf(expected.getMessage());
            assertTrue(message.contains(file.toString()), message);
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            // Half of them within the first 128 bytes, where the headers are.
            int at = random.nextInt(random.nextBoolean() ? Math.min(128, bytes.length) : bytes.length);
            bytes[at] = switch (random.nextInt(3)) {
                case 0 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 1 -> (byte) random.nextInt(256);
                default -> (byte) "0123456789(),'{}<>TFL -".charAt(random.nextInt(23));
            };
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
