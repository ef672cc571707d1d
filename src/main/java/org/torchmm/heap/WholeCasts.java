package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Rows of the small whole dtypes as int32, and of int32 as those, a loop each; where elements follow each other, {@link CastPieces}'. */
final class WholeCasts {

    private WholeCasts() {}

    /** False, and nothing done, where it has no loop for the two dtypes. */
    static boolean row(Storage source, int offset, int stride, Storage target, int at, int count) {
        if (source.data instanceof int[] a) {
            return stride == 1 && from(a, offset, target, at, count);
        }
        boolean isSmall = source.dtype == Dtype.INT8 || source.dtype == Dtype.UINT8 || source.dtype == Dtype.INT16;
        if (!isSmall || target.dtype != Dtype.INT32) {
            return false;
        }
        ints(source, offset, stride, (int[]) target.data, at, count);
        return true;
    }

    private static boolean from(int[] a, int offset, Storage target, int at, int count) {
        switch (target.dtype) {
            case INT8, UINT8 -> Pieces.CASTS.int8(a, offset, (byte[]) target.data, at, count);
            case INT16 -> Pieces.CASTS.int16(a, offset, (short[]) target.data, at, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Of int8, uint8, int16 or bool. */
    static void ints(Storage source, int offset, int stride, int[] c, int at, int count) {
        if (source.data instanceof short[] a) {
            if (stride == 1) {
                Pieces.CASTS.ofInt16(a, offset, c, at, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
            return;
        }
        byte[] a = (byte[]) source.data;
        boolean isSigned = source.dtype != Dtype.UINT8;
        if (stride != 1) {
            int mask = isSigned ? -1 : 0xff;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride] & mask;
            }
        } else if (isSigned) {
            Pieces.CASTS.ofInt8(a, offset, c, at, count);
        } else {
            Pieces.CASTS.ofUint8(a, offset, c, at, count);
        }
    }
}
