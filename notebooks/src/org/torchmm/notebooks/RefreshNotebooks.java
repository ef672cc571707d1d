package org.torchmm.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.torchmm.notebooks.Notebook.Cell;

/** Runs notebooks and writes what their cells say into them; a notebook with a cell that fails is left as it is. */
final class RefreshNotebooks {

    static final Path FOLDER = Path.of("notebooks");

    private RefreshNotebooks() {}

    /** Arguments: notebooks; none means all. */
    public static void main(String[] args) throws IOException {
        List<Path> files =
                args.length == 0 ? notebooks() : Stream.of(args).map(Path::of).toList();
        boolean isBroken = false;
        for (Path file : files) {
            try {
                refresh(file);
                System.out.println(file);
            } catch (AssertionError e) {
                System.err.println(e.getMessage());
                isBroken = true;
            }
        }
        System.exit(isBroken ? 1 : 0);
    }

    static void refresh(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);
        int count = 0;
        try (NotebookRun run = new NotebookRun()) {
            for (Cell cell : notebook.codeCells()) {
                cell.store(run.run(cell), ++count);
            }
        }
        notebook.write(file);
    }

    static List<Path> notebooks() throws IOException {
        return filesOf(".ipynb");
    }

    static List<Path> filesOf(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
