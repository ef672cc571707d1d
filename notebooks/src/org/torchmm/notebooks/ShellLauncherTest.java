package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell by {@code java -jar}, and in which JVM. */
class ShellLauncherTest {

    private static final String PURE = "--pure";

    @TempDir
    Path folder;

    private Path jar;
    private Path arguments;

    /** A file of arguments without an archive, which decides nothing; it has the history in the folder. */
    @BeforeEach
    void write() throws IOException {
        jar = folder.resolve("torchmm-notebook.jar");
        NotebookJar.write(jar, System.getProperty("java.class.path"), List.of());
        arguments = ShellArchive.arguments(jar.toFile()).toPath();
        String text = "-XX:TieredStopAtLevel=1\n" + home() + "\n-jar\n" + jar + "\n";
        Files.writeString(arguments, ShellArchive.owner(jar.toFile()) + text);
    }

    private String home() {
        return "-Duser.home=" + folder;
    }

    /** A JVM without flags but these. */
    static ProcessBuilder java(List<String> flags, Path jar, String... args) {
        List<String> command = new ArrayList<>(List.of(ShellArchive.java()));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of(ShellLauncher.FLAGS));
        return builder;
    }

    /** What is typed into a JShell, and what it says. */
    record Session(Process process) {

        static Session of(ProcessBuilder builder) throws IOException {
            return new Session(builder.start());
        }

        void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        /** The answer of a snippet, which it marks. */
        String answer(String snippet) throws IOException {
            type("\"<\" + (" + snippet + ") + \">\"");
            StringBuilder said = new StringBuilder();
            InputStream in = process.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                said.append((char) c);
                int begin = said.lastIndexOf("\"<");
                if (c == '\n' && begin >= 0 && said.lastIndexOf(">\"") > begin && said.indexOf("+", begin) < 0) {
                    return said.substring(begin + 2, said.lastIndexOf(">\""));
                }
            }
            throw new AssertionError("no answer to " + snippet + " in " + said);
        }

        String engine() throws IOException {
            return answer("torch.manager().getEngine().getEngineName()");
        }

        long pid() throws IOException {
            return Long.parseLong(answer("ProcessHandle.current().pid()"));
        }

        long parent() throws IOException {
            return Long.parseLong(answer("ProcessHandle.current().parent().get().pid()"));
        }

        int end(String line) throws IOException, InterruptedException {
            type(line);
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        }
    }

    private Session typing(String... args) throws IOException {
        return Session.of(java(List.of(), jar, args));
    }

    @Test
    void snippets_run_in_a_second_jvm_whose_exit_code_is_the_first_s() throws Exception {
        Session session = typing(PURE);
        assertEquals(session.process().pid(), session.parent());
        assertEquals("Java", session.engine());
        assertEquals(3, session.end("/exit 3"));

        session = typing(PURE);
        assertEquals(session.process().pid(), session.parent());
        assertEquals(4, session.end("System.exit(4)"));
    }

    @Test
    void without_djl_s_engine_they_do_by_themselves() throws Exception {
        NotebookJar.write(jar, System.getProperty("java.class.path"), List.of("pytorch-engine"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        Session session = typing();
        assertEquals(session.process().pid(), session.parent());
        assertEquals("Java", session.engine());
        assertEquals(0, session.end("/exit"));
    }

    @Test
    void a_jvm_with_flags_keeps_them() throws Exception {
        Session session = Session.of(java(List.of(home()), jar, PURE));
        assertEquals(session.process().pid(), session.pid());
        assertEquals(0, session.end("/exit"));
    }

    @Test
    void a_jvm_with_flags_of_the_environment_keeps_them() throws Exception {
        for (String name : ShellLauncher.FLAGS) {
            ProcessBuilder builder = java(List.of(), jar, PURE);
            builder.environment().put(name, home());
            Session session = Session.of(builder);
            assertEquals(session.process().pid(), session.pid(), name);
            assertEquals(0, session.end("/exit"));
        }
    }

    @Test
    void who_says_where_snippets_run_is_obeyed() {
        assertTrue(ShellLauncher.isTyping(new String[] {}));
        assertTrue(ShellLauncher.isTyping(new String[] {PURE}));
        for (String arg : List.of("--local", "--remote", "-", "bmm.jsh", "--help", "--archive")) {
            assertFalse(ShellLauncher.isTyping(new String[] {PURE, arg}), arg);
        }
    }

    @Test
    void with_djl_s_engine_arrays_are_in_java_s_memory_where_the_user_says_so() {
        assertFalse(ShellLauncher.isPure(new String[] {}));
        assertTrue(ShellLauncher.isPure(new String[] {PURE}));
    }

    @Test
    void arguments_are_for_one_jdk_and_one_jar() throws IOException {
        assertTrue(isForJar());
        String text = Files.readString(arguments);
        Files.writeString(arguments, text.replace(System.getProperty("java.runtime.version"), "1.8.0"));
        assertFalse(isForJar());
        Files.writeString(arguments, text.replace("# " + System.getProperty("java.home"), "# /jdk"));
        assertFalse(isForJar());
        Files.writeString(arguments, text.replace("torchmm-notebook.jar\n", "other.jar\n"));
        assertFalse(isForJar());
        Files.writeString(arguments, text.substring(text.indexOf('\n') + 1)); // as older builds wrote it
        assertFalse(isForJar());
        Files.writeString(arguments, text);
        assertTrue(isForJar());
        Files.delete(arguments);
        assertFalse(isForJar());
    }

    @Test
    void arguments_older_than_the_jar_are_not_for_it() throws IOException {
        FileTime written = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(arguments, written);
        assertTrue(isForJar());
        Files.setLastModifiedTime(arguments, FileTime.fromMillis(written.toMillis() - 1000));
        assertFalse(isForJar());
    }

    private boolean isForJar() {
        File file = jar.toFile();
        return ShellLauncher.isFor(file, ShellArchive.arguments(file));
    }

    @Test
    void a_java_that_is_not_there_is_not_started() {
        assertFalse(ShellLauncher.start(folder.resolve("java").toString(), arguments.toFile()));
    }

    @Test
    void the_second_jvm_ends_with_the_first() throws Exception {
        Session session = typing(PURE);
        long second = session.pid();
        assertTrue(session.process().pid() != second);
        signal("TERM", session.process().pid());
        assertEquals(128 + 15, session.process().waitFor());
        assertFalse(ProcessHandle.of(second).isPresent());
    }

    @Test
    void an_interrupt_is_the_second_jvm_s_alone() throws Exception {
        Session session = typing(PURE);
        long second = session.pid();
        assertTrue(session.process().pid() != second);
        signal("INT", session.process().pid());
        assertEquals("1001", session.answer("1000 + 1"));
        assertEquals(0, session.end("/exit"));
    }

    /** What a process is started to ignore, those that it starts ignore, too: in the background of a shell that is an interrupt. */
    @Test
    void the_second_jvm_ignores_what_this_one_does() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "only Linux tells what a process ignores");
        Session session = typing(PURE);
        String own = ignored(ProcessHandle.current().pid());
        assertEquals(own, ignored(session.pid()));
        signal("INT", session.process().pid());
        assertEquals(own, ignored(session.pid()));
        assertEquals(0, session.end("/exit"));
    }

    private static String ignored(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
        }
    }

    /** A process's destroy would end its standard input as well, and by that a JShell. */
    private static void signal(String name, long pid) throws IOException, InterruptedException {
        String kill = "kill -" + name + " " + pid;
        assertEquals(0, new ProcessBuilder("sh", "-c", kill).start().waitFor());
    }
}
