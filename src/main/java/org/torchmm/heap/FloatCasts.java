package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Rows of float32 as other dtypes, and of halves as float32, a loop each. */
final class FloatCasts {

    private FloatCasts() {}

    /** False, and nothing done, where it has no loop for the two dtypes. */
    static boolean row(Storage source, int offset, int stride, Storage target, int at, int step, int count) {
        if (source.dtype == Dtype.FLOAT32) {
            return from((float[]) source.data, offset, stride, target, at, step, count);
        }
        boolean isHalf = source.dtype == Dtype.FLOAT16 || source.dtype == Dtype.BFLOAT16;
        if (isHalf && target.dtype == Dtype.FLOAT32 && step == 1) {
            halves(source, offset, stride, (float[]) target.data, at, count);
            return true;
        }
        return false;
    }

    static boolean from(float[] a, int offset, int stride, Storage target, int at, int step, int count) {
        switch (target.dtype) {
            case FLOAT64 -> doubles(a, offset, stride, (double[]) target.data, at, step, count);
            case INT32 -> ints(a, offset, stride, (int[]) target.data, at, step, count);
            case FLOAT16 -> float16(a, offset, stride, (short[]) target.data, at, step, count);
            case BFLOAT16 -> bfloat16(a, offset, stride, (short[]) target.data, at, step, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void doubles(float[] a, int offset, int stride, double[] c, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            c[at + i * step] = a[offset + i * stride];
        }
    }

    private static void ints(float[] a, int offset, int stride, int[] c, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            float x = a[offset + i * stride];
            int whole = (int) x;
            c[at + i * step] = whole == Integer.MAX_VALUE || x != x ? Integer.MIN_VALUE : whole; // as Casts.toInt
        }
    }

    private static void float16(float[] a, int offset, int stride, short[] c, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            c[at + i * step] = Halves.floatToFloat16Bits(a[offset + i * stride]);
        }
    }

    private static void bfloat16(float[] a, int offset, int stride, short[] c, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            c[at + i * step] = Halves.floatToBfloat16Bits(a[offset + i * stride]);
        }
    }

    static void halves(Storage source, int offset, int stride, float[] c, int at, int count) {
        short[] a = (short[]) source.data;
        if (source.dtype == Dtype.FLOAT16) {
            for (int i = 0; i < count; i++) {
                c[at + i] = Halves.float16BitsToFloat(a[offset + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = Halves.bfloat16BitsToFloat(a[offset + i * stride]);
            }
        }
    }
}
