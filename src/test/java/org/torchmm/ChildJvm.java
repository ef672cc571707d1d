package org.torchmm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A process of its own for what could take this one down, or can be seen once in a JVM: the same JDK and class path. */
public final class ChildJvm {

    private final List<String> options = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>(List.of(
            // Surefire hides the class path in the manifest of its booter, and tells it here.
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator)));
    private final Map<String, String> environment = new HashMap<>();

    /** What a process printed, and its exit value. */
    public record Result(List<String> lines, String stderr, int exit) {}

    public ChildJvm option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** With native code allowed, which JDK 24 and newer warn of else. */
    public ChildJvm quiet() {
        return option("--enable-native-access=ALL-UNNAMED");
    }

    public ChildJvm environment(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    /** Without the entries of the class path whose file is called so. */
    public ChildJvm without(Predicate<String> fileName) {
        classPath.removeIf(entry -> fileName.test(Path.of(entry).getFileName().toString()));
        return this;
    }

    public ChildJvm inFront(Path entry) {
        classPath.add(0, entry.toString());
        return this;
    }

    /** Runs a main method to its end. */
    public Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Path stderr = Files.createTempFile("stderr", null);
        try {
            Process process = builder.redirectError(stderr.toFile()).start();
            String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return new Result(stdout.lines().toList(), Files.readString(stderr), exit);
        } finally {
            Files.delete(stderr);
        }
    }
}
