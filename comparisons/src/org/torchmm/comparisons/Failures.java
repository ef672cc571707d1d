package org.torchmm.comparisons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What went wrong in a list of cases, told so that a kernel that is wrong everywhere can still be read: the first few whole, all
 * of them in a file, and a table of what was tried.
 */
public final class Failures {

    /** So many are told whole. */
    private static final int FEW = 3;

    private final String subject;
    private final Path file;
    private final Function<Asked, String> again;
    private final Map<List<String>, Count> counts = new LinkedHashMap<>();
    private int tried;
    private int failed;
    private Asked first;

    private static final class Count {
        private int tried;
        private int failed;
        private Asked first;
    }

    /**
     * @param subject who is asked
     * @param file what is written with the first failure; one of an earlier run is deleted now
     * @param again the command that asks a case again
     */
    public Failures(String subject, Path file, Function<Asked, String> again) {
        this.subject = subject;
        this.file = file.toAbsolutePath();
        this.again = again;
        try {
            Files.deleteIfExists(this.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Counts a case.
     *
     * @return what to say of it: null if nothing is wrong, all that is wrong while failures are few, else one line
     */
    public synchronized String count(String group, Asked asked, List<Verdict> verdicts) {
        String faults = faults(verdicts, verdict -> again.apply(asked));
        Count count = counts.computeIfAbsent(List.of(group, dtypes(asked)), key -> new Count());
        count.tried++;
        tried++;
        if (faults == null) {
            return null;
        }
        count.failed++;
        failed++;
        count.first = count.first == null ? asked : count.first;
        first = first == null ? asked : first;
        append(faults + "\n\n");
        return failed <= FEW ? faults : subject + " is wrong here too: " + file;
    }

    String subject() {
        return subject;
    }

    /** Whether the last one counted, if it failed, was told in one line. */
    public synchronized boolean areMany() {
        return failed > FEW;
    }

    /** The wrong ones of some verdicts, each with a command; null if none is. */
    static String faults(List<Verdict> verdicts, Function<Verdict, String> again) {
        List<String> faults = verdicts.stream()
                .filter(verdict -> !verdict.isAgreement())
                .map(verdict -> verdict + "\n" + again.apply(verdict))
                .distinct()
                .toList();
        if (faults.isEmpty()) {
            return null;
        }
        String more = faults.size() > FEW ? "\n\nand " + Plural.of(faults.size() - FEW, "other") : "";
        return faults.stream().limit(FEW).collect(Collectors.joining("\n\n")) + more;
    }

    private static String dtypes(Asked asked) {
        return asked.operands().stream()
                .map(operand -> Operand.name(operand.dtype()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Group and dtype, how many were tried, how many failed, the first to run again; in the file too. */
    public synchronized String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("group", "dtype", "tried", "failed", "the first to run again"));
        int right = 0;
        int rightTried = 0;
        for (Map.Entry<List<String>, Count> entry : counts.entrySet()) {
            Count count = entry.getValue();
            if (count.failed == 0) {
                right++;
                rightTried += count.tried;
            } else {
                lines.add(List.of(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        String.valueOf(count.tried),
                        String.valueOf(count.failed),
                        count.first.toString()));
            }
        }
        if (right > 0) {
            lines.add(List.of(Plural.of(right, "other"), "", "" + rightTried, "0", ""));
        }
        String table = subject + " is wrong in " + failed + " of " + Plural.of(tried, "case") + ".\n\n" + aligned(lines)
                + "\n\nAll of them: " + file + "\n" + again.apply(first);
        append(table + "\n");
        return table;
    }

    private static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s  %" + widths[3] + "s  %s";
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, format, line.toArray()).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private void append(String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
