package org.torchmm.kernel.vector;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The bytes of L1 and L2 that one core has for itself, from which {@link Blocks} derives its sizes. They decide how fast a
 * product is, and never a bit of it.
 *
 * <p>The system property {@value #PROPERTY}, such as {@code 48K,2M}, says it for the machine. Else Linux says it in sysfs, macOS in
 * sysctl; where neither does (Windows, some sandboxes) {@link #FALLBACK} stands.
 */
record Caches(long l1, long l2) {

    static final String PROPERTY = "torchmm.caches";

    /** The least that processors of today with vectors of 256 or 512 bits have, but for L2 of desktops before 2021. */
    static final Caches FALLBACK = new Caches(32 << 10, 1 << 20);

    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private static final List<String> MACOS = List.of(
            "hw.perflevel0.l1dcachesize",
            "hw.perflevel0.l2cachesize",
            "hw.perflevel0.cpusperl2",
            "hw.l1dcachesize",
            "hw.l2cachesize");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMG]?)");

    Caches {
        if (l1 < 1 << 10 || l2 < l1) {
            throw new IllegalArgumentException(
                    "expected an L1 of 1K or more and an L2 that is no smaller, got " + l1 + " and " + l2 + " bytes");
        }
    }

    /** Refuses a property that it does not understand with {@link IllegalStateException}. */
    static Caches ofMachine() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            try {
                return parse(given);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "the system property " + PROPERTY + " is \"" + given + "\": " + e.getMessage());
            }
        }
        String os = System.getProperty("os.name", "");
        return os.startsWith("Mac") ? ofSysctl() : ofSysfs(LINUX);
    }

    /** L1's size, L2's, and any of further levels, which no block is derived from. */
    static Caches parse(String sizes) {
        String[] levels = sizes.trim().split("\\s*,\\s*");
        if (levels.length < 2) {
            throw new IllegalArgumentException("expected the sizes of L1 and L2, such as 48K,2M");
        }
        return new Caches(bytes(levels[0]), bytes(levels[1]));
    }

    /** 48K, 2M, 1G or plain bytes. */
    static long bytes(String size) {
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a size such as 48K or 2M, got \"" + size + "\"");
        }
        int shift = switch (parts.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return Long.parseLong(parts.group(1)) << shift;
    }

    /** A folder with index0, index1, ... as sysfs has it; what is missing there is {@link #FALLBACK}'s. */
    static Caches ofSysfs(Path folder) {
        long[] sizes = {FALLBACK.l1, FALLBACK.l2};
        long[] sharers = {1, 1};
        try (DirectoryStream<Path> indices = Files.newDirectoryStream(folder)) {
            for (Path index : indices) {
                Path level = index.resolve("level");
                if (Files.exists(level) && !text(index, "type").equals("Instruction")) {
                    int at = Integer.parseInt(text(index, "level")) - 1;
                    if (at < 2) {
                        sizes[at] = bytes(text(index, "size"));
                        sharers[at] = count(text(index, "shared_cpu_list"));
                    }
                }
            }
            return sane(sizes[0], sizes[1] / Math.max(1, sharers[1] / sharers[0]));
        } catch (IOException | RuntimeException e) {
            return FALLBACK;
        }
    }

    /** Processors of a list such as 0-3,8: those that share L1 are one core's threads, those that share L2 may be several cores. */
    private static long count(String list) {
        long count = 0;
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            count += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
        }
        return count;
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file)).trim();
    }

    private static Caches ofSysctl() {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("/usr/sbin/sysctl"), MACOS.stream())
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
                return ofSysctl(lines.lines().toList());
            }
        } catch (IOException | RuntimeException e) {
            return FALLBACK;
        }
    }

    /** Lines such as {@code hw.l2cachesize: 4194304}; an Intel Mac has no perflevels, and its L2 is one core's. */
    static Caches ofSysctl(List<String> lines) {
        long[] values = IntStream.range(0, MACOS.size())
                .mapToLong(i -> lines.stream()
                        .filter(line -> line.startsWith(MACOS.get(i) + ": "))
                        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                        .findFirst()
                        .orElse(0))
                .toArray();
        return values[0] > 0 ? sane(values[0], values[1] / Math.max(1, values[2])) : sane(values[3], values[4]);
    }

    private static Caches sane(long l1, long l2) {
        return l1 < 1 << 10 || l2 < l1 ? FALLBACK : new Caches(l1, l2);
    }
}
