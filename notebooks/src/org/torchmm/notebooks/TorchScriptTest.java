package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell for torch, run as a script. */
class TorchScriptTest {

    @TempDir
    Path folder;

    private String script(int exitCode, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("script.jsh"), text);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(
                exitCode,
                ScriptRun.run(
                        TorchShell.LIBTORCH,
                        List.of(file.toString()),
                        TorchShellTest.in(""),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
        return err.toString(StandardCharsets.UTF_8).replace(folder.toString(), "");
    }

    @Test
    void a_good_script() throws IOException {
        assertEquals("", script(0, "NDArray a = torch.ones(2, 3);\n\n// done\n"));
    }

    @Test
    void a_script_ends_at_the_first_snippet_that_fails() throws IOException {
        assertEquals(
                """
                /script.jsh:4: java.lang.IllegalArgumentException: self must be a matrix
                    torch.mm(
                        torch.ones(3), torch.ones(3));
                """, script(1, "int x = 1;\n\n\ntorch.mm(\n    torch.ones(3), torch.ones(3));\nSystem.exit(3);\n"));
    }

    @Test
    void a_script_that_does_not_compile() throws IOException {
        assertEquals("""
                /script.jsh:2: compile error: incompatible types: java.lang.String cannot be converted to int
                    int y = "a";
                """, script(1, "int x = 1;\nint y = \"a\";\n"));
    }

    @Test
    void a_script_that_does_not_end() throws IOException {
        assertEquals(
                "/script.jsh:2: incomplete: the snippet does not end\n    int z = (3\n",
                script(1, "int x = 1;\nint z = (3\n"));
    }

    @Test
    void a_script_with_an_undefined_name() throws IOException {
        assertEquals(
                "/script.jsh:1: undefined: method g()\n    int f() { return g(); }\n",
                script(1, "int f() { return g(); }\nint x = 1;\n"));
    }

    @Test
    void a_script_with_a_command() throws IOException {
        assertEquals(
                "/script.jsh:2: a script has no commands of JShell's, such as /exit 3\n",
                script(1, "int x = 1;\n/exit 3\n"));
    }

    @Test
    void a_script_that_is_not_there() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(
                1,
                ScriptRun.run(TorchShell.LIBTORCH, List.of("none.jsh"), TorchShellTest.in(""), new PrintStream(err)));
        assertEquals(
                "No such file: none.jsh", err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void a_script_from_standard_input() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(
                1,
                ScriptRun.run(
                        TorchShell.LIBTORCH, List.of("-"), TorchShellTest.in("int x = torch;"), new PrintStream(err)));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).startsWith("standard input:1: compile error: "), err.toString());
    }
}
