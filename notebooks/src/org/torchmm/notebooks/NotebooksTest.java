package org.torchmm.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.notebooks.Notebook.Cell;

/** Every cell of every notebook, and every snippet of every script, does what is stored, or at least does not fail. */
class NotebooksTest {

    @TestFactory
    Stream<DynamicNode> every_cell_says_what_is_stored() throws IOException {
        return RefreshNotebooks.notebooks().stream().map(NotebooksTest::cells);
    }

    private static DynamicNode cells(Path file) {
        try {
            Notebook notebook = Notebook.read(file);
            NotebookRun run = new NotebookRun();
            return DynamicContainer.dynamicContainer(
                    file.toString(),
                    notebook.codeCells().stream().map(cell -> test(cell, run)).onClose(run::close));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest test(Cell cell, NotebookRun run) {
        String firstLine = cell.source().lines().findFirst().orElse("");
        return DynamicTest.dynamicTest("cell " + cell.number() + ": " + firstLine, () -> run.verify(cell));
    }

    @TestFactory
    Stream<DynamicNode> every_snippet_of_every_script_runs() throws IOException {
        return RefreshNotebooks.filesOf(".jsh").stream()
                .filter(file -> !file.equals(RefreshNotebooks.FOLDER.resolve("torch.jsh")))
                .map(NotebooksTest::snippets);
    }

    private static DynamicNode snippets(Path file) {
        Snippets snippets = new Snippets(Snippets.JSHELL_IMPORTS);
        try {
            Stream<DynamicTest> tests = Stream.of(TorchShell.LIBTORCH, file)
                    .flatMap(path -> parts(path, snippets))
                    .map(part -> DynamicTest.dynamicTest(part.where(), () -> {
                        Snippets.Result result = snippets.run(part.source());
                        if (result.failure() != null) {
                            throw new AssertionError(part.where() + ": " + result.failure());
                        }
                    }));
            return DynamicContainer.dynamicContainer(file.toString(), tests.onClose(snippets::close));
        } catch (UncheckedIOException e) {
            snippets.close();
            throw e;
        }
    }

    private static Stream<Script.Part> parts(Path file, Snippets snippets) {
        try {
            return Script.read(file).parts(snippets).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
