package org.torchmm.notebooks;

import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/** What the first answers need, loaded on a thread of its own while JShell compiles the snippets before them. */
final class Ahead {

    // Tried: a snippet compiled in a second JShell beside the first, so that javac is warm: 0.1 s later, as both load
    // the same classes.

    private Ahead() {}

    /** Opens a torch, and has the text of an array of it. */
    static void loadArrays(boolean areJavas) {
        Thread thread = new Thread(() -> answer(areJavas), "torchmm-warm-arrays");
        thread.setDaemon(true);
        thread.start();
    }

    private static void answer(boolean areJavas) {
        try (Torch torch = areJavas ? Torch.open(MatrixKernels.best()) : Torch.open()) {
            TensorDisplay.text(torch.ones(2, 2));
        } catch (RuntimeException | LinkageError e) {
            // whoever opens torch is told why it cannot be
        }
    }
}
