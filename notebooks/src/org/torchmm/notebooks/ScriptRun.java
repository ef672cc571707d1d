package org.torchmm.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of snippets, one after another in one JShell without a prompt. */
final class ScriptRun {

    private ScriptRun() {}

    /**
     * Runs them, up to the first snippet that fails: that is told to {@code err} with file, line, snippet and reason.
     *
     * @param startUp the file that is run first
     * @param files or - for what {@code in} has
     * @return the exit code
     */
    static int run(Path startUp, List<String> files, InputStream in, PrintStream err) throws IOException {
        List<Script> scripts = new ArrayList<>(List.of(Script.read(startUp)));
        for (String file : files) {
            if (file.equals("-")) {
                scripts.add(new Script("standard input", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } else if (Files.isRegularFile(Path.of(file))) {
                scripts.add(Script.read(Path.of(file)));
            } else {
                err.println("No such file: " + file);
                return 1;
            }
        }
        try (Snippets snippets = new Snippets(Snippets.JSHELL_IMPORTS)) {
            for (Script script : scripts) {
                for (Script.Part part : script.parts(snippets)) {
                    Snippets.Result result = snippets.run(part.source());
                    if (result.failure() != null) {
                        err.println(part.where() + ": " + result.failure());
                        return 1;
                    }
                }
            }
        } catch (IllegalArgumentException e) { // a command
            err.println(e.getMessage());
            return 1;
        }
        return 0;
    }
}
