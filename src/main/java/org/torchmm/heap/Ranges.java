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
        boolean isHalf = dtype.isHalf();
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

    /**
     * So many from start to end, from both ends to the middle, with one fused operation each where the dtype has it: in the dtype itself,
     * a step of halves too, but of whole numbers in float64.
     */
    static Storage linspace(Recycler recycler, Dtype dtype, double start, double end, long steps) {
        Storage storage = Storage.allocate(recycler, dtype, steps);
        int n = (int) steps;
        if (n == 1) {
            storage.setDouble(0, start);
            return storage;
        }
        switch (dtype) {
            case FLOAT16, BFLOAT16 -> halves(storage, HalfFormat.of(dtype), (float) start, (float) end, n);
            case FLOAT32, COMPLEX64 -> floats(storage, (float) start, (float) end, n);
            case FLOAT64 -> doubles(storage, start, end, n);
            default -> doubles(storage, Casts.toLong(start), Casts.toLong(end), n);
        }
        return storage;
    }

    private static void doubles(Storage storage, double start, double end, int n) {
        double step = (end - start) / (n - 1);
        for (int i = 0; i < n; i++) {
            storage.setDouble(
                    i, i < n / 2 ? Fused.multiplyAdd(step, i, start) : Fused.multiplyAdd(-step, n - i - 1, end));
        }
    }

    private static void floats(Storage storage, float start, float end, int n) {
        float step = (end - start) / (n - 1);
        for (int i = 0; i < n; i++) {
            storage.setDouble(
                    i,
                    i < n / 2
                            ? Fused.multiplyAdd(step, (float) i, start)
                            : Fused.multiplyAdd(-step, (float) (n - i - 1), end));
        }
    }

    private static void halves(Storage storage, HalfFormat format, float start, float end, int n) {
        float first = format.rounded(start);
        float last = format.rounded(end);
        float step = format.rounded(format.rounded(last - first) / format.rounded(n - 1));
        for (int i = 0; i < n; i++) {
            boolean isFirst = i < n / 2;
            float way = format.rounded(step * format.rounded(isFirst ? i : n - i - 1));
            storage.setDouble(i, isFirst ? first + way : last - way);
        }
    }
}
