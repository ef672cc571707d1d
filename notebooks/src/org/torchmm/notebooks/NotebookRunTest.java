package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchmm.notebooks.Notebook.Cell;

/** Notebooks that are bad on purpose, each in one way. */
class NotebookRunTest {

    @TempDir
    Path folder;

    private void verify(NotebookText text) throws IOException {
        Notebook notebook = Notebook.read(text.write(folder.resolve("bad.ipynb")));
        try (NotebookRun run = new NotebookRun()) {
            notebook.codeCells().forEach(run::verify);
        }
    }

    /** The message of the failure, whose cell is named. */
    private String fails(int cell, NotebookText text) {
        String message = assertThrows(AssertionError.class, () -> verify(text)).getMessage();
        assertTrue(message.startsWith(folder.resolve("bad.ipynb") + ", cell " + cell + ": "), message);
        return message;
    }

    private static void says(String part, String message) {
        assertTrue(message.contains(part), message);
    }

    private static NotebookText cells(String... sources) {
        NotebookText text = new NotebookText();
        for (String source : sources) {
            text.code(source);
        }
        return text;
    }

    @Test
    void a_good_notebook_passes() throws IOException {
        verify(new NotebookText()
                .code("%jars ../target/torchmm-notebook.jar", "setup")
                .code("import org.torchmm.Torch;\nTorch torch = Torch.open();")
                .code("torch.ones(2)", List.of(Output.value("tensor([1., 1.])")))
                .code("int twice(int x) {\n  return 2 * x;\n}\nint y = twice(4);\n")
                .code("System.out.println(y); // eight\ny", List.of(Output.printed("8\n"), Output.value(8)))
                .code(
                        "torch.mm(torch.ones(2), torch.ones(2))",
                        List.of(Output.thrown(new Snippets.Failure(
                                "java.lang.IllegalArgumentException", "self must be a matrix", ""))),
                        "raises-exception")
                .code("torch.close();"));
    }

    @Test
    void type_error() {
        String message = fails(2, cells("int x = 1;", "int y = 2;\nString s = x;"));
        says("compile error: incompatible types: int cannot be converted to java.lang.String", message);
        says("String s = x;", message);
    }

    @Test
    void exception() {
        says(
                "java.lang.IllegalStateException: so",
                fails(1, cells("if (true) throw new IllegalStateException(\"so\");")));
    }

    @Test
    void exception_in_what_an_earlier_cell_defined() {
        says("java.lang.ArithmeticException: / by zero", fails(2, cells("int f(int x) { return 1 / x; }", "f(0)")));
    }

    @Test
    void name_that_is_never_defined() {
        says("undefined: method g(int)", fails(1, cells("int f(int x) { return g(x); }", "int y = 1;")));
    }

    @Test
    void variable_that_is_not_there() {
        says("symbol:   variable y", fails(1, cells("int x = y;")));
    }

    @Test
    void incomplete() {
        says("incomplete: ", fails(1, cells("int f(int x) {\n  return x;\n")));
    }

    @Test
    void no_java() {
        says("compile error: ", fails(1, cells("print 'hello'")));
    }

    @Test
    void import_that_only_some_kernels_have() {
        says("symbol:   class Supplier", fails(1, cells("Supplier<String> s = () -> \"\";")));
        says("symbol:   variable Files", fails(1, cells("Files.exists(null)")));
    }

    @Test
    void value_that_only_some_kernels_hide() {
        says("ends with a value and a semicolon", fails(1, cells("System.out.printf(\"a\");")));
        says("ends with a value and a semicolon", fails(2, cells("int x = 1;", "x = 2;")));
    }

    @Test
    void refusal_that_does_not_come() {
        says(
                "tagged raises-exception, and nothing was thrown",
                fails(1, new NotebookText().code("1", "raises-exception")));
    }

    @Test
    void compile_error_where_an_exception_should_be() {
        says("compile error: ", fails(1, new NotebookText().code("int x = \"\";", "raises-exception")));
    }

    @Test
    void cells_after_a_bad_one_are_not_run() throws IOException {
        Notebook notebook = Notebook.read(cells("int x = y;", "int z = 1;").write(folder.resolve("bad.ipynb")));
        try (NotebookRun run = new NotebookRun()) {
            List<Cell> cells = notebook.codeCells();
            assertThrows(AssertionError.class, () -> run.verify(cells.get(0)));
            says(
                    "cell 2 was not run, as cell 1 failed",
                    assertThrows(AssertionError.class, () -> run.verify(cells.get(1)))
                            .getMessage());
        }
    }

    @Test
    void stale_outputs() {
        List<Output> three = List.of(Output.value(3));
        String message = fails(1, new NotebookText().code("1 + 1", three));
        says("the stored output is stale. Stored:\nvalue: 3\nNow:\nvalue: 2\nRefresh with: mvn", message);
        says("(nothing)", fails(1, cells("1 + 1")));
        says("stale", fails(1, new NotebookText().code("int x = 3;", three)));
        says("stale", fails(1, new NotebookText().code("System.out.print(3);", three)));
        says("stale", fails(1, new NotebookText().code("System.out.print(3); 3", three)));
        says(
                "stale",
                fails(
                        1,
                        new NotebookText()
                                .code(
                                        "if (true) throw new IllegalStateException(\"b\");",
                                        List.of(Output.thrown(
                                                new Snippets.Failure("java.lang.IllegalStateException", "a", ""))),
                                        "raises-exception")));
    }

    @Test
    void of_what_was_measured_the_kind_of_output_counts() throws IOException {
        List<Output> text = List.of(Output.printed("12.5 us\n"));
        verify(new NotebookText().code("System.out.println(\"11.0 us\");", text, "measured"));
        says("stale", fails(1, new NotebookText().code("11.0", text, "measured")));
        says("stale", fails(1, new NotebookText().code("int x = 1;", text, "measured")));
    }

    @Test
    void pictures_are_held_to_their_description() throws IOException {
        String source =
                "org.torchmm.notebooks.Show.lines(\"a\", \"n\", \"y\", new int[] {1, 2}, Map.of(\"b\", new double[] {1, 2}))";
        Output picture = Output.value(
                LineChart.picture("a", "n", "y", new int[] {1, 2}, java.util.Map.of("b", new double[] {2, 1})));
        verify(new NotebookText().code(source, List.of(picture)));
        Output other = new Output(Output.Type.VALUE, "lines \"c\"", picture.png());
        says("stale", fails(1, new NotebookText().code(source, List.of(other))));
        Output none = new Output(Output.Type.VALUE, picture.text(), null);
        says("stale", fails(1, new NotebookText().code(source, List.of(none))));
    }

    @Test
    void a_refreshed_notebook_passes_and_a_broken_one_is_left_alone() throws IOException {
        Path good = new NotebookText()
                .code("System.out.print(\"a\\nb\");")
                .code("new java.awt.image.BufferedImage(2, 2, 1)", "measured")
                .code("Integer.parseInt(\"x\")", "raises-exception")
                .write(folder.resolve("good.ipynb"));
        RefreshNotebooks.refresh(good);
        Notebook notebook = Notebook.read(good);
        try (NotebookRun run = new NotebookRun()) {
            notebook.codeCells().forEach(run::verify);
        }
        assertEquals(
                Output.value(new BufferedImage(2, 2, 1)).png(),
                notebook.codeCells().get(1).outputs().get(0).png());

        Path bad = cells("1 + 1", "int x = y;").write(folder.resolve("bad.ipynb"));
        String before = Files.readString(bad);
        assertThrows(AssertionError.class, () -> RefreshNotebooks.refresh(bad));
        assertEquals(before, Files.readString(bad));
    }
}
