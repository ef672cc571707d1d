package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedTest {

    @TempDir
    Path folder;

    /** In a JVM of its own: whether what it reads is taken for a terminal. */
    public static void main(String[] args) throws Exception {
        InputStream in = Typed.of(System.in);
        System.out.print((in == System.in) + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private String started(ProcessBuilder.Redirect stdin, String... flags) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(ShellArchive.java(), "-cp", System.getProperty("java.class.path"));
        for (String flag : flags) {
            builder.command().add(flag);
        }
        builder.command().add(TypedTest.class.getName());
        Process process = builder.redirectInput(stdin).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return said;
    }

    @Test
    void a_file_and_a_pipe_are_no_terminal() throws Exception {
        File file = Files.writeString(folder.resolve("file"), "1 + 1\n").toFile();
        assertEquals("false 1 + 1\n", started(ProcessBuilder.Redirect.from(file)));
        assertEquals("false ", started(ProcessBuilder.Redirect.PIPE));
    }

    @Test
    void what_may_be_one_is_left_to_jshell() throws Exception {
        File file = Files.writeString(folder.resolve("file"), "1 + 1\n").toFile();
        assertEquals("true 1 + 1\n", started(ProcessBuilder.Redirect.from(file), "-D" + Typed.AS_TERMINAL + "=true"));
        assertEquals("true ", started(ProcessBuilder.Redirect.from(new File("/dev/null"))), "a character device");
    }

    @Test
    void another_stream_is_as_it_is() {
        InputStream in = TorchShellTest.in("1 + 1");
        assertSame(in, Typed.of(in));
    }
}
