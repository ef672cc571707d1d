package org.torchmm.heap.vector;

import org.torchmm.kernel.WarmUp;
import org.torchmm.kernel.WarmUp.Exercise;

/**
 * Loops over vectors that come to one function of floats, and derived from that doubles: each over the whole piece. They are not
 * to be used before they are compiled: an interpreted vector is an object.
 *
 * <p>All are called from one place, and practice calls loops of nothing from there too. So C2 never inlines a loop: two of them in
 * one method are more than it makes instructions of, and what is left over are objects again, ten times as slow.
 */
final class FloatStages {

    /** Reads a, and c where an earlier stage left something, and writes c; a sum writes its lanes. */
    interface Loop {
        void run(float[] a, int p, float[] c, int r, int count);
    }

    /** Numbers in an exercise. */
    private static final int COUNT = 128;

    /** What a compiled exercise keeps below, five times what the slowest takes. */
    private static final long BOUND_NANOS = 2_000;

    private static final Loop[] NOTHING = {
        (a, p, c, r, count) -> c[0] = 0, (a, p, c, r, count) -> c[0] = 1, (a, p, c, r, count) -> c[0] = 2
    };

    private final Loop[] loops;
    private final boolean isSkipped;
    private final WarmUp warmUp = new WarmUp(this::exercise);

    /** {@code isSkipped} where they count as compiled. */
    FloatStages(boolean isSkipped, Loop... loops) {
        this.isSkipped = isSkipped;
        this.loops = loops;
    }

    private Exercise exercise() {
        float[] a = new float[COUNT];
        float[] c = new float[COUNT];
        return new Exercise(
                () -> {
                    run(NOTHING, a, 0, c, 0, COUNT);
                    run(loops, a, 0, c, 0, COUNT);
                },
                BOUND_NANOS);
    }

    boolean isMany() {
        return loops.length > 1;
    }

    boolean isReady() {
        return isSkipped || warmUp.isReady();
    }

    void run(float[] a, int p, float[] c, int r, int count) {
        run(loops, a, p, c, r, count);
    }

    private static void run(Loop[] loops, float[] a, int p, float[] c, int r, int count) {
        for (Loop loop : loops) {
            loop.run(a, p, c, r, count);
        }
    }
}
