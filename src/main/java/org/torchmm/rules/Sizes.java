package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/** What the sizes of an array come to. */
public final class Sizes {

    /** Elements of a Java array, a little below the largest int: some JVMs refuse the last few lengths. */
    public static final int LONGEST = Integer.MAX_VALUE - 8;

    private Sizes() {}

    /** How many elements there are. */
    public static long elements(long[] sizes) {
        return product(sizes, sizes.length);
    }

    /** The product of the first {@code count} sizes. */
    static long product(long[] sizes, int count) {
        long product = 1;
        for (int d = 0; d < count; d++) {
            product *= sizes[d];
        }
        return product;
    }

    /** The sizes themselves; refused where one is negative. */
    public static long[] ofNew(long[] sizes) {
        for (long size : sizes) {
            if (size < 0) {
                throw runtimeError(
                        "Trying to create tensor with negative dimension " + size + ": " + Arrays.toString(sizes));
            }
        }
        return sizes;
    }

    /** Refuses a negative size, and more elements than a long counts. */
    static void checkElements(long[] sizes) {
        long elements = 1;
        for (long size : sizes) {
            if (size < 0 || Math.multiplyHigh(elements, size) != 0 || elements * size < 0) {
                throw runtimeError("numel: integer multiplication overflow");
            }
            elements *= size;
        }
    }

    /** All but the last two. */
    static long[] batch(long[] sizes) {
        return Arrays.copyOf(sizes, Math.max(0, sizes.length - 2));
    }

    /** Sizes, or strides, after the last two dimensions were swapped. */
    static long[] swapLast(long[] values) {
        long[] swapped = values.clone();
        swapped[values.length - 1] = values[values.length - 2];
        swapped[values.length - 2] = values[values.length - 1];
        return swapped;
    }

    /** Refuses what does not broadcast to an array that is written in place. */
    public static void checkInto(long[] sizes, long[] read) {
        long[] broadcast = broadcast(sizes, read);
        if (!Arrays.equals(broadcast, sizes)) {
            throw runtimeError("output with shape " + Arrays.toString(sizes) + " doesn't match the broadcast shape "
                    + Arrays.toString(broadcast));
        }
    }

    /** The sizes that two arrays have together: right-aligned, 1 being stretched; refused where others differ. */
    public static long[] broadcast(long[] a, long[] b) {
        long[] sizes = new long[Math.max(a.length, b.length)];
        for (int d = sizes.length - 1; d >= 0; d--) {
            int from = d - (sizes.length - a.length);
            int from2 = d - (sizes.length - b.length);
            long size = from < 0 ? 1 : a[from];
            long size2 = from2 < 0 ? 1 : b[from2];
            if (size != size2 && size != 1 && size2 != 1) {
                throw runtimeError("The size of tensor a (" + size + ") must match the size of tensor b (" + size2
                        + ") at non-singleton dimension " + d);
            }
            sizes[d] = size == 1 ? size2 : size;
        }
        return sizes;
    }
}
