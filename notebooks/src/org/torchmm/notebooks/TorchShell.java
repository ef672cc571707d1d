package org.torchmm.notebooks;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * JShell after {@code notebooks/torch.jsh}: without arguments for typing, where an array answers with the text that PyTorch
 * prints; with files, or - for standard input, as a script that ends with exit code 1 at the first snippet that fails.
 */
public final class TorchShell {

    /** Under the user's home. */
    static final String STATE = ".torchmm/shell.properties";

    static final Path LIBTORCH = notebooks("torch.jsh");
    static final Path PURE = notebooks("pure.jsh");

    private static final String GREETING = "torchmm on Java %s: the variable torch is there, as in torch.ones(2, 3);"
            + " /help has JShell's commands, /exit leaves";

    private static final String USAGE = """
            usage: java -jar target/torchmm-notebook.jar [--pure] [--local | --remote] [FILE...]

            Without files, a JShell in which torch is open, and arrays answer as Python prints them.
            With files, or - for standard input, a script: snippets as one would type them, one file after another. It ends with
            exit code 1 at the first snippet that fails, and says on stderr where and why.

              --pure        arrays in Java's memory, and nothing native; so it is by itself without DJL's PyTorch engine. It starts
                            soonest, in a second JVM with an archive of its classes and without C2, where this java wrote the
                            archive and has no flags
              --local       snippets that are typed run in this very JVM, which has C2, for products that take time, and the flags
                            given to it, and ends where a snippet ends it: so it is with --pure and flags, and in scripts
              --remote      snippets that are typed run in a JVM of their own, which JShell outlives: so it is without --pure
              --archive     writes the archive for this java, as Maven's has done with the jar, and target/torchmm-shell, which
                            names it: java @target/torchmm-shell --pure
              -h, --help    this text

            Java's own flags go before -jar: with --add-modules=jdk.incubator.vector the kernels are several times as fast.
            """;

    private TorchShell() {}

    public static void main(String[] args) throws Exception {
        Path state = Path.of(System.getProperty("user.home")).resolve(STATE);
        System.exit(run(List.of(args), System.in, System.out, System.err, state));
    }

    /**
     * @param state the file of what JShell keeps
     * @return the exit code
     */
    static int run(List<String> args, InputStream in, PrintStream out, PrintStream err, Path state) throws Exception {
        Path startUp = ShellLauncher.hasLibtorch() ? LIBTORCH : PURE;
        String place = "";
        List<String> files = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--help") || arg.equals("-h")) {
                out.print(USAGE);
                return 0;
            }
            if (arg.equals("--pure")) {
                startUp = PURE;
            } else if (arg.equals("--local") || arg.equals("--remote")) {
                place = arg;
            } else if (arg.equals("--archive")) {
                return ShellArchive.write(out, err, state);
            } else if (arg.equals("-") || !arg.startsWith("-")) {
                files.add(arg);
            } else {
                err.print("No such option: " + arg + "\n" + USAGE);
                return 2;
            }
        }
        if (!files.isEmpty()) {
            return ScriptRun.run(startUp, files, in, err);
        }
        boolean isPure = startUp.equals(PURE);
        boolean isLocal = place.isEmpty() ? isPure : place.equals("--local");
        if (isLocal) {
            Ahead.loadArrays(isPure);
        }
        StateFile kept = StateFile.read(state);
        Thread ending = new Thread(kept::end, "torchmm-shell-state"); // where a snippet ends the JVM
        Runtime.getRuntime().addShutdownHook(ending);
        int exitCode = interactive(startUp, isLocal, Typed.of(in), out, ShellState.of(kept));
        Runtime.getRuntime().removeShutdownHook(ending);
        kept.end();
        return exitCode;
    }

    /**
     * JShell as a tool.
     *
     * @param startUp what is run first
     * @param isLocal whether its snippets run in this JVM, and not in one of their own
     * @param state where JShell keeps its history and modes of feedback
     */
    static int interactive(Path startUp, boolean isLocal, InputStream in, PrintStream out, ShellState state)
            throws Exception {
        AnswerMode.keep(state);
        JavaShellToolBuilder shell = JavaShellToolBuilder.builder().in(in, null).out(out);
        state.giveTo(shell);
        out.println(GREETING.replace("%s", Integer.toString(Runtime.version().feature())));
        return shell.start(
                "--execution",
                execution(startUp, isLocal),
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                "DEFAULT",
                "--startup",
                startUp.toString());
    }

    private static String execution(Path startUp, boolean isLocal) {
        if (isLocal) {
            return TorchExecution.NAME + ":" + TorchExecution.LOCAL + "(true)";
        }
        String arrays = startUp.equals(PURE) ? "(java)" : "(libtorch)";
        return (TorchExecution.NAME + ":" + TorchExecution.ARRAYS).concat(arrays);
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
