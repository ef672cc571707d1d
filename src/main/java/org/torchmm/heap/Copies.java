package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;

/** Copies elements of any layout to a row-major stretch, converting them where the dtypes differ. */
final class Copies {

    /** A tile of 32 rows and columns of floats is 4 KB on either side. */
    private static final int TILE = 32;

    /** Where conversions are cut for threads: at whole vectors and cache lines. */
    private static final int STEP = 256;

    private Copies() {}

    /** All elements in row-major order, in memory of its own. */
    static Storage dense(Recycler recycler, Storage source, Layout layout, Dtype dtype) {
        Storage target = Storage.allocate(recycler, dtype, layout.count());
        copy(source, layout, target, 0);
        return target;
    }

    /** The elements in row-major order to {@code target[at, ...)}. */
    static void copy(Storage source, Layout layout, Storage target, int at) {
        if (source.dtype != target.dtype) {
            convert(source, layout, target, at);
        } else if (source.dtype == Dtype.COMPLEX64) {
            pairs((float[]) source.data, layout, (float[]) target.data, at);
        } else {
            same(source.data, layout.merged(), target.data, at);
        }
    }

    private static void same(Object source, Layout m, Object target, int at) {
        int r = m.rank();
        if (r >= 2 && m.strides()[r - 1] != 1 && m.strides()[r - 2] == 1 && source instanceof float[] a) {
            transposed(a, m, (float[]) target, at);
        } else {
            m.forEachRow((from, offset, stride, count) -> row(source, offset, stride, target, at + from, count));
        }
    }

    private static void pairs(float[] a, Layout layout, float[] c, int at) {
        layout.forEachRow((from, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                c[2 * (at + from + i)] = a[2 * (offset + i * stride)];
                c[2 * (at + from + i) + 1] = a[2 * (offset + i * stride) + 1];
            }
        });
    }

    private static void row(Object source, int offset, int stride, Object target, int at, int count) {
        if (stride == 1) {
            System.arraycopy(source, offset, target, at, count);
        } else if (source instanceof float[] a) {
            float[] c = (float[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source instanceof double[] a) {
            double[] c = (double[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source instanceof int[] a) {
            int[] c = (int[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source instanceof long[] a) {
            long[] c = (long[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else if (source instanceof short[] a) {
            short[] c = (short[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        } else {
            byte[] a = (byte[]) source;
            byte[] c = (byte[]) target;
            for (int i = 0; i < count; i++) {
                c[at + i] = a[offset + i * stride];
            }
        }
    }

    /** Tile by tile, so that both sides stay in the cache. */
    private static void transposed(float[] a, Layout m, float[] c, int at) {
        int r = m.rank();
        int rows = (int) m.sizes()[r - 2];
        int columns = (int) m.sizes()[r - 1];
        int stride = (int) m.strides()[r - 1];
        Layout outer = new Layout(Arrays.copyOf(m.sizes(), r - 2), Arrays.copyOf(m.strides(), r - 2), m.offset());
        outer.forEachRow((from, offset, step, count) -> {
            for (int q = 0; q < count; q++) {
                matrix(a, offset + q * step, stride, c, at + (from + q) * rows * columns, rows, columns);
            }
        });
    }

    private static void matrix(float[] a, int offset, int stride, float[] c, int to, int rows, int columns) {
        for (int i0 = 0; i0 < rows; i0 += TILE) {
            int i1 = Math.min(rows, i0 + TILE);
            for (int j0 = 0; j0 < columns; j0 += TILE) {
                int j1 = Math.min(columns, j0 + TILE);
                for (int i = i0; i < i1; i++) {
                    for (int j = j0; j < j1; j++) {
                        c[to + i * columns + j] = a[offset + i + j * stride];
                    }
                }
            }
        }
    }

    private static void convert(Storage source, Layout layout, Storage target, int at) {
        layout.forEachRow((from, offset, stride, count) -> Parallel.run(
                count,
                1,
                STEP,
                (i, end) -> convert(source, offset + i * stride, stride, target, at + from + i, end - i)));
    }

    private static void convert(Storage source, int offset, int stride, Storage target, int at, int count) {
        if (FloatCasts.row(source, offset, stride, target, at, 1, count)
                || WholeCasts.row(source, offset, stride, target, at, count)) {
            return;
        }
        boolean isWhole = source.dtype.isWhole();
        boolean isTruth = target.dtype == Dtype.BOOL;
        for (int i = 0; i < count; i++) {
            int index = offset + i * stride;
            if (isTruth) {
                target.setLong(at + i, Convert.isTrue(source, index) ? 1 : 0);
            } else if (isWhole) {
                target.setLong(at + i, source.getLong(index));
            } else {
                target.setDouble(at + i, source.getDouble(index));
            }
        }
    }

    /** Elements in row-major order, of the target's dtype, to where another layout has them. */
    static void assign(Storage dense, Storage target, Layout layout) {
        int parts = Storage.parts(target.dtype);
        layout.forEachRow((from, offset, stride, count) -> {
            if (stride == 1) {
                System.arraycopy(dense.data, parts * from, target.data, parts * offset, parts * count);
                return;
            }
            for (int i = 0; i < count; i++) {
                System.arraycopy(dense.data, parts * (from + i), target.data, parts * (offset + i * stride), parts);
            }
        });
    }
}
