package org.torchmm.heap.vector;

import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import org.torchmm.heap.BinaryOp;
import org.torchmm.heap.FloatPairs;

/** Operations on two floats, and derived from that doubles, over whole vectors as soon as that is compiled. */
public final class FloatVectorPairs implements FloatPairs {

    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    @SuppressWarnings("unchecked") // as in FloatVectorFolds
    private static final Class<FloatVector> EXACT =
            (Class<FloatVector>) (Class<?>) FloatVector.SPECIES_PREFERRED.vectorType();

    private final Map<BinaryOp, FloatPairStage> stages = new EnumMap<>(BinaryOp.class);

    /** In a JVM that runs {@code org.torchmm.kernel.vector}'s kernel. */
    public FloatVectorPairs() {
        this(false);
    }

    private FloatVectorPairs(boolean isWarm) {
        stages.put(BinaryOp.ADD, new FloatPairStage(isWarm, FloatVectorPairs::add));
        stages.put(BinaryOp.SUB, new FloatPairStage(isWarm, FloatVectorPairs::sub));
        stages.put(BinaryOp.MUL, new FloatPairStage(isWarm, FloatVectorPairs::mul));
        stages.put(BinaryOp.DIV, new FloatPairStage(isWarm, FloatVectorPairs::div));
        stages.put(BinaryOp.MAXIMUM, new FloatPairStage(isWarm, FloatVectorPairs::maximum));
        stages.put(BinaryOp.MINIMUM, new FloatPairStage(isWarm, FloatVectorPairs::minimum));
    }

    /** Everything counts as compiled: for tests, which have no time to wait. */
    public static FloatVectorPairs warm() {
        return new FloatVectorPairs(true);
    }

    @Override
    public int apply(BinaryOp op, float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        FloatPairStage stage = count < L ? null : stages.get(op);
        if (stage == null || !stage.isReady()) {
            return 0;
        }
        int whole = count - count % L;
        stage.run(a, p, b, q, c, r, whole);
        return whole;
    }

    private static FloatVector load(float[] a, int at) {
        return EXACT.cast(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, a, at));
    }

    private static void add(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).add(load(b, q + i)).intoArray(c, r + i);
        }
    }

    private static void sub(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).sub(load(b, q + i)).intoArray(c, r + i);
        }
    }

    private static void mul(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).mul(load(b, q + i)).intoArray(c, r + i);
        }
    }

    private static void div(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).div(load(b, q + i)).intoArray(c, r + i);
        }
    }

    private static void maximum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).max(load(b, q + i)).intoArray(c, r + i);
        }
    }

    private static void minimum(float[] a, int p, float[] b, int q, float[] c, int r, int count) {
        for (int i = 0; i < count; i += L) {
            load(a, p + i).min(load(b, q + i)).intoArray(c, r + i);
        }
    }
}
