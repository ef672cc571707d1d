package org.torchmm.heap.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.torchmm.heap.BinaryOp;
import org.torchmm.heap.FloatFolds;
import org.torchmm.heap.FloatLanes;

/** The lanes of {@link FloatLanes}, four vectors at a time as soon as that is compiled; and derived from that doubles. */
public final class FloatVectorFolds implements FloatFolds {

    /** Lanes of a vector. */
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    /** Shorter ones take the plain loop. */
    private static final int LONG = 2 * FloatLanes.COUNT;

    @SuppressWarnings(
            "unchecked") // what was loaded is of this class, which C2 has to be told where it went around a loop
    private static final Class<FloatVector> EXACT =
            (Class<FloatVector>) (Class<?>) FloatVector.SPECIES_PREFERRED.vectorType();

    private final FloatStages sum;
    private final FloatStages product;
    private final FloatStages max;
    private final FloatStages min;

    /** In a JVM that runs {@code org.torchmm.kernel.vector}'s kernel. */
    public FloatVectorFolds() {
        this(false);
    }

    private FloatVectorFolds(boolean isWarm) {
        sum = new FloatStages(isWarm, FloatVectorFolds::sum);
        product = new FloatStages(isWarm, FloatVectorFolds::product);
        max = new FloatStages(isWarm, (a, p, c, r, count) -> greatest(1, a, p, c, r, count));
        min = new FloatStages(isWarm, (a, p, c, r, count) -> greatest(-1, a, p, c, r, count));
    }

    /** Everything counts as compiled: for tests, which have no time to wait. */
    public static FloatVectorFolds warm() {
        return new FloatVectorFolds(true);
    }

    @Override
    public float apply(BinaryOp op, float[] a, int p, int count) {
        FloatStages stages = switch (op) {
            case ADD -> sum;
            case MUL -> product;
            case MAXIMUM -> max;
            default -> min;
        };
        if (count < LONG || !stages.isReady()) {
            return FloatLanes.fold(op, a, p, count);
        }
        float[] c = FloatLanes.lanes();
        stages.run(a, p, c, 0, count);
        if (op == BinaryOp.ADD || op == BinaryOp.MUL) {
            int rest = count % FloatLanes.COUNT;
            return FloatLanes.end(op, c, FloatLanes.COUNT, a, p + count - rest, rest);
        }
        return op == BinaryOp.MAXIMUM ? c[0] : -c[0];
    }

    private static FloatVector load(float[] a, int at) {
        return EXACT.cast(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, a, at));
    }

    /** All lanes, of whole rows of them. */
    private static void sum(float[] a, int p, float[] c, int r, int count) {
        int whole = count - count % FloatLanes.COUNT;
        for (int lane = 0; lane < FloatLanes.COUNT; lane += 4 * L) {
            FloatVector sum0 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (int i = lane; i < whole; i += FloatLanes.COUNT) {
                sum0 = EXACT.cast(sum0).add(load(a, p + i));
                sum1 = EXACT.cast(sum1).add(load(a, p + i + L));
                sum2 = EXACT.cast(sum2).add(load(a, p + i + 2 * L));
                sum3 = EXACT.cast(sum3).add(load(a, p + i + 3 * L));
            }
            EXACT.cast(sum0).intoArray(c, r + lane);
            EXACT.cast(sum1).intoArray(c, r + lane + L);
            EXACT.cast(sum2).intoArray(c, r + lane + 2 * L);
            EXACT.cast(sum3).intoArray(c, r + lane + 3 * L);
        }
    }

    private static void product(float[] a, int p, float[] c, int r, int count) {
        int whole = count - count % FloatLanes.COUNT;
        for (int lane = 0; lane < FloatLanes.COUNT; lane += 4 * L) {
            FloatVector product0 = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1);
            FloatVector product1 = product0;
            FloatVector product2 = product0;
            FloatVector product3 = product0;
            for (int i = lane; i < whole; i += FloatLanes.COUNT) {
                product0 = EXACT.cast(product0).mul(load(a, p + i));
                product1 = EXACT.cast(product1).mul(load(a, p + i + L));
                product2 = EXACT.cast(product2).mul(load(a, p + i + 2 * L));
                product3 = EXACT.cast(product3).mul(load(a, p + i + 3 * L));
            }
            EXACT.cast(product0).intoArray(c, r + lane);
            EXACT.cast(product1).intoArray(c, r + lane + L);
            EXACT.cast(product2).intoArray(c, r + lane + 2 * L);
            EXACT.cast(product3).intoArray(c, r + lane + 3 * L);
        }
    }

    /** The greatest of what numbers times a sign are, of at least four vectors; the last ones may be read twice. */
    private static void greatest(float sign, float[] a, int p, float[] c, int r, int count) {
        FloatVector max0 = load(a, p).mul(sign);
        FloatVector max1 = load(a, p + L).mul(sign);
        FloatVector max2 = load(a, p + count - 2 * L).mul(sign);
        FloatVector max3 = load(a, p + count - L).mul(sign);
        for (int i = 0; i <= count - 4 * L; i += 4 * L) {
            max0 = EXACT.cast(max0).max(load(a, p + i).mul(sign));
            max1 = EXACT.cast(max1).max(load(a, p + i + L).mul(sign));
            max2 = EXACT.cast(max2).max(load(a, p + i + 2 * L).mul(sign));
            max3 = EXACT.cast(max3).max(load(a, p + i + 3 * L).mul(sign));
        }
        for (int i = count - count % (4 * L); i <= count - L; i += L) {
            max0 = EXACT.cast(max0).max(load(a, p + i).mul(sign));
        }
        FloatVector max = EXACT.cast(max0).max(max1).max(EXACT.cast(max2).max(max3));
        c[r] = max.reduceLanes(VectorOperators.MAX);
    }
}
