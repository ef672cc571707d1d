package org.torchmm.heap;

import org.torchmm.kernel.Fused;
import org.torchmm.rules.Dtype;

/** Numbers at one distance, to the bit as libtorch's AVX2 code counts them. */
final class Ranges {

    private Ranges() {}

    /**
     * So many from a start on.
     *
     * <p>libtorch's vectors each begin at a rounded number and count on from there; what does not fill two of them is counted one by
     * one. Its threads cut longer ranges in stretches, each with a rest of its own: here it is one stretch.
     */
    static Storage arange(Recycler recycler, Dtype dtype, double start, double step, long length) {
        Storage storage = Storage.allocate(recycler, dtype, length);
        int n = (int) length;
        if (dtype.isWhole()) {
            long first = Casts.toLong(start);
            long by = Casts.toLong(step);
            for (int i = 0; i < n; i++) {
                storage.setLong(i, first + by * i);
            }
            return storage;
        }
        boolean isHalf = dtype == Dtype.FLOAT16 || dtype == Dtype.BFLOAT16;
        int lanes = 32 / dtype.bytes;
        int whole = n - n % (2 * lanes);
        for (int i = 0; i < n; i++) {
            int lane = i < whole ? i % lanes : 0;
            if (isHalf) { // counted in float32, of which others are in float64
                float base = Fused.multiplyAdd((float) step, (float) (i - lane), (float) start);
                base = i < whole ? HalfFormat.of(dtype).rounded(base) : base;
                storage.setDouble(i, Fused.multiplyAdd((float) lane, (float) step, base));
            } else {
                double base = Fused.multiplyAdd(step, i - lane, start);
                base = i < whole && dtype == Dtype.FLOAT32 ? (float) base : base;
                storage.setDouble(i, Fused.multiplyAdd((double) lane, step, base));
            }
        }
        return storage;
    }

    /** float32 from start to stop, or to before it: from both ends to the middle. */
    static Storage linspace(Recycler recycler, float start, float stop, int num, boolean endpoint) {
        Storage storage = Storage.allocate(recycler, Dtype.FLOAT32, num);
        float step = (stop - start) / (endpoint ? num - 1 : num);
        for (int i = 0; i < num; i++) {
            storage.setDouble(i, endpoint && i >= num / 2 ? stop - step * (num - i - 1) : start + step * i);
        }
        return storage;
    }
}
