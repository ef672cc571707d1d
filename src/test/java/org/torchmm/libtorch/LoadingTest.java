package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchmm.ChildJvm;
import org.torchmm.Torch;

/** What keeps libtorch from being loaded is an exception with the reason and what helps, every time, and no more than that. */
class LoadingTest {

    private static final String PREFIX = "java.lang.IllegalStateException: libtorch could not be loaded: ";

    @TempDir
    private Path folder;

    /** What clears the folder away would warn of them. */
    @AfterEach
    void deleteLinks() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void a_class_path_without_the_native_jar() throws Exception {
        assertRefused(
                new ChildJvm()
                        .without(name -> name.startsWith("pytorch-native"))
                        .environment("DJL_CACHE_DIR", folder),
                "Offline",
                "Put ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier ");
    }

    @Test
    void a_class_path_without_the_jni_jar() throws Exception {
        copyCache();
        Files.delete(library("0.35.1-libdjl_torch.so"));
        assertRefused(
                new ChildJvm().without(name -> name.startsWith("pytorch-jni")).environment("DJL_CACHE_DIR", folder),
                "Offline",
                "Put ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 on the class path");
    }

    @Test
    void a_jar_of_jars_without_the_service_files() throws Exception {
        Path services = Files.createDirectories(folder.resolve("front"));
        ChildJvm jvm = new ChildJvm().without(name -> name.startsWith("pytorch-engine"));
        Path classes = services.resolve("engine");
        unpackWithoutServices(classes);
        assertRefused(jvm.inFront(classes), "engine not found", "merge their service files");
    }

    @Test
    void a_cache_that_cannot_be_written() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(
                new ChildJvm().environment("ENGINE_CACHE_DIR", file.resolve("cache")),
                file.toString(),
                "set the environment variable or system property ENGINE_CACHE_DIR or DJL_CACHE_DIR");
    }

    @Test
    void a_cache_that_every_user_can_write() throws Exception {
        copyCache();
        for (Path path : List.of(
                folder, folder.resolve("pytorch"), library("libtorch.so").getParent(), library("libc10.so"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertRefused(
                    new ChildJvm().environment("DJL_CACHE_DIR", folder),
                    path + " can be written by every user of this machine",
                    "set the environment variable or system property ENGINE_CACHE_DIR or DJL_CACHE_DIR");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Where this user may not give a folder away, somebody else is asked whether he would load from it. */
    @Test
    void a_cache_of_another_user() throws Exception {
        copyCache();
        UserPrincipal nobody =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        for (Path path : List.of(
                folder, folder.resolve("pytorch"), library("libtorch.so").getParent(), library("libc10.so"))) {
            UserPrincipal owner = Files.getOwner(path);
            try {
                Files.setOwner(path, nobody);
            } catch (FileSystemException e) {
                assertThrows(Exception.class, () -> new NativeCache(folder, nobody).checkFolder("2.7.1"));
                return;
            }
            assertRefused(
                    new ChildJvm().environment("DJL_CACHE_DIR", folder),
                    path + " belongs to nobody, not to " + owner.getName(),
                    "set the environment variable or system property ENGINE_CACHE_DIR or DJL_CACHE_DIR");
            Files.setOwner(path, owner);
        }
    }

    /** Mapped beyond its end, it takes the JVM down. */
    @Test
    void a_library_that_was_cut_off() throws Exception {
        for (String name : List.of("libtorch_cpu.so", "libc10.so", "0.35.1-libdjl_torch.so")) {
            copyCache();
            long size = Files.size(library(name));
            long needed = ElfFile.sizeOf(library(name)); // the last bytes of some are padding
            assertTrue(needed <= size && needed > size * 0.99, name);
            for (long rest : new long[] {needed - 1, size / 3, 10, 0}) {
                cut(library(name), rest);
                assertRefused(
                        new ChildJvm().environment("DJL_CACHE_DIR", folder),
                        library(name) + " is damaged: it has " + rest + " of at least ",
                        "delete the folder " + library(name).getParent() + ", and DJL unpacks it anew");
            }
        }
    }

    @Test
    void a_library_that_is_no_library() throws Exception {
        copyCache();
        Path library = library("libc10.so");
        Files.writeString(library, "nothing that can be loaded");
        assertRefused(new ChildJvm().environment("DJL_CACHE_DIR", folder), library.toString(), "delete the folder");
    }

    @Test
    void a_folder_of_the_user_s_with_a_library_that_was_cut_off() throws Exception {
        copyCache();
        cut(library("libtorch_cpu.so"), 100_000);
        Path chosen = library("libtorch_cpu.so").getParent();
        assertRefused(
                new ChildJvm()
                        .environment("PYTORCH_LIBRARY_PATH", chosen)
                        .environment("DJL_CACHE_DIR", folder.resolve("other")),
                " is damaged: it has 100000 of at least ",
                "install what PYTORCH_LIBRARY_PATH names anew");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version.py | __version__ = '2.11.0+cu130' | 2.11.0",
                "version.py | __version__ = \"2.7.0\" | 2.7.0",
                "build-version | 2.6.0+cu124 | 2.6.0",
                "build-version | 2.7.10 | 2.7.10",
            })
    void a_libtorch_of_the_user_s_of_another_version(String file, String content, String version) throws Exception {
        copyCache();
        Path chosen = library("libtorch_cpu.so").getParent();
        Files.writeString(
                chosen.resolveSibling(file), "debug = False\n" + content + "\ncuda: Optional[str] = '12.8'\n");
        for (ChildJvm jvm : List.of(
                new ChildJvm().environment("PYTORCH_LIBRARY_PATH", chosen),
                new ChildJvm().option("-DPYTORCH_LIBRARY_PATH=" + chosen))) {
            assertRefused(
                    jvm.environment("DJL_CACHE_DIR", folder.resolve("other")),
                    "PYTORCH_LIBRARY_PATH names libtorch " + version + " (" + chosen.resolveSibling(file)
                            + "), and torchmm works with 2.7.1");
        }
    }

    @Test
    void a_libtorch_of_the_user_s_that_is_the_right_one() throws Exception {
        copyCache();
        Path chosen = library("libtorch_cpu.so").getParent();
        Files.writeString(chosen.resolveSibling("version.py"), "__version__ = '2.7.1+cpu'\n");
        ChildJvm jvm = new ChildJvm()
                .quiet()
                .environment("PYTORCH_LIBRARY_PATH", chosen)
                .environment("PYTORCH_VERSION", "2.7.1")
                .environment("PYTORCH_FLAVOR", "cpu")
                .environment("DJL_CACHE_DIR", folder.resolve("other"));
        ChildJvm.Result result = jvm.run(FirstCalls.class);
        assertEquals(0, result.exit(), result.stderr());
        for (String line : result.lines().subList(0, 3)) {
            assertFalse(line.startsWith(PREFIX), line);
        }
    }

    @Test
    void a_libtorch_of_the_user_s_that_DJL_was_not_told_the_flavor_of() throws Exception {
        copyCache();
        Files.delete(library("0.35.1-libdjl_torch.so"));
        assertRefused(
                new ChildJvm()
                        .environment(
                                "PYTORCH_LIBRARY_PATH", library("libtorch.so").getParent())
                        .environment("DJL_CACHE_DIR", folder.resolve("other")),
                "Set PYTORCH_VERSION to 2.7.1 and PYTORCH_FLAVOR to the build of what PYTORCH_LIBRARY_PATH names, cpu or cu128");
    }

    @Test
    void a_libtorch_of_the_user_s_that_is_not_there() throws Exception {
        assertRefused(
                new ChildJvm().environment("PYTORCH_LIBRARY_PATH", folder.resolve("nowhere")),
                "there is no " + System.mapLibraryName("torch") + " in " + folder.resolve("nowhere"),
                "which PYTORCH_LIBRARY_PATH names");
    }

    @Test
    void another_DJL_in_front_that_tells_its_version() throws Exception {
        Path properties = folder.resolve("ai/djl/engine/api.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "djl_version=0.30.0\n");
        assertRefused(
                new ChildJvm().inFront(folder),
                "there is ai.djl:api 0.30.0 on the class path",
                "torchmm works with 0.35.1");
    }

    @Test
    void another_DJL_in_front_that_lacks_what_is_called() throws Exception {
        Path source = Files.createDirectories(folder.resolve("ai/djl/engine")).resolve("Engine.java");
        Files.writeString(source, "package ai.djl.engine; public abstract class Engine {}");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()));
        assertRefused(
                new ChildJvm().inFront(folder),
                "NoSuchMethodError",
                "The classes of DJL do not fit together",
                folder.toString());
    }

    @Test
    void a_second_class_loader() throws Exception {
        ChildJvm.Result result = new ChildJvm().quiet().run(TwoLoaders.class);
        assertEquals(0, result.exit(), result.stderr());
        assertEquals("answer 3.0", result.lines().get(0));
        for (String line : result.lines().subList(4, 7)) {
            assertTrue(line.startsWith(PREFIX), line);
            assertTrue(line.contains("already loaded in another classloader"), line);
            assertTrue(line.contains("in a class loader that is the parent of all that use them"), line);
        }
        assertEquals("goes on 4.0", result.lines().get(7));
    }

    /** On a JDK that has the flag; before, nobody can forbid native code. */
    @Test
    void native_code_that_is_not_allowed() throws Exception {
        if (Runtime.version().feature() < 24) {
            assertEquals(
                    "answer 3.0", new ChildJvm().run(FirstCalls.class).lines().get(0));
        } else {
            assertRefused(
                    new ChildJvm().option("--illegal-native-access=deny"),
                    "IllegalCallerException",
                    "Start Java with --enable-native-access=ALL-UNNAMED");
        }
    }

    /** Every question is refused with one line that has all the parts, and the program goes on to its end. */
    private static void assertRefused(ChildJvm jvm, String... parts) throws IOException, InterruptedException {
        ChildJvm.Result result = jvm.run(FirstCalls.class);
        assertEquals(0, result.exit(), result.stderr());
        assertEquals(4, result.lines().size(), result.lines()::toString);
        for (String line : result.lines().subList(0, 3)) {
            assertTrue(line.startsWith(PREFIX), line);
            for (String part : parts) {
                assertTrue(line.contains(part), () -> "no \"" + part + "\" in: " + line);
            }
        }
        assertEquals("goes on 4.0", result.lines().get(3));
    }

    /** This machine's own cache in {@code folder}, by links to its files: they are 450 MB. */
    private void copyCache() throws IOException {
        Torch.open().close(); // fills it
        Path own = Utils.getEngineCacheDir("pytorch");
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.toList()) {
                Path copy =
                        folder.resolve("pytorch").resolve(own.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.size(file) > 1 << 24) {
                    Files.deleteIfExists(copy);
                    Files.createSymbolicLink(copy, file);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** In the copy of the cache; names are those of Linux. */
    private Path library(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Replaces a file, which may be a link to the machine's own, by its first bytes. */
    private static void cut(Path library, long size) throws IOException {
        Path whole = library.toRealPath();
        Path cut = library.resolveSibling("cut");
        try (FileChannel from = FileChannel.open(whole);
                FileChannel to = FileChannel.open(cut, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            from.transferTo(0, size, to);
        }
        Files.delete(library);
        Files.move(cut, library);
    }

    private static void unpackWithoutServices(Path target) throws IOException {
        URI jar = URI.create(
                "jar:" + JniUtils.class.getProtectionDomain().getCodeSource().getLocation());
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> entries = Files.walk(files.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path copy = target.resolve(entry.toString().substring(1));
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(copy);
                } else if (!entry.toString().startsWith("/META-INF/services")) {
                    Files.copy(entry, copy);
                }
            }
        }
    }
}
