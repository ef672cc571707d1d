package org.torchmm.notebooks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torchmm.notebooks.Notebook.Cell;

/**
 * A notebook's cells, run as a Java kernel runs them, without Jupyter. What begins with % is for kernels alone: here the class
 * path is there already.
 */
final class NotebookRun implements AutoCloseable {

    static final String REFRESH = "mvn -q test-compile exec:exec@refresh-notebooks";

    private final Snippets snippets = new Snippets(Snippets.KERNEL_IMPORTS);
    private Cell failed;

    /**
     * Runs a cell.
     *
     * @return its outputs
     * @throws AssertionError with file, cell and the compiler's or the program's message, if it fails and should not, or should
     *     and does not
     */
    List<Output> run(Cell cell) {
        if (failed != null) {
            throw new AssertionError(cell + " was not run, as cell " + failed.number() + " failed");
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        Snippets.Result result;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            result = snippets.run(cell.isMagic() ? "" : cell.source());
        } finally {
            System.setOut(before);
        }
        List<Output> outputs = new ArrayList<>();
        if (printed.size() > 0) {
            outputs.add(Output.printed(printed.toString(StandardCharsets.UTF_8)));
        }
        if (result.failure() != null) {
            outputs.add(Output.thrown(result.failure()));
        } else if (result.value() != null && result.isShown()) {
            outputs.add(Output.value(result.value()));
        }
        check(cell, result);
        return outputs;
    }

    private void check(Cell cell, Snippets.Result result) {
        Snippets.Failure failure = result.failure();
        boolean isThrown = failure != null && failure.isException();
        String fault = null;
        if (cell.raisesException() && !isThrown) {
            fault = failure == null ? "tagged raises-exception, and nothing was thrown" : failure.toString();
        } else if (!cell.raisesException() && failure != null) {
            fault = failure.toString();
        } else if (result.value() != null && !result.isShown()) {
            fault = "ends with a value and a semicolon, and some kernels show it all the same: "
                    + TensorDisplay.text(result.value());
        }
        if (fault != null) {
            failed = cell;
            throw new AssertionError(cell + ": " + fault);
        }
    }

    /** Runs a cell and holds its outputs against the stored ones. */
    void verify(Cell cell) {
        List<Output> stored = cell.outputs();
        List<Output> fresh = run(cell);
        boolean isSame = stored.size() == fresh.size();
        for (int i = 0; isSame && i < stored.size(); i++) {
            isSame = stored.get(i).says(fresh.get(i), cell.isMeasured());
        }
        if (!isSame) {
            throw new AssertionError(cell + ": the stored output is stale. Stored:\n" + text(stored) + "\nNow:\n"
                    + text(fresh) + "\nRefresh with: " + REFRESH);
        }
    }

    private static String text(List<Output> outputs) {
        return outputs.isEmpty()
                ? "(nothing)"
                : outputs.stream().map(Output::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        snippets.close();
    }
}
