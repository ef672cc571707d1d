package org.torchmm.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A .jsh file: snippets as one would type them. Of JShell's commands it knows /set, which is for typing alone. */
record Script(String name, String text) {

    private static final Pattern COMMAND = Pattern.compile("/[a-z!?-].*");

    /** One snippet, and where it stands: {@code notebooks/bmm.jsh:12}. */
    record Part(String where, String source) {}

    static Script read(Path file) throws IOException {
        return new Script(file.toString(), Files.readString(file));
    }

    /** The snippets, as far as they can be told apart; the last takes the rest with it. */
    List<Part> parts(Snippets snippets) {
        List<Part> parts = new ArrayList<>();
        String rest = withoutCommands();
        int line = 1;
        while (!rest.isBlank()) {
            CompletionInfo next = snippets.analysis().analyzeCompletion(rest);
            boolean isWhole = next.completeness().isComplete();
            String after = isWhole ? next.remaining() : "";
            String source = rest.substring(0, rest.length() - after.length());
            if (isWhole && next.source().isBlank()) {
                break; // comments alone
            }
            parts.add(new Part(name + ":" + (line + newlines(leadingBlank(source))), source));
            line += newlines(source);
            rest = after;
        }
        return parts;
    }

    private String withoutCommands() {
        return text.lines().map(line -> checkedCommand(line) ? "" : line).collect(Collectors.joining("\n"));
    }

    private boolean checkedCommand(String line) {
        if (!COMMAND.matcher(line).matches()) {
            return false;
        }
        if (!line.startsWith("/set ")) {
            throw new IllegalArgumentException(name + ": a script has no JShell commands but /set, and not " + line);
        }
        return true;
    }

    private static String leadingBlank(String source) {
        return source.substring(0, source.length() - source.stripLeading().length());
    }

    private static int newlines(String source) {
        return (int) source.chars().filter(c -> c == '\n').count();
    }
}
