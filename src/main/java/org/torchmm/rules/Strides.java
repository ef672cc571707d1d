package org.torchmm.rules;

import java.util.Arrays;

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
