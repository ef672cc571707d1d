package org.torchmm.heap;

/**
 * Internal: many floats, and derived from that doubles, made one in 64 lanes, whatever the vectors of the machine: number i comes to
 * lane i modulo 64, and the lanes come to each other by halves. A sum of 2048 is 32 rows of such lanes, and so is as accurate as
 * libtorch's cascade, whose rows come to 64.
 */
public final class FloatLanes {

    /** Numbers next to each other that are of different lanes; a power of two. */
    public static final int COUNT = 64;

    private static final ThreadLocal<float[]> LANES = ThreadLocal.withInitial(() -> new float[COUNT]);

    private FloatLanes() {}

    /**
     * The thread's own, of any content, for whoever asks next too. New ones of each piece would be 130 KB of a million numbers, and to
     * touch so much for the first time takes longer than to add the numbers.
     */
    public static float[] lanes() {
        return LANES.get();
    }

    /** Of at least one number. */
    public static float fold(BinaryOp op, float[] a, int p, int count) {
        int lanes = Math.min(COUNT, count);
        float[] c = lanes();
        System.arraycopy(a, p, c, 0, lanes);
        int whole = count - count % COUNT;
        if (op == BinaryOp.ADD && whole > COUNT) {
            add(a, p, c, whole);
        } else {
            for (int i = COUNT; i < whole; i += COUNT) {
                FloatArithmetic.plain(op, c, 0, a, p + i, c, 0, COUNT);
            }
        }
        return end(op, c, lanes, a, p + whole, count < COUNT ? 0 : count - whole);
    }

    /** What lanes and the last numbers, fewer than those, come to. */
    public static float end(BinaryOp op, float[] lanes, int used, float[] a, int p, int rest) {
        FloatArithmetic.plain(op, lanes, 0, a, p, lanes, 0, rest);
        halve(op, lanes, used);
        return op == BinaryOp.ADD ? lanes[0] + 0 : lanes[0]; // of zeros of either sign 0, as libtorch's begins with one
    }

    /** All lanes of so many numbers, eight at a time, in registers: of a loop from lane to lane C2 makes no vectors. */
    private static void add(float[] a, int p, float[] c, int whole) {
        for (int lane = 0; lane < COUNT; lane += 8) {
            float c0 = c[lane];
            float c1 = c[lane + 1];
            float c2 = c[lane + 2];
            float c3 = c[lane + 3];
            float c4 = c[lane + 4];
            float c5 = c[lane + 5];
            float c6 = c[lane + 6];
            float c7 = c[lane + 7];
            for (int i = p + lane + COUNT; i < p + whole; i += COUNT) {
                c0 += a[i];
                c1 += a[i + 1];
                c2 += a[i + 2];
                c3 += a[i + 3];
                c4 += a[i + 4];
                c5 += a[i + 5];
                c6 += a[i + 6];
                c7 += a[i + 7];
            }
            c[lane] = c0;
            c[lane + 1] = c1;
            c[lane + 2] = c2;
            c[lane + 3] = c3;
            c[lane + 4] = c4;
            c[lane + 5] = c5;
            c[lane + 6] = c6;
            c[lane + 7] = c7;
        }
    }

    /** Half of as many as there may be onto the others, again and again: what all come to is the first. */
    private static void halve(BinaryOp op, float[] lanes, int used) {
        int left = used;
        for (int half = COUNT / 2; half > 0; half /= 2) {
            if (left > half) {
                FloatArithmetic.plain(op, lanes, 0, lanes, half, lanes, 0, left - half);
                left = half;
            }
        }
    }
}
