package org.torchmm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A class-data archive, from JDK 25 on an AOT cache, which has more of a start.
 *
 * @param write the options of the JVMs that write it, one after another
 * @param read the option of a JVM that reads it
 */
public record ClassArchive(String name, List<List<String>> write, String read) {

    private static final String QUIET = "-Xlog:disable";

    /** What is done in a folder. */
    @FunctionalInterface
    public interface Work {
        void run(Path folder) throws Exception;
    }

    /** In a new folder without subfolders, which is deleted afterwards. */
    public static void inFolder(Work work) throws Exception {
        Path folder = Files.createTempDirectory("torchmm");
        try {
            work.run(folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /**
     * In a folder. On JDK 17 it is one of all classes, the JDK's among them, which is read sooner than one beside the JDK's own, as
     * {@code -XX:ArchiveClassesAtExit} writes it.
     */
    public static ClassArchive of(Path folder, String name) {
        Path file = folder.resolve(name);
        Path classes = folder.resolve(name + ".classes");
        return Runtime.version().feature() < 25
                ? new ClassArchive(
                        "class-data archive",
                        List.of(
                                List.of(QUIET, "-XX:DumpLoadedClassList=" + classes),
                                List.of(
                                        QUIET,
                                        "-Xshare:dump",
                                        "-XX:SharedClassListFile=" + classes,
                                        "-XX:SharedArchiveFile=" + file)),
                        "-XX:SharedArchiveFile=" + file)
                : new ClassArchive(
                        "AOT cache", List.of(List.of(QUIET, "-XX:AOTCacheOutput=" + file)), "-XX:AOTCache=" + file);
    }
}
