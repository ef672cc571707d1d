package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torchmm.kernel.WarmUp.Exercise;

/** When an exercise counts as compiled. */
class WarmUpTest {

    private static final long SLOW_NANOS = 200_000;

    /** Less than a pause between two rounds. */
    private static final long IDLE_NANOS = 500_000;

    /** Slow for a while, as what is interpreted; then slow only after a pause, as caches and the vectors of some processors are. */
    private static final class SlowAfterPauses implements Runnable {

        private int interpreted = 40;
        private long last;

        @Override
        public void run() {
            if (interpreted > 0) {
                interpreted--;
                take(SLOW_NANOS);
            } else if (System.nanoTime() - last > IDLE_NANOS) {
                take(SLOW_NANOS / 4);
            }
            last = System.nanoTime();
        }

        private static void take(long nanos) {
            for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_run_that_is_slow_after_each_pause_is_tried_again() {
        WarmUp warmUp = new WarmUp(() -> new Exercise(new SlowAfterPauses(), () -> {}, 2_000));
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!warmUp.isReady()) {
                Thread.onSpinWait();
            }
        });
    }
}
