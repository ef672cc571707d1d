package org.torchmm.comparisons.report;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Lines on standard output, and on a terminal a bar below them. */
final class Progress implements AutoCloseable {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final ProgressBar bar;

    Progress(PrintStream out, String task, int steps) {
        this.out = out;
        bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setUpdateIntervalMillis(500)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
    }

    /** One step done, and what came of it; null for nothing to say. */
    void step(String line) {
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
