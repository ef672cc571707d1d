package org.torchmm.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A .jsh file: snippets as one would type them. JShell's commands are for typing, and no part of a script. */
record Script(String name, String text) {

    private static final Pattern COMMAND = Pattern.compile("/[a-z!?-].*");

    /** One snippet, and where it stands: {@code notebooks/bmm.jsh:12}. */
    record Part(String where, String source) {}

    static Script read(Path file) throws IOException {
        return new Script(file.toString(), Files.readString(file));
    }

    /**
     * The snippets, as far as they can be told apart; the last takes the rest with it.
     *
     * @throws IllegalArgumentException if there is a command of JShell's among them
     */
    List<Part> parts(Snippets snippets) {
        List<Part> parts = new ArrayList<>();
        refuseCommands();
        String rest = text;
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

    private void refuseCommands() {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (COMMAND.matcher(line).matches()) {
                throw new IllegalArgumentException(
                        name + ":" + number + ": a script has no commands of JShell's, such as " + line);
            }
        }
    }

    private static String leadingBlank(String source) {
        return source.substring(0, source.length() - source.stripLeading().length());
    }

    private static int newlines(String source) {
        return (int) source.chars().filter(c -> c == '\n').count();
    }
}
