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
        int lanes = 32 / dtype.bytes;
        int whole = n - n % (2 * lanes);
        for (int i = 0; i < n; i++) {
            if (i < whole) {
                int lane = i % lanes;
                double base = rounded(dtype, Fused.multiplyAdd(step, i - lane, start));
                storage.setDouble(i, Fused.multiplyAdd((double) lane, step, base));
            } else {
                storage.setDouble(i, Fused.multiplyAdd(step, i, start));
            }
        }
        return storage;
    }

    private static double rounded(Dtype dtype, double value) {
        return switch (dtype) {
            case FLOAT64 -> value;
            case FLOAT16, BFLOAT16 -> {
                HalfFormat format = HalfFormat.of(dtype);
                yield format.rounded((float) value);
            }
            default -> (float) value;
        };
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
