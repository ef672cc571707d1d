package org.torchmm.heap.vector;

import org.torchmm.kernel.WarmUp;
import org.torchmm.kernel.WarmUp.Exercise;

/**
 * A conversion loop over vectors, which is not to be used before it is compiled; as {@link FloatStages}, called from one place together
 * with loops of nothing, so that C2 never inlines it.
 */
final class CastStage {

    /** Over whole vectors alone; the arrays are of the two dtypes. */
    interface Loop {
        void run(Object a, int p, Object c, int r, int count);
    }

    /** Numbers in an exercise. */
    private static final int COUNT = 128;

    /** What a compiled exercise keeps below, five times what the slowest takes. */
    private static final long BOUND_NANOS = 500;

    private static final Loop[] NOTHING = {
        (a, p, c, r, count) -> touch(a, 0), (a, p, c, r, count) -> touch(a, 1), (a, p, c, r, count) -> touch(a, 2)
    };

    private final Loop[] loop;
    private final boolean isSkipped;
    private final Array a;
    private final Array c;
    private final WarmUp warmUp = new WarmUp(this::exercise);

    /** {@code isSkipped} where it counts as compiled; the kinds of arrays for exercises. */
    CastStage(boolean isSkipped, Array a, Array c, Loop loop) {
        this.loop = new Loop[] {loop};
        this.isSkipped = isSkipped;
        this.a = a;
        this.c = c;
    }

    /** A new Java array. */
    interface Array {
        Object of(int length);
    }

    private static void touch(Object array, int i) {
        if (array instanceof int[] ints) {
            ints[i] = i;
        }
    }

    private Exercise exercise() {
        Object from = a.of(COUNT);
        Object to = c.of(COUNT);
        return new Exercise(
                () -> {
                    run(NOTHING, from, 0, to, 0, COUNT);
                    run(loop, from, 0, to, 0, COUNT);
                },
                BOUND_NANOS);
    }

    boolean isReady() {
        return isSkipped || warmUp.isReady();
    }

    void run(Object from, int p, Object to, int r, int count) {
        run(loop, from, p, to, r, count);
    }

    private static void run(Loop[] loops, Object a, int p, Object c, int r, int count) {
        for (Loop each : loops) {
            each.run(a, p, c, r, count);
        }
    }
}
