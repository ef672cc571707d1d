package org.torchmm.libtorch;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that DJL unpacks libtorch to and loads it from, looked at before DJL does: whatever lies there is run as native
 * code, and a library that was cut off takes the JVM down.
 *
 * @param user whom the folder has to belong to, if not to root
 */
record NativeCache(Path folder, UserPrincipal user) {

    /** In the order in which DJL looks; each may be a system property too. */
    static final String REMEDY =
            "set the environment variable or system property ENGINE_CACHE_DIR or DJL_CACHE_DIR to a folder of your own";

    private static final int STICKY = 01000;

    /** Makes DJL's folder where there is none; refuses one that others can write, and libraries that are not whole. */
    static void check(String version) throws Obstacle {
        Path folder = Utils.getEngineCacheDir();
        try {
            new NativeCache(folder, owner()).checkFolder(version);
        } catch (IOException e) {
            throw new Obstacle("DJL cannot use its cache folder " + folder + ": " + e + "; " + REMEDY, e);
        }
    }

    void checkFolder(String version) throws IOException, Obstacle {
        Path pytorch = folder.resolve("pytorch");
        if (Files.exists(folder)) {
            checkOwn(folder);
        }
        Files.createDirectories(pytorch); // before anybody else makes it in a folder where all may make files
        checkOwn(folder);
        checkOwn(pytorch);
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(pytorch, version + "*")) {
            for (Path libraries : unpacked) {
                checkOwn(libraries);
                for (Path library : files(libraries)) {
                    checkOwn(library);
                    checkWhole(library, "delete the folder " + libraries + ", and DJL unpacks it anew");
                }
            }
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static void checkWhole(Path library, String remedy) throws IOException, Obstacle {
        long size = Files.size(library);
        long whole = ElfFile.sizeOf(library);
        if (size < whole) {
            throw new Obstacle(library + " is damaged: it has " + size + " of at least " + whole + " bytes; " + remedy);
        }
    }

    /** Whoever made it, or can write it, decides which code runs in this process. A link counts like what it names. */
    private void checkOwn(Path path) throws IOException, Obstacle {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return; // Windows, where a user's folders are the user's
        }
        PosixFileAttributes attributes = view.readAttributes();
        for (UserPrincipal owner : List.of(attributes.owner(), Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
            if (!owner.equals(user) && !owner.getName().equals("root")) {
                throw new Obstacle(path + " belongs to " + owner.getName() + ", not to " + user.getName()
                        + ", so that what lies there is not loaded as native code; " + REMEDY);
            }
        }
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE) && !isSticky(path)) {
            throw new Obstacle(
                    path + " can be written by every user of this machine, so that what lies there is not loaded"
                            + " as native code; take that permission away (chmod o-w), or " + REMEDY);
        }
    }

    /** A folder like /tmp, where all may make files and none may touch those of others. */
    private static boolean isSticky(Path path) throws IOException {
        return Files.isDirectory(path) && ((int) Files.getAttribute(path, "unix:mode") & STICKY) != 0;
    }

    /** The owner of what this process makes; the property user.name is anybody's to set. */
    private static UserPrincipal owner() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Files.getOwner(self);
        }
        Path file = Files.createTempFile("torchmm", null);
        try {
            return Files.getOwner(file);
        } finally {
            Files.delete(file);
        }
    }
}
