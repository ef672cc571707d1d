package org.torchmm.libtorch;

import ai.djl.util.Utils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The libtorch that a user chose instead of a jar, looked at before DJL loads it: another one than DJL's native half is built for, or one
 * that was cut off, takes the JVM down.
 */
final class ChosenLibtorch {

    /** What DJL reads, of the environment or of the system properties. */
    private static final String CHOICE = "PYTORCH_LIBRARY_PATH";

    private static final String LIBRARY = System.mapLibraryName("torch");

    /** {@code __version__ = '2.7.1+cu128'} in the version.py of a Python package, or 2.7.1+cu128 in an archive's build-version. */
    private static final Pattern VERSION =
            Pattern.compile("(?m)^(?:__version__ *= *['\"])?(\\d[^'\"+\\s]*)(\\+[^'\"\\s]*)?['\"]?\\s*$");

    private ChosenLibtorch() {}

    /** Whether one was chosen, which goes before any jar. */
    static boolean isThere() {
        return choice() != null;
    }

    private static String choice() {
        return Utils.getEnvOrSystemProperty(CHOICE);
    }

    /** Refuses one of another version, as far as what stands beside it tells, and one that is not whole. */
    static void check(String version) throws Obstacle {
        Path folder = folder();
        if (folder == null) {
            return;
        }
        try {
            checkVersion(folder, version);
            for (Path library : NativeCache.files(folder)) {
                NativeCache.checkWhole(library, "install what " + CHOICE + " names anew");
            }
        } catch (IOException e) {
            throw new Obstacle("the folder " + folder + ", which " + CHOICE + " names, cannot be read: " + e, e);
        }
    }

    /** Where DJL will find it; null where nothing was chosen. */
    private static Path folder() throws Obstacle {
        String choice = choice();
        if (choice == null) {
            return null;
        }
        for (String path : choice.split(File.pathSeparator)) {
            Path place = Path.of(path);
            if (Files.isRegularFile(place) && place.endsWith(LIBRARY)) {
                return place.toAbsolutePath().getParent();
            }
            if (Files.isRegularFile(place.resolve(LIBRARY))) {
                return place.toAbsolutePath();
            }
        }
        throw new Obstacle("there is no " + LIBRARY + " in " + choice + ", which " + CHOICE + " names");
    }

    private static void checkVersion(Path folder, String version) throws IOException, Obstacle {
        for (String name : new String[] {"version.py", "build-version"}) {
            Path file = folder.resolveSibling(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            Matcher matcher = VERSION.matcher(Files.readString(file));
            if (matcher.find() && !matcher.group(1).equals(version)) {
                throw new Obstacle(CHOICE + " names libtorch " + matcher.group(1) + " (" + file
                        + "), and torchmm works with " + version + ": install that one, or leave " + CHOICE
                        + " out");
            }
        }
    }
}
