package org.torchmm.comparisons.dangers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that is closed takes the JVM down: asked of a JVM of its own, which has to end as it should. */
class DangersTest {

    private static final int ROUNDS = 15;

    @Test
    void a_freed_operand_is_a_right_result_or_a_refusal() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Dai.djl.pytorch.num_threads=1", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of("-cp", classPath(), Dangers.class.getName(), String.valueOf(ROUNDS), "20261127"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        int rows = Closing.values().length * Use.values().length;
        assertEquals(rows, output.lines().filter(line -> line.startsWith("| ")).count(), output);
    }

    /** Surefire hides the class path in the manifest of its booter, and tells it here. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
