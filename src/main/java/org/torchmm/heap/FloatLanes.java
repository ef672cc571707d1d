package org.torchmm.heap;

/**
 * Internal: many floats, and derived from that doubles, made one in 64 lanes, whatever the vectors of the machine: number i comes to
 * lane i modulo 64, and the lanes come to each other by halves. A sum of 2048 is 32 rows of such lanes, and so is as accurate as
 * libtorch's cascade, whose rows come to 64.
 */
public final class FloatLanes {

    /** Numbers next to each other that are of different lanes; a power of two. */
    public static final int COUNT = 64;

    private FloatLanes() {}

    /** Of at least one number. */
    public static float fold(BinaryOp op, float[] a, int p, int count) {
        int lanes = Math.min(COUNT, count);
        float[] c = new float[lanes];
        System.arraycopy(a, p, c, 0, lanes);
        for (int i = COUNT; i < count; i += COUNT) {
            FloatArithmetic.plain(op, c, 0, a, p + i, c, 0, Math.min(COUNT, count - i));
        }
        halve(op, c, lanes, 1);
        return end(op, c[0]);
    }

    /** Rows of so many lanes come to the first, half of as many as there may be onto the others, again and again. */
    public static void halve(BinaryOp op, float[] lanes, int rows, int width) {
        int left = rows;
        for (int half = COUNT / 2; half > 0; half /= 2) {
            if (left > half) {
                FloatArithmetic.apply(op, lanes, 0, lanes, half * width, lanes, 0, (left - half) * width);
                left = half;
            }
        }
    }

    /** Of zeros of either sign 0, as libtorch's begins with one. */
    public static float end(BinaryOp op, float result) {
        return op == BinaryOp.ADD ? result + 0 : result;
    }
}
