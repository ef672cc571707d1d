package org.torchmm.notebooks;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/** JShell's mode of feedback in which an expression answers as in Python, with its value alone. */
final class AnswerMode {

    private static final String COMMANDS = """
            /set feedback -retain normal
            /set mode -delete -retain torch
            /set mode torch normal -quiet
            /set prompt torch '>>> ' '... '
            /set truncation torch 1000000
            /set format torch display '{value}%n' added,modified,replaced-expression,varvalue-ok-primary
            /set format torch display '' added,modified,replaced-varinit,vardecl,assignment-ok-primary
            /set mode torch -retain
            /set feedback -retain torch
            """;

    /** Under which JDKs keep the modes and the chosen one; their text is the JDK's own. */
    private static final List<String> JSHELLS_KEYS = List.of("MODE", "MODE2", "FEEDBACK");

    /** What this JDK was last seen to keep; another one that keeps the same text is not told anew. */
    private static final String SEEN =
            "TORCH_MODE_".concat(Integer.toString(Runtime.version().feature()));

    private AnswerMode() {}

    /**
     * Has JShell keep the mode for the next session: it takes one from there alone, and from no startup. That costs a session,
     * so what it left is known again.
     */
    static void keep(ShellState state) throws Exception {
        if (seen(state).equals(state.get(SEEN))) {
            return;
        }
        JavaShellToolBuilder shell = JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream(COMMANDS.getBytes(StandardCharsets.UTF_8)), null)
                .out(new PrintStream(OutputStream.nullOutputStream()));
        state.giveTo(shell);
        shell.start("--execution", "local", "--no-startup");
        state.put(SEEN, seen(state));
    }

    private static String seen(ShellState state) {
        // neither a lambda nor +, for which a JVM that starts makes classes: 50 ms before the first prompt
        StringBuilder kept = new StringBuilder(COMMANDS);
        for (String key : JSHELLS_KEYS) {
            kept.append('\n').append(state.get(key));
        }
        return Integer.toHexString(kept.toString().hashCode());
    }
}
