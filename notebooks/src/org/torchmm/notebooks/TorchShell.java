package org.torchmm.notebooks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * JShell after {@code notebooks/torch.jsh}: without arguments for typing, where an array answers with the text that PyTorch
 * prints; with files, or - for standard input, as a script that ends with exit code 1 at the first snippet that fails.
 */
public final class TorchShell {

    private static final Preferences PREFERENCES = Preferences.userRoot().node("org/torchmm/notebooks");
    static final Path START_UP = notebooks("torch.jsh");

    private static final String FEEDBACK = """
            /set mode torch normal -command
            /set prompt torch '>>> ' '... '
            /set truncation torch 1000000
            /set format torch display '{value}%n' added,modified,replaced-expression,varvalue-ok-primary
            /set format torch display '' added,modified,replaced-varinit,vardecl,assignment-ok-primary
            /set mode torch -retain
            /set feedback -retain torch
            """;

    private TorchShell() {}

    public static void main(String[] args) throws Exception {
        int exitCode = args.length == 0
                ? interactive(System.in, System.out, shell -> shell.persistence(PREFERENCES))
                : scripts(List.of(args), System.in, System.err);
        System.exit(exitCode);
    }

    /**
     * JShell as a tool, its snippets in a JVM of their own.
     *
     * @param state where JShell keeps its history and modes of feedback
     */
    static int interactive(InputStream in, PrintStream out, Consumer<JavaShellToolBuilder> state) throws Exception {
        answerAsPython(state);
        JavaShellToolBuilder shell = JavaShellToolBuilder.builder().in(in, null).out(out);
        state.accept(shell);
        return shell.start(
                "--execution",
                TorchExecution.NAME,
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                "DEFAULT",
                "--startup",
                START_UP.toString());
    }

    /** Has JShell keep a mode of feedback for the next session: it takes one from there alone, and from no startup. */
    private static void answerAsPython(Consumer<JavaShellToolBuilder> state) throws Exception {
        JavaShellToolBuilder shell = JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream(FEEDBACK.getBytes(StandardCharsets.UTF_8)), null)
                .out(new PrintStream(OutputStream.nullOutputStream()));
        state.accept(shell);
        shell.start("--execution", "local", "--no-startup");
    }

    /** Runs files one after another in one JShell; what fails is told to {@code err} with file, line, snippet and reason. */
    static int scripts(List<String> files, InputStream in, PrintStream err) throws IOException {
        List<Script> scripts = new ArrayList<>(List.of(Script.read(START_UP)));
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

    /** A file of {@code notebooks/}, from wherever the JVM was started. */
    private static Path notebooks(String file) {
        try {
            Path testClasses = Path.of(TorchShell.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return testClasses.resolve("../../notebooks").normalize().resolve(file);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
