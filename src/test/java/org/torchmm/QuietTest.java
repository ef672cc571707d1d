package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that uses torchmm says what it says itself, and nothing to anybody else. */
class QuietTest {

    private static final String SILENT = "0 URLs";

    @TempDir
    private Path folder;

    @Test
    void no_call_to_the_network_and_nothing_printed() throws Exception {
        assertEquals(List.of("4.0", SILENT, "offline true"), run("torch"));
    }

    /** Plain DJL calls home when its engine class loads: were it not so, the test above could not fail. */
    @Test
    void plain_djl_is_overheard() throws Exception {
        assertNotEquals(SILENT, run("djl").get(1));
    }

    @Test
    void a_user_who_opts_in_is_left_alone() throws Exception {
        assertNotEquals(
                SILENT,
                run("torch", "-DOPT_OUT_TRACKING=false", "-Dai.djl.offline=false")
                        .get(1));
    }

    /** The lines that a first product prints, in a process that is to say nothing on stderr. */
    private List<String> run(String what, String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = FirstProduct.process(what, options);
        builder.environment().remove("OPT_OUT_TRACKING");
        builder.environment().remove("DJL_OFFLINE");
        File stderr = folder.resolve("stderr").toFile();
        Process process = builder.redirectError(stderr).start();
        String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertEquals("", Files.readString(stderr.toPath()));
        assertEquals(0, exit);
        return stdout.lines().toList();
    }
}
