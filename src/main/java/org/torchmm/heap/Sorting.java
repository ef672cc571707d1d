package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.OrderingRules;

/** Lines in order: equal elements stay as they were, and NaN is greater than all. */
final class Sorting {

    /** Sorted elements and where they were. */
    record Sorted(Operand values, Operand indices) {}

    private Sorting() {}

    static Sorted sort(Recycler recycler, Operand a, long axis, boolean isDescending) {
        int dim = OrderingRules.sort(a, axis);
        return first(recycler, a, dim, a.rank() == 0 ? 1 : (int) a.sizes()[dim], isDescending);
    }

    /** The {@code k} greatest, or least, in order; of one element without a dimension itself, whatever {@code k} is. */
    static Sorted top(Recycler recycler, Operand a, long axis, long k, boolean isLargest) {
        int dim = OrderingRules.topk(a, k, axis);
        return first(recycler, a, dim, a.rank() == 0 ? 1 : (int) k, isLargest);
    }

    private static Sorted first(Recycler recycler, Operand a, int dim, int k, boolean isLargest) {
        Lines lines = Lines.of(recycler, a, dim, a.dtype());
        int n = lines.length;
        Storage values = Storage.allocate(recycler, a.dtype(), (long) lines.count * k);
        Storage indices = Storage.allocate(recycler, Dtype.INT64, (long) lines.count * k);
        long[] keys = new long[n];
        int[] order = new int[n];
        for (int i = 0; i < lines.count; i++) {
            for (int j = 0; j < n; j++) {
                long key = key(lines.storage, i * n + j);
                keys[j] = isLargest ? ~key : key;
            }
            order(keys, order);
            for (int j = 0; j < k; j++) {
                Picked.move(lines.storage, i * n + order[j], values, i * k + j);
                indices.setLong(i * k + j, order[j]);
            }
        }
        lines.storage.letGo();
        return new Sorted(lines.array(recycler, values, k, a.dtype()), lines.array(recycler, indices, k, Dtype.INT64));
    }

    /** A long in the same order as the element. */
    private static long key(Storage storage, int i) {
        if (storage.dtype.isWhole()) {
            return storage.getLong(i);
        }
        double value = storage.getDouble(i);
        if (Double.isNaN(value)) {
            return Long.MAX_VALUE;
        }
        long bits = Double.doubleToRawLongBits(value + 0.0); // -0 is 0
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** Merges runs of doubling length. */
    private static void order(long[] keys, int[] order) {
        int n = keys.length;
        int[] from = new int[n];
        int[] to = new int[n];
        Arrays.setAll(from, j -> j);
        for (int run = 1; run < n; run *= 2) {
            for (int start = 0; start < n; start += 2 * run) {
                int middle = Math.min(n, start + run);
                int end = Math.min(n, middle + run);
                int left = start;
                int right = middle;
                for (int j = start; j < end; j++) {
                    boolean isLeft = right >= end || left < middle && keys[from[left]] <= keys[from[right]];
                    to[j] = isLeft ? from[left++] : from[right++];
                }
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        System.arraycopy(from, 0, order, 0, n);
    }
}
