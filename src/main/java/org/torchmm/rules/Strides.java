package org.torchmm.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What strides say of an array: elements between neighbours in each dimension. */
public final class Strides {

    private Strides() {}

    /** Row-major strides; dimensions of size 0 count as 1, as in torch. */
    public static long[] contiguous(long[] sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= Math.max(sizes[d], 1);
        }
        return strides;
    }

    public static boolean isContiguous(long[] sizes, long[] strides) {
        long[] expected = contiguous(sizes);
        boolean same = true;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] == 0) {
                return true;
            }
            same &= sizes[d] == 1 || strides[d] == expected[d];
        }
        return same;
    }

    /**
     * Those of a copy, which has the order of its source in memory: the same strides if its elements lie side by side, else new ones in
     * that order.
     *
     * <p>Source: {@code infer_dense_strides} and {@code compute_non_overlapping_and_dense}.
     */
    public static long[] ofCopy(long[] sizes, long[] strides) {
        return isDense(sizes, strides) ? strides.clone() : dense(sizes, strides);
    }

    private static boolean isDense(long[] sizes, long[] strides) {
        List<Integer> dims = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] >= 2) {
                dims.add(i);
            }
        }
        dims.sort(Comparator.comparingLong(dim -> strides[dim]));
        long next = 1;
        for (int dim : dims) {
            if (strides[dim] != next) {
                return false;
            }
            next *= sizes[dim];
        }
        return true;
    }

    private static long[] dense(long[] sizes, long[] strides) {
        int rank = sizes.length;
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = rank - 1 - i;
        }
        for (int i = 1; i < rank; i++) {
            int at = i;
            for (int before = i - 1; before >= 0; before--) {
                int comparison = compare(sizes, strides, order[before], order[at]);
                if (comparison > 0) {
                    int swapped = order[before];
                    order[before] = order[at];
                    order[at] = swapped;
                    at = before;
                } else if (comparison < 0) {
                    break;
                }
            }
        }
        long[] copy = new long[rank];
        long next = 1;
        for (int dim : order) {
            copy[dim] = next;
            next *= Math.max(1, sizes[dim]);
        }
        return copy;
    }

    /** A stride of 0 tells nothing. */
    private static int compare(long[] sizes, long[] strides, int dim0, int dim1) {
        if (strides[dim0] == 0 || strides[dim1] == 0) {
            return 0;
        }
        int comparison = Long.compare(strides[dim0], strides[dim1]);
        return comparison != 0 ? comparison : sizes[dim0] > sizes[dim1] ? 1 : 0;
    }

    /**
     * The strides of the same memory seen with other sizes of the same product, or null where that takes a copy
     * ({@code at::detail::computeStride}).
     */
    public static long[] view(long[] sizes, long[] strides, long[] newSizes) {
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            return Arrays.equals(sizes, newSizes) ? strides : contiguous(newSizes);
        }
        long[] newStrides = new long[newSizes.length];
        int v = newSizes.length - 1;
        long chunkStride = sizes.length == 0 ? 1 : strides[sizes.length - 1];
        long elements = 1;
        long viewed = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            elements *= sizes[d];
            boolean chunkEnds = d == 0 || sizes[d - 1] != 1 && strides[d - 1] != elements * chunkStride;
            if (!chunkEnds) {
                continue;
            }
            while (v >= 0 && (viewed < elements || newSizes[v] == 1)) {
                newStrides[v] = viewed * chunkStride;
                viewed *= newSizes[v];
                v--;
            }
            if (viewed != elements) {
                return null;
            }
            if (d > 0) {
                chunkStride = strides[d - 1];
                elements = 1;
                viewed = 1;
            }
        }
        while (v >= 0) {
            newStrides[v--] = chunkStride;
        }
        return newStrides;
    }
}
