package org.torchmm.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes of caches, as the property, Linux and macOS tell them. */
class CachesTest {

    private static final Caches XEON = new Caches(48 << 10, 2 << 20);

    private final String before = System.getProperty(Caches.PROPERTY);

    @AfterEach
    void property_as_before() {
        if (before == null) {
            System.clearProperty(Caches.PROPERTY);
        } else {
            System.setProperty(Caches.PROPERTY, before);
        }
    }

    @ParameterizedTest
    @CsvSource({"48K, 49152", "2M, 2097152", "260M, 272629760", "1G, 1073741824", "4096, 4096"})
    void sizes_are_read_as_sysfs_writes_them(String size, long bytes) {
        assertEquals(bytes, Caches.bytes(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "48k", "48 K", "-1", "4.5M", "48KB", "9999999999"})
    void what_is_no_size_is_refused(String size) {
        String message = assertThrows(IllegalArgumentException.class, () -> Caches.bytes(size))
                .getMessage();
        assertEquals("expected a size such as 48K or 2M, got \"" + size + "\"", message);
    }

    @Test
    void the_property_says_it_for_the_machine() {
        System.setProperty(Caches.PROPERTY, "48K,2M");
        assertEquals(XEON, Caches.ofMachine());
        System.setProperty(Caches.PROPERTY, " 48K, 2M, 260M ");
        assertEquals(XEON, Caches.ofMachine());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "48K     | expected the sizes of L1 and L2, such as 48K,2M",
                "48K,big | expected a size such as 48K or 2M, got \"big\"",
                "2M,48K  | expected an L1 of 1K or more and an L2 that is no smaller, got 2097152 and 49152 bytes",
                "0,2M    | expected an L1 of 1K or more and an L2 that is no smaller, got 0 and 2097152 bytes"
            })
    void a_property_that_says_nothing_is_refused(String value, String reason) {
        System.setProperty(Caches.PROPERTY, value);
        assertEquals(
                "the system property torchmm.caches is \"" + value + "\": " + reason,
                assertThrows(IllegalStateException.class, Caches::ofMachine).getMessage());
    }

    @Test
    void linux_says_it_in_a_folder_a_cache(@TempDir Path folder) throws IOException {
        cache(folder, 0, "1", "Data", "48K", "0,2");
        cache(folder, 1, "1", "Instruction", "32K", "0,2");
        cache(folder, 2, "2", "Unified", "2048K", "0,2");
        cache(folder, 3, "3", "Unified", "266240K", "0-3");
        Files.writeString(folder.resolve("uevent"), "");
        assertEquals(XEON, Caches.ofSysfs(folder));
    }

    @Test
    void an_L2_of_several_cores_is_shared_among_them(@TempDir Path folder) throws IOException {
        cache(folder, 0, "1", "Data", "64K", "0");
        cache(folder, 1, "2", "Unified", "2M", "0-2,7");
        assertEquals(new Caches(64 << 10, 512 << 10), Caches.ofSysfs(folder));
    }

    @Test
    void where_linux_does_not_say_it_the_fallback_stands(@TempDir Path folder) throws IOException {
        assertEquals(Caches.FALLBACK, Caches.ofSysfs(folder));
        assertEquals(Caches.FALLBACK, Caches.ofSysfs(folder.resolve("cpu0")));
        cache(folder, 0, "2", "Unified", "2048K", "0");
        assertEquals(new Caches(Caches.FALLBACK.l1(), 2 << 20), Caches.ofSysfs(folder));
        cache(folder, 1, "1", "Data", "?", "0");
        assertEquals(Caches.FALLBACK, Caches.ofSysfs(folder));
        Files.delete(folder.resolve("index1/size"));
        assertEquals(Caches.FALLBACK, Caches.ofSysfs(folder));
    }

    @Test
    void macos_says_it_in_lines() {
        assertEquals(
                new Caches(128 << 10, 3 << 20),
                Caches.ofSysctl(List.of(
                        "hw.perflevel0.l1dcachesize: 131072",
                        "hw.perflevel0.l2cachesize: 12582912",
                        "hw.perflevel0.cpusperl2: 4",
                        "hw.l1dcachesize: 65536",
                        "hw.l2cachesize: 4194304")));
        assertEquals(
                new Caches(32 << 10, 256 << 10),
                Caches.ofSysctl(List.of("hw.l1dcachesize: 32768", "hw.l2cachesize: 262144")));
        assertEquals(Caches.FALLBACK, Caches.ofSysctl(List.of()));
    }

    private static void cache(Path folder, int index, String level, String type, String size, String shared)
            throws IOException {
        Path cache = Files.createDirectories(folder.resolve("index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
        Files.writeString(cache.resolve("shared_cpu_list"), shared + "\n");
    }
}
