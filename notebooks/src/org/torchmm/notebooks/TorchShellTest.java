package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JShell for torch, typed into. */
class TorchShellTest {

    static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @TempDir
    Path home;

    private final Map<String, String> state = new HashMap<>();

    private String typed(String lines) throws Exception {
        return typed(TorchShell.LIBTORCH, false, lines);
    }

    private String typed(Path startUp, boolean isLocal, String lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exitCode = TorchShell.interactive(
                startUp, isLocal, in(lines), new PrintStream(out, true, StandardCharsets.UTF_8), ShellState.of(state));
        assertEquals(0, exitCode);
        return out.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    /** The same without the prompts, and without what was typed, which some terminals echo. */
    private String answers(String lines) throws Exception {
        List<String> answers =
                new ArrayList<>(typed(lines).replace(">>> ", "").lines().toList());
        answers.removeAll(lines.lines().toList());
        return String.join("\n", answers) + "\n";
    }

    @Test
    void answers_as_python_does() throws Exception {
        String answers = typed("""
                torch.manualSeed(0);
                NDArray a = torch.randn(10, 3, 4);
                var b = torch.randn(10, 4, 5)
                NDArray c
                c = torch.bmm(a, b);
                torch.select(torch.bmm(a, b), 0, 0)
                torch.mm(a, b)
                a.close()
                a
                1 + 1
                """);
        assertTrue(answers.contains("""
                        tensor([[-2.8035, -2.6102, -2.0219,  0.6274, -1.4516],
                                [ 1.1650,  3.5048,  3.4257, -5.1368,  0.2049],
                                [-1.6005, -3.6281, -0.4993, -0.1374, -1.1562]])
                        """), answers);
        assertTrue(answers.contains("IllegalArgumentException: self must be a matrix"), answers);
        assertTrue(answers.contains("Tensor: repr(): argument 'array' (position 1) is closed\n"), answers);
        assertTrue(answers.matches("(?s).*(\n|>>> )2\n.*"), answers);
        assertFalse(answers.contains("==>"), answers);
    }

    @Test
    void greets_with_one_line() throws Exception {
        typed("""
                /set feedback -retain normal
                /set mode -delete -retain torch
                /set mode torch normal -command
                /set mode torch -retain
                /set feedback -retain torch
                """); // as an older build left it behind
        String[] answers = answers("1 + 1\n").split("\n");
        assertTrue(answers[0].startsWith("torchmm on Java " + Runtime.version().feature()), answers[0]);
        assertEquals("2", answers[1]);
    }

    @Test
    void a_session_that_finds_its_mode_kept_opens_one_jshell() throws Exception {
        int[] opened = new int[3];
        for (int session = 0; session < opened.length; session++) {
            int now = session;
            ShellState kept = ShellState.of(state);
            ShellState counting = new ShellState() {
                @Override
                public String get(String key) {
                    return kept.get(key);
                }

                @Override
                public void put(String key, String value) {
                    kept.put(key, value);
                }

                @Override
                public void giveTo(JavaShellToolBuilder shell) {
                    opened[now]++;
                    kept.giveTo(shell);
                }
            };
            String lines = session == 0 ? "/set feedback -retain concise\n" : "1 + 1\n";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertEquals(
                    0,
                    TorchShell.interactive(
                            TorchShell.PURE,
                            false,
                            in(lines),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            counting));
            assertFalse(out.toString(StandardCharsets.UTF_8).contains("==>"), out.toString(StandardCharsets.UTF_8));
        }
        assertArrayEquals(
                new int[] {2, 2, 1}, opened, "the second finds another mode, which the first was told to keep");
    }

    @Test
    void shows_tensors_wherever_they_are() throws Exception {
        String answers = answers("""
                NDArray a = torch.ones(1);
                List.of(a)
                Map.of("a", a)
                new NDList(a, torch.zeros(2))
                var list = new NDList(a);
                list
                a.setName("x");
                list
                new NDArray[] {a}
                System.out.println(a)
                List.of(a.add(a))
                """);
        String shown = answers.substring(answers.indexOf('\n') + 1); // after the greeting
        assertEquals("""
                [tensor([1.])]
                {a=tensor([1.])}
                [tensor([1.]), tensor([0., 0.])]
                [tensor([1.])]
                {'x': tensor([1.])}
                NDArray[1] { tensor([1.]) }
                tensor([1.])
                [ND: (1) cpu() float32
                [2.]
                ]
                """, shown.strip() + "\n", "DJL's array has DJL's text");
    }

    @Test
    void a_refused_call_shows_its_sentence_and_where_it_was_typed() throws Exception {
        String answers = answers("""
                NDArray product() { return torch.mm(torch.ones(2, 3), torch.ones(4, 5)); }
                product()
                torch.load(Path.of("none.npz"))
                torch.mm(null, null)
                Objects.checkIndex(3, 2)
                """);
        String refused =
                answers.substring(answers.indexOf("|  Exception"), answers.indexOf("|  Exception java.lang.Index"));
        assertEquals("""
                |  Exception java.lang.IllegalArgumentException: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)
                |        at product (#1:1)
                |        at (#2:1)
                |  Exception java.nio.file.NoSuchFileException: none.npz
                |        at (#3:1)
                |  Exception java.lang.NullPointerException: mm(): argument 'input' (position 1) must be Tensor, not NoneType
                |        at (#4:1)
                """, refused);
        assertTrue(answers.contains("at Objects.checkIndex (Objects.java:"), answers);
    }

    @Test
    void arrays_in_java_s_memory() throws Exception {
        String answers = typed(TorchShell.PURE, false, """
                torch.manualSeed(0);
                torch.select(torch.bmm(torch.randn(10, 3, 4), torch.randn(10, 4, 5)), 0, 0)
                torch.manager().getEngine().getEngineName()
                torch.mm(torch.ones(2), torch.ones(2))
                List.of(torch.ones(1))
                """);
        assertTrue(answers.contains("""
                        tensor([[-2.8035, -2.6102, -2.0219,  0.6274, -1.4516],
                                [ 1.1650,  3.5048,  3.4257, -5.1368,  0.2049],
                                [-1.6005, -3.6281, -0.4993, -0.1374, -1.1562]])
                        """), answers);
        assertTrue(answers.contains("\"Java\"\n"), answers);
        assertTrue(answers.contains("IllegalArgumentException: self must be a matrix"), answers);
        assertTrue(answers.contains("[tensor([1.])]"), answers);
    }

    @Test
    void snippets_in_this_jvm_answer_the_same() throws Exception {
        String snippets = """
                NDArray a = torch.ones(2);
                a
                List.of(a)
                var list = new NDList(a);
                list
                NDArray product() { return torch.mm(torch.ones(2, 3), torch.ones(4, 5)); }
                product()
                Objects.checkIndex(3, 2)
                "text"
                null
                ProcessHandle.current().pid() == %d
                """.formatted(ProcessHandle.current().pid());
        String local = typed(TorchShell.PURE, true, snippets);
        assertTrue(local.contains("true\n"), local);
        assertTrue(local.contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)"), local);
        assertEquals(typed(TorchShell.PURE, false, snippets), local.replace("true\n", "false\n"));
    }

    @Test
    void an_endless_snippet_in_this_jvm_can_be_stopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        System.getProperties().put("begun", begun);
        try (JShell shell = JShell.builder()
                .executionEngine(new TorchExecution(), Map.of(TorchExecution.LOCAL, "true"))
                .build()) {
            FutureTask<List<SnippetEvent>> events = new FutureTask<>(
                    () -> shell.eval(
                            "{ ((java.util.concurrent.CountDownLatch) System.getProperties().get(\"begun\")).countDown(); for (;;) { } }"));
            Thread typing = new Thread(events);
            typing.start();
            begun.await();
            shell.stop();
            assertEquals(1, events.get().size());
            assertEquals("2", shell.eval("1 + 1").get(0).value());
        } finally {
            System.getProperties().remove("begun");
        }
    }

    private String run(int exitCode, String typed, String... args) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(exitCode, TorchShell.run(List.of(args), in(typed), out, out, home.resolve("state")));
        return said.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    @Test
    void help_and_options() throws Exception {
        String usage = "usage: java -jar target/torchmm-notebook.jar [--pure] [--local | --remote] [FILE...]\n";
        for (String help : List.of("--help", "-h")) {
            String said = run(0, "", help);
            assertTrue(said.startsWith(usage), said);
        }
        String said = run(2, "", "--hlep");
        assertTrue(said.startsWith("No such option: --hlep\n" + usage), said);
    }

    @Test
    void arrays_in_java_s_memory_are_in_jshell_s_own_jvm_unless_told_otherwise() throws Exception {
        String typed = "ProcessHandle.current().pid() == %d\n"
                .formatted(ProcessHandle.current().pid());
        assertTrue(run(0, typed, "--pure").contains("true\n"));
        assertTrue(run(0, typed, "--pure", "--remote").contains("false\n"));
        assertTrue(run(0, typed, "--remote", "--local").contains("true\n"), "the last counts");
    }

    @Test
    void what_was_typed_is_history_in_the_next_session() throws Exception {
        run(0, "int before = 1\n", "--pure");
        String said = run(0, "/reload -restore\nbefore + 1000\n", "--pure");
        assertTrue(said.contains("1001\n"), said);
    }

    @Test
    void large_arrays_are_shown_whole_as_far_as_python_shows_them() throws Exception {
        String answers = typed("torch.reshape(torch.arange(900), 10, 90)\n");
        assertTrue(answers.contains("tensor([[  0,   1,   2,") && answers.contains("897, 898, 899]])"), answers);
        assertFalse(answers.contains(" ... "), answers);
    }
}
