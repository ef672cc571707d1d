package org.torchmm.comparisons.dangers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@link Dangers} in a JVM of its own, and what became of it. */
record DangersRun(int exitValue, String output) {

    static DangersRun of(int rounds, long seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Dai.djl.pytorch.num_threads=1", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of("-cp", classPath(), Dangers.class.getName()));
        command.addAll(List.of(String.valueOf(rounds), String.valueOf(seed)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new DangersRun(process.waitFor(), output);
    }

    /** The rows that were printed. */
    List<String> rows() {
        return output.lines().filter(line -> line.startsWith("| ")).toList();
    }

    /** Rows of a run in which nothing dies. */
    static int allRows() {
        return Closing.values().length * Use.values().length;
    }

    /** Surefire hides the class path in the manifest of its booter, and tells it here. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
