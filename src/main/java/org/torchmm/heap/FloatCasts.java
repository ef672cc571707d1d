package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Rows of float32 as other dtypes, and of halves as float32, a loop each; where elements follow each other, {@link CastPieces}'. */
final class FloatCasts {

    private FloatCasts() {}

    /** False, and nothing done, where it has no loop for the two dtypes. */
    static boolean row(Storage source, int offset, int stride, Storage target, int at, int step, int count) {
        if (source.dtype == Dtype.FLOAT32) {
            return from((float[]) source.data, offset, stride, target, at, step, count);
        }
        if (target.dtype != Dtype.FLOAT32 || step != 1) {
            return false;
        }
        float[] c = (float[]) target.data;
        switch (source.dtype) {
            case FLOAT16, BFLOAT16 -> halves(source, offset, stride, c, at, count);
            case FLOAT64 -> doubles((double[]) source.data, offset, stride, c, at, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    static boolean from(float[] a, int offset, int stride, Storage target, int at, int step, int count) {
        boolean isDense = stride == 1 && step == 1;
        switch (target.dtype) {
            case FLOAT64 -> {
                double[] c = (double[]) target.data;
                if (isDense) {
                    Pieces.CASTS.float64(a, offset, c, at, count);
                } else {
                    doubles(a, offset, stride, c, at, step, count);
                }
            }
            case INT32 -> {
                int[] c = (int[]) target.data;
                if (isDense) {
                    Pieces.CASTS.int32(a, offset, c, at, count);
                } else {
                    ints(a, offset, stride, c, at, step, count);
                }
            }
            case FLOAT16 -> {
                short[] c = (short[]) target.data;
                if (isDense) {
                    Pieces.CASTS.float16(a, offset, c, at, count);
                } else {
                    float16(a, offset, stride, c, at, step, count);
                }
            }
            case BFLOAT16 -> {
                short[] c = (short[]) target.data;
                if (isDense) {
                    Pieces.CASTS.bfloat16(a, offset, c, at, count);
                } else {
                    bfloat16(a, offset, stride, c, at, step, count);
                }
            }
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
            c[at + i * step] = Casts.toInt(a[offset + i * stride]);
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
        boolean isFloat16 = source.dtype == Dtype.FLOAT16;
        if (stride == 1) {
            if (isFloat16) {
                Pieces.CASTS.ofFloat16(a, offset, c, at, count);
            } else {
                Pieces.CASTS.ofBfloat16(a, offset, c, at, count);
            }
        } else if (isFloat16) {
            for (int i = 0; i < count; i++) {
                c[at + i] = Halves.float16BitsToFloat(a[offset + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = Halves.bfloat16BitsToFloat(a[offset + i * stride]);
            }
        }
    }

    static void doubles(double[] a, int offset, int stride, float[] c, int at, int count) {
        if (stride == 1) {
            Pieces.CASTS.float32(a, offset, c, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            c[at + i] = (float) a[offset + i * stride];
        }
    }
}
