package org.torchmm.comparisons.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.FloatMatrices;

/** ONNX Runtime where the command line is long, as a class path makes it. */
class OnnxRuntimePeerTest {

    @Test
    void starts_behind_a_long_command_line() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpadding=" + "x".repeat(100_000),
                "-classpath",
                System.getProperty("java.class.path"),
                OnnxRuntimePeerTest.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    /** One product; an exception, and so an exit status, if it is not 11. */
    public static void main(String[] args) throws Exception {
        float[] c = new float[1];
        new OnnxRuntimePeer()
                .bmm(
                        FloatMatrices.of(new float[] {1, 2}, 1, 1, 2),
                        FloatMatrices.of(new float[] {3, 4}, 1, 2, 1),
                        FloatMatrices.of(c, 1, 1, 1));
        if (c[0] != 11) {
            throw new AssertionError("[1 2] x [3 4] is 11, not " + c[0]);
        }
    }
}
