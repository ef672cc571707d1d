package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell by {@code java @torchmm-shell}. */
class ShellArchiveTest {

    @TempDir
    Path folder;

    @Test
    void a_jshell_starts_with_the_archive_and_answers() throws Exception {
        Path jar = folder.resolve("with a space").resolve("torchmm-notebook.jar");
        NotebookJar.write(jar, System.getProperty("java.class.path"), List.of());
        Path arguments = ShellArchive.write(jar);
        assertEquals("torchmm-shell", arguments.getFileName().toString());
        // a JVM that ends where it cannot use the archive
        String insisting = Runtime.version().feature() < 25 ? "-Xshare:on" : "-XX:AOTMode=on";
        String said = said(insisting, "@" + arguments, "--pure");
        assertTrue(said.contains("tensor([[2., 2.],\n        [2., 2.]])\n"), said);
        assertTrue(said.contains("\"Java\"\n"), said);

        assertTrue(ShellLauncher.isFor(jar.toFile(), arguments.toFile()), "and java -jar takes it");
    }

    @Test
    void a_jar_without_an_archive_is_told_in_one_line() throws Exception {
        Path jar = folder.resolve("none.jar");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        NotebookJar.writeArchive(jar, new PrintStream(out, true), new PrintStream(err, true));
        String said = err.toString().replace("\r", "");
        assertTrue(
                said.startsWith("JShell starts without an archive, as none was written: java.io.IOException: "), said);
        assertTrue(said.contains("none.jar") && said.indexOf('\n') == said.length() - 1, said);
        assertEquals("", out.toString());
    }

    private String said(String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(ShellArchive.java(), "-Duser.home=" + folder);
        builder.command().addAll(List.of(options));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream()
                .write("torch.mm(torch.ones(2, 2), torch.ones(2, 2))\ntorch.manager().getEngine().getEngineName()\n"
                        .getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.replace("\r", "");
    }

    @Test
    void there_is_none_without_the_jar() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(1, ShellArchive.write(new PrintStream(err), new PrintStream(err, true), folder.resolve("state")));
        assertEquals(
                "--archive is for java -jar target/torchmm-notebook.jar\n",
                err.toString().replace("\r", ""));
    }
}
