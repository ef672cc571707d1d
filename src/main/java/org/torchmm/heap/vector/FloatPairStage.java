package org.torchmm.heap.vector;

import org.torchmm.kernel.WarmUp;
import org.torchmm.kernel.WarmUp.Exercise;

/** A loop over vectors of two arrays of floats, and derived from that doubles, called as {@link FloatStages} are, for the same reasons. */
final class FloatPairStage {

    /** Of whole vectors. */
    interface Loop {
        void run(float[] a, int p, float[] b, int q, float[] c, int r, int count);
    }

    private static final int COUNT = 128;

    private static final long BOUND_NANOS = 2_000;

    private static final Loop[] NOTHING = {
        (a, p, b, q, c, r, count) -> c[0] = 0,
        (a, p, b, q, c, r, count) -> c[0] = 1,
        (a, p, b, q, c, r, count) -> c[0] = 2
    };

    private final Loop loop;
    private final boolean isSkipped;
    private final WarmUp warmUp = new WarmUp(this::exercise);

    /** {@code isSkipped} where it counts as compiled. */
    FloatPairStage(boolean isSkipped, Loop loop) {
        this.isSkipped = isSkipped;
        this.loop = loop;
    }

    private Exercise exercise() {
        float[] a = new float[COUNT];
        float[] c = new float[COUNT];
        return new Exercise(
                () -> {
                    for (Loop nothing : NOTHING) {
                        run(nothing, a, 0, a, 0, c, 0, COUNT);
                    }
                    run(loop, a, 0, a, 0, c, 0, COUNT);
                },
                BOUND_NANOS);
    }

    boolean isReady() {
        return isSkipped || warmUp.isReady();
    }

    void run(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        run(loop, a, p, b, q, c, r, count);
    }

    private static void run(Loop loop, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        loop.run(a, p, b, q, c, r, count);
    }
}
