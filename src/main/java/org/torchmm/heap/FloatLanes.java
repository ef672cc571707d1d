package org.torchmm.heap;

/**
 * Internal: many numbers made one in 64 lanes, whatever the vectors of the machine: number i is added to lane i modulo 64, and the
 * lanes are added by halves. A sum of 2048 is 32 rows of such lanes, and so is as accurate as libtorch's cascade, whose rows come
 * to 64.
 */
public final class FloatLanes {

    /** Numbers next to each other that are of different lanes; a power of two. */
    public static final int COUNT = 64;

    private FloatLanes() {}

    static float sum(float[] a, int p, int count) {
        float[] lanes = new float[COUNT];
        if (count <= COUNT) {
            System.arraycopy(a, p, lanes, 0, count);
            fold(lanes, 0, count);
            return lanes[0];
        }
        int whole = count - count % COUNT;
        for (int i = 0; i < whole; i += COUNT) {
            FloatLoops.add(lanes, 0, a, p + i, lanes, 0, COUNT);
        }
        sum(lanes, 0, a, p + whole, count - whole);
        return lanes[0];
    }

    /** What the lanes in {@code c[r, ...)} and the last numbers, fewer than there are lanes, come to, in {@code c[r]}. */
    public static void sum(float[] c, int r, float[] a, int p, int count) {
        for (int i = 0; i < count; i++) {
            c[r + i] += a[p + i];
        }
        fold(c, r, COUNT);
    }

    /** Half of as many lanes as there may be onto the others, again and again; those from {@code used} on are 0. */
    private static void fold(float[] c, int r, int used) {
        for (int half = COUNT / 2; half > 0; half /= 2) {
            for (int i = 0; i < half && half + i < used; i++) {
                c[r + i] += c[r + half + i];
            }
        }
    }

    static float max(float[] a, int p, int count) {
        int n = Math.min(COUNT, count);
        float[] lanes = new float[n];
        System.arraycopy(a, p, lanes, 0, n);
        for (int i = n; i < count; i += n) {
            FloatLoops.maximum(lanes, 0, a, p + i, lanes, 0, Math.min(n, count - i));
        }
        float max = lanes[0];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, lanes[i]);
        }
        return max;
    }

    static float min(float[] a, int p, int count) {
        int n = Math.min(COUNT, count);
        float[] lanes = new float[n];
        System.arraycopy(a, p, lanes, 0, n);
        for (int i = n; i < count; i += n) {
            FloatLoops.minimum(lanes, 0, a, p + i, lanes, 0, Math.min(n, count - i));
        }
        float min = lanes[0];
        for (int i = 1; i < n; i++) {
            min = Math.min(min, lanes[i]);
        }
        return min;
    }
}
