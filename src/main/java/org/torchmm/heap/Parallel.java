package org.torchmm.heap;

import org.torchmm.kernel.Threads;
import org.torchmm.kernel.Workers;

/** Long loops on the kernels' threads: parts of a loop whose results do not depend on where it is cut. */
final class Parallel {

    /** Elements that are worth a part of their own: as many as for libtorch. */
    private static final int GRAIN = 32768;

    private Parallel() {}

    /** From one number on, before another. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /** All of {@code count} things of so many elements each, cut at multiples of {@code step} where there is enough of them. */
    static void run(int count, long elements, int step, Range range) {
        long parts = Math.min((count + step - 1L) / step, count * elements / GRAIN);
        if (parts < 2 || Threads.get() == 1) {
            range.run(0, count);
            return;
        }
        int steps = (int) ((count / parts + step - 1) / step);
        int part = Math.max(1, steps) * step;
        Workers.run((int) ((count + part - 1L) / part), i -> {
            int from = i * part;
            range.run(from, (int) Math.min(count, (long) from + part));
        });
    }
}
