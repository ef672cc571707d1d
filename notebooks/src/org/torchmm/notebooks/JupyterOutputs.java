package org.torchmm.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.torchmm.notebooks.Notebook.Cell;

/** Holds what a kernel in Jupyter made of a notebook against the outputs that are stored in it. */
final class JupyterOutputs {

    private JupyterOutputs() {}

    /** Arguments: the notebook, and the same notebook as a kernel executed it. The exit code is 1 if they differ. */
    public static void main(String[] args) throws IOException {
        Notebook stored = Notebook.read(Path.of(args[0]));
        Notebook executed = Notebook.read(Path.of(args[1]));
        List<Cell> cells = executed.codeCells();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = stored.codeCells().get(i);
            if (!cell.isMagic() && !agree(cell.outputs(), cells.get(i).outputs(), cell.isMeasured())) {
                System.err.println(cell + ": Jupyter says something else. Stored:\n" + cell.outputs()
                        + "\nIn Jupyter:\n" + cells.get(i).outputs());
                System.exit(1);
            }
        }
    }

    private static boolean agree(List<Output> stored, List<Output> executed, boolean isMeasured) {
        boolean isSame = stored.size() == executed.size();
        for (int i = 0; isSame && i < stored.size(); i++) {
            isSame = agree(stored.get(i), executed.get(i), isMeasured);
        }
        return isSame;
    }

    /** Kernels show pictures without a description, and exceptions each in their own way. */
    private static boolean agree(Output stored, Output executed, boolean isMeasured) {
        boolean isKindEnough = isMeasured || stored.png() != null || stored.type() == Output.Type.THROWN;
        return stored.says(executed, isKindEnough);
    }
}
