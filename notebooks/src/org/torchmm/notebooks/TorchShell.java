package org.torchmm.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * JShell after {@code notebooks/torch.jsh}: without arguments for typing, where an array answers with the text that PyTorch
 * prints; with files, or - for standard input, as a script that ends with exit code 1 at the first snippet that fails.
 */
public final class TorchShell {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private TorchShell() {}

    public static void main(String[] args) throws Exception {
        int exitCode =
                args.length == 0 ? interactive(System.in, System.out) : scripts(List.of(args), System.in, System.err);
        System.exit(exitCode);
    }

    static int interactive(InputStream in, PrintStream out) throws Exception {
        String classPath = System.getProperty("java.class.path");
        List<String> arguments = new ArrayList<>(List.of(
                "--execution",
                "jdi:remoteAgent(" + TorchAgent.class.getName() + ")",
                "--class-path",
                classPath,
                "-R--class-path=" + classPath,
                "--startup",
                "DEFAULT",
                "--startup",
                startUp().toString()));
        if (Runtime.version().feature() >= 22) {
            arguments.add("-R--enable-native-access=ALL-UNNAMED");
        }
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            arguments.add("-R--add-modules=" + VECTOR_MODULE);
        }
        return JavaShellToolBuilder.builder().in(in, null).out(out).start(arguments.toArray(String[]::new));
    }

    /** Runs files one after another in one JShell; what fails is told to {@code err} with file, line, snippet and reason. */
    static int scripts(List<String> files, InputStream in, PrintStream err) throws IOException {
        List<Script> scripts = new ArrayList<>(List.of(Script.read(startUp())));
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
        }
        return 0;
    }

    /** {@code notebooks/torch.jsh}, from wherever the JVM was started. */
    static Path startUp() {
        try {
            Path testClasses = Path.of(TorchShell.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return testClasses.resolve("../../notebooks/torch.jsh").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
