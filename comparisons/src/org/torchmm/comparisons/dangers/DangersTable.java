package org.torchmm.comparisons.dangers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table, with {@code keep} that of comparisons/README.md: {@code rounds seed [keep]}, rounds for each way and use. */
public final class DangersTable {

    private static final String BEGIN = "<!-- dangers -->\n";
    private static final String END = "<!-- end of dangers -->\n";

    private DangersTable() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        DangersRun run = DangersRun.of(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        StringBuilder table =
                new StringBuilder("\n| call | who frees its operand | tried | survived | refused | lost |\n"
                        + "|---|---|---|---|---|---|\n");
        run.rows().forEach(row -> table.append(row).append('\n'));
        if (run.rows().size() < DangersRun.allRows()) {
            table.append("| the JVM died in the next one | | | | | exit status ")
                    .append(run.exitValue())
                    .append(" |\n");
        }
        System.out.println(table);
        if (args.length > 2 && Boolean.parseBoolean(args[2])) {
            keep(table.toString());
        }
        System.exit(run.exitValue());
    }

    private static void keep(String table) throws IOException {
        Path readme = Path.of("comparisons", "README.md");
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Files.writeString(readme, text.substring(0, begin) + table + "\n" + text.substring(end));
    }
}
