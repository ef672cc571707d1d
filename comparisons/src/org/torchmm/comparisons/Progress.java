package org.torchmm.comparisons;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Lines on standard output, and on a terminal a bar below them. */
public final class Progress implements AutoCloseable {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final ProgressBar bar;

    public Progress(PrintStream out, String task, long steps) {
        this.out = out;
        bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setUpdateIntervalMillis(500)
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
    }

    /** One step done, and what came of it; null for nothing to say. */
    public synchronized void step(String line) {
        if (line != null) {
            out.println(bar == null ? line : ERASE_LINE + line);
        }
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
