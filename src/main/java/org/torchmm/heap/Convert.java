package org.torchmm.heap;

import org.torchmm.rules.Dtype;

/** Rows of elements from a storage to the wide numbers of a piece, and back. */
final class Convert {

    private Convert() {}

    /** The first element everywhere. */
    static void repeat(Object array, int parts, int count) {
        int have = parts;
        int all = parts * count;
        while (have < all) {
            int more = Math.min(have, all - have);
            System.arraycopy(array, 0, array, have, more);
            have += more;
        }
    }

    /** Reads a row as a dtype, into a piece of its wide one. */
    static void read(Storage source, int offset, int stride, Dtype dtype, Object piece, int at, int count) {
        if (dtype == Dtype.BOOL && source.dtype != Dtype.BOOL) {
            truths(source, offset, stride, (int[]) piece, at, count);
            return;
        }
        if (piece instanceof float[] c) {
            if (dtype == Dtype.COMPLEX64) {
                complexes(source, offset, stride, c, at, count);
            } else {
                floats(source, offset, stride, c, at, count);
            }
        } else if (piece instanceof double[] c) {
            doubles(source, offset, stride, c, at, count);
        } else if (piece instanceof long[] c) {
            longs(source, offset, stride, c, at, count);
        } else {
            ints(source, offset, stride, dtype, (int[]) piece, at, count);
        }
        if (source.dtype != dtype && dtype.bytes < 4) {
            round(dtype, piece, at, count);
        }
    }

    private static void truths(Storage source, int offset, int stride, int[] c, int at, int count) {
        for (int i = 0; i < count; i++) {
            c[at + i] = isTrue(source, offset + i * stride) ? 1 : 0;
        }
    }

    static boolean isTrue(Storage source, int i) {
        if (source.dtype == Dtype.COMPLEX64) {
            float[] pairs = (float[]) source.data;
            return pairs[2 * i] != 0 || pairs[2 * i + 1] != 0;
        }
        return source.dtype.isWhole() ? source.getLong(i) != 0 : source.getDouble(i) != 0;
    }

    private static void floats(Storage source, int offset, int stride, float[] c, int at, int count) {
        if (source.dtype == Dtype.FLOAT32) {
            float[] a = (float[]) source.data;
            if (stride == 1) {
                System.arraycopy(a, offset, c, at, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source.dtype == Dtype.INT32) {
            int[] a = (int[]) source.data;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source.dtype.isWhole()) {
            for (int i = 0; i < count; i++) {
                c[at + i] = source.getLong(offset + i * stride);
            }
        } else if (source.dtype.isHalf()) {
            FloatCasts.halves(source, offset, stride, c, at, count);
        } else if (source.data instanceof double[] a) {
            FloatCasts.doubles(a, offset, stride, c, at, count);
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = (float) source.getDouble(offset + i * stride);
            }
        }
    }

    private static void doubles(Storage source, int offset, int stride, double[] c, int at, int count) {
        if (source.dtype == Dtype.FLOAT64) {
            double[] a = (double[]) source.data;
            if (stride == 1) {
                System.arraycopy(a, offset, c, at, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source.dtype == Dtype.FLOAT32) {
            float[] a = (float[]) source.data;
            if (stride == 1) {
                Pieces.CASTS.float64(a, offset, c, at, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = source.getDouble(offset + i * stride);
            }
        }
    }

    private static void ints(Storage source, int offset, int stride, Dtype dtype, int[] c, int at, int count) {
        if (source.data instanceof int[] a) {
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source.data instanceof byte[] || source.dtype == Dtype.INT16) {
            WholeCasts.ints(source, offset, stride, c, at, count);
        } else if (source.dtype.isWhole() || dtype == Dtype.UINT8) {
            for (int i = 0; i < count; i++) {
                c[at + i] = (int) source.getLong(offset + i * stride);
            }
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = Casts.toInt(source.getDouble(offset + i * stride));
            }
        }
    }

    private static void longs(Storage source, int offset, int stride, long[] c, int at, int count) {
        if (source.data instanceof long[] a) {
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                c[at + i] = source.getLong(offset + i * stride);
            }
        }
    }

    private static void complexes(Storage source, int offset, int stride, float[] c, int at, int count) {
        for (int i = 0; i < count; i++) {
            int from = offset + i * stride;
            int to = 2 * (at + i);
            if (source.dtype == Dtype.COMPLEX64) {
                float[] a = (float[]) source.data;
                c[to] = a[2 * from];
                c[to + 1] = a[2 * from + 1];
            } else {
                c[to] = source.dtype.isWhole() ? source.getLong(from) : (float) source.getDouble(from);
                c[to + 1] = 0;
            }
        }
    }

    /** To what a narrow dtype holds. */
    private static void round(Dtype dtype, Object piece, int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (piece instanceof float[] c) {
                c[i] = HalfFormat.of(dtype).rounded(c[i]);
            } else if (piece instanceof int[] c) {
                c[i] = switch (dtype) {
                    case INT8 -> (byte) c[i];
                    case UINT8 -> c[i] & 0xff;
                    case INT16 -> (short) c[i];
                    default -> c[i];
                };
            }
        }
    }

    /** Writes a piece to a row of a storage, converted to its dtype. */
    static void write(Object piece, int at, Storage target, int offset, int stride, int count) {
        int parts = Storage.parts(target.dtype);
        if (stride == 1 && piece.getClass() == target.data.getClass()) {
            System.arraycopy(piece, parts * at, target.data, parts * offset, parts * count);
        } else if (piece instanceof float[] a) {
            if (FloatCasts.from(a, at, 1, target, offset, stride, count)) {
                return;
            }
            for (int i = 0; i < count; i++) {
                target.setDouble(offset + i * stride, a[at + i]);
            }
        } else if (piece instanceof double[] a) {
            for (int i = 0; i < count; i++) {
                target.setDouble(offset + i * stride, a[at + i]);
            }
        } else if (piece instanceof long[] a) {
            for (int i = 0; i < count; i++) {
                target.setLong(offset + i * stride, a[at + i]);
            }
        } else if (piece instanceof int[] a) {
            for (int i = 0; i < count; i++) {
                target.setLong(offset + i * stride, a[at + i]);
            }
        } else {
            byte[] a = (byte[]) piece;
            for (int i = 0; i < count; i++) {
                target.setLong(offset + i * stride, a[at + i]);
            }
        }
    }
}
