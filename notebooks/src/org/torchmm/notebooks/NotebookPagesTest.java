package org.torchmm.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.torchmm.notebooks.Notebook.Cell;

/** What holds for the notebooks as pages. */
class NotebookPagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern PYTHON = Pattern.compile("(?s)```python\n(.*?)```");

    @Test
    void the_chinese_notebook_has_the_same_code() throws IOException {
        Notebook english = Notebook.read(Path.of("notebooks/understanding-bmm.ipynb"));
        Notebook chinese = Notebook.read(Path.of("notebooks/understanding-bmm.zh.ipynb"));
        List<String> sources = english.codeCells().stream().map(Cell::source).toList();
        assertEquals(sources, chinese.codeCells().stream().map(Cell::source).toList());
        assertEquals(
                english.codeCells().stream().map(Cell::number).toList(),
                chinese.codeCells().stream().map(Cell::number).toList());
    }

    /** Each Python block of the notebook ends with what Python prints; the Java cell after it says the same. */
    @Test
    void java_says_what_python_prints() throws IOException {
        Notebook notebook = Notebook.read(Path.of("notebooks/from-python-to-java.ipynb"));
        int blocks = 0;
        for (Cell text : notebook.textCells()) {
            Matcher python = PYTHON.matcher(text.source());
            while (python.find()) {
                blocks++;
                String printed = python.group(1)
                        .replaceAll("(?m)^(>>>|Traceback).*\n", "")
                        .strip();
                Cell java = notebook.codeCells().stream()
                        .filter(cell -> cell.number() > text.number())
                        .findFirst()
                        .orElseThrow();
                assertEquals(
                        printed.replace("RuntimeError: ", "java.lang.IllegalArgumentException: "),
                        java.outputs().get(0).text(),
                        java.toString());
            }
        }
        assertTrue(blocks > 20, "blocks of Python: " + blocks);
    }

    @Test
    void every_notebook_begins_with_the_same_line_and_names_the_same_kernel() throws IOException {
        for (Path file : RefreshNotebooks.notebooks()) {
            Notebook notebook = Notebook.read(file);
            assertEquals(
                    "%jars ../target/torchmm-notebook.jar",
                    notebook.codeCells().get(0).source(), file.toString());
            assertEquals("java", notebook.kernel(), file.toString());
            for (Cell cell : notebook.codeCells()) {
                assertFalse(cell.source().contains("display("), cell + " calls a function that kernels do not share");
            }
        }
    }

    @Test
    void links_lead_somewhere() throws IOException {
        for (Path file : RefreshNotebooks.notebooks()) {
            for (Cell cell : Notebook.read(file).textCells()) {
                Matcher link = LINK.matcher(cell.source());
                while (link.find()) {
                    assertTrue(
                            Files.exists(file.resolveSibling(link.group(1)).normalize()), cell + ": " + link.group(1));
                }
            }
        }
    }

    @Test
    void stored_outputs_are_small() throws IOException {
        for (Path file : RefreshNotebooks.notebooks()) {
            assertTrue(Files.size(file) < 300_000, file + ": " + Files.size(file));
        }
    }

    /** As Jupyter writes it, so that opening and saving a notebook changes nothing but what was edited. */
    @Test
    void notebooks_are_written_as_jupyter_writes_them() throws IOException {
        for (Path file : RefreshNotebooks.notebooks()) {
            assertEquals(Files.readString(file), Notebook.read(file).text(), file.toString());
        }
    }
}
