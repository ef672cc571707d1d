package org.torchmm.comparisons.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds, in megabytes: resident pages (Linux; 0 elsewhere), and what is left in Java's heap after a collection. */
public record Memory(long resident, long heap) {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Collects garbage first. */
    static Memory now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Memory(residentMegabytes(), runtime.totalMemory() - runtime.freeMemory() >> 20);
    }

    public static long residentMegabytes() {
        try {
            if (Files.exists(STATUS)) {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith("VmRSS:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                    }
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return resident + " MB resident, " + heap + " MB of it live in Java's heap";
    }
}
