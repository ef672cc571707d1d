package org.torchmm.heap.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.torchmm.heap.FloatLanes;

/**
 * Many floats, and derived from that doubles, made one: the lanes of {@link FloatLanes}, four vectors at a time. The result is written
 * to {@code c[r]}, where there is room for all lanes.
 */
final class FloatSums {

    /** Lanes of a vector. */
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    @SuppressWarnings(
            "unchecked") // what was loaded is of this class, which C2 has to be told where it went around a loop
    private static final Class<FloatVector> EXACT =
            (Class<FloatVector>) (Class<?>) FloatVector.SPECIES_PREFERRED.vectorType();

    private FloatSums() {}

    private static FloatVector load(float[] a, int at) {
        return EXACT.cast(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, a, at));
    }

    static void sum(float[] a, int p, float[] c, int r, int count) {
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
        FloatLanes.sum(c, r, a, p + whole, count - whole);
    }

    /** Of at least four vectors; the last ones may be read twice. */
    static void max(float[] a, int p, float[] c, int r, int count) {
        FloatVector max0 = load(a, p);
        FloatVector max1 = load(a, p + L);
        FloatVector max2 = load(a, p + count - 2 * L);
        FloatVector max3 = load(a, p + count - L);
        for (int i = 0; i <= count - 4 * L; i += 4 * L) {
            max0 = EXACT.cast(max0).max(load(a, p + i));
            max1 = EXACT.cast(max1).max(load(a, p + i + L));
            max2 = EXACT.cast(max2).max(load(a, p + i + 2 * L));
            max3 = EXACT.cast(max3).max(load(a, p + i + 3 * L));
        }
        for (int i = count - count % (4 * L); i <= count - L; i += L) {
            max0 = EXACT.cast(max0).max(load(a, p + i));
        }
        FloatVector max = EXACT.cast(max0).max(max1).max(EXACT.cast(max2).max(max3));
        c[r] = max.reduceLanes(VectorOperators.MAX);
    }

    static void min(float[] a, int p, float[] c, int r, int count) {
        FloatVector min0 = load(a, p);
        FloatVector min1 = load(a, p + L);
        FloatVector min2 = load(a, p + count - 2 * L);
        FloatVector min3 = load(a, p + count - L);
        for (int i = 0; i <= count - 4 * L; i += 4 * L) {
            min0 = EXACT.cast(min0).min(load(a, p + i));
            min1 = EXACT.cast(min1).min(load(a, p + i + L));
            min2 = EXACT.cast(min2).min(load(a, p + i + 2 * L));
            min3 = EXACT.cast(min3).min(load(a, p + i + 3 * L));
        }
        for (int i = count - count % (4 * L); i <= count - L; i += L) {
            min0 = EXACT.cast(min0).min(load(a, p + i));
        }
        FloatVector min = EXACT.cast(min0).min(min1).min(EXACT.cast(min2).min(min3));
        c[r] = min.reduceLanes(VectorOperators.MIN);
    }
}
