package org.torchmm.rules;

import java.util.Arrays;

/**
 * The strides that libtorch gives the result of an elementwise operation ({@code TensorIteratorBase}): dimensions in the order of the
 * operands' own, as far as these say the same, without gaps.
 */
public final class IteratorStrides {

    private IteratorStrides() {}

    /** Of a result of those sizes; the operands broadcast to them. */
    public static long[] of(long[] sizes, Facts... operands) {
        if (areAlike(sizes, operands)) {
            return operands[0].strides();
        }
        int rank = sizes.length;
        long[][] strides = new long[operands.length][];
        for (int i = 0; i < operands.length; i++) {
            strides[i] = broadcast(sizes, operands[i]);
        }
        int[] order = order(sizes, strides);
        boolean isReversed = true;
        for (int i = 0; i < rank; i++) {
            isReversed &= order[i] == rank - 1 - i;
        }
        if (isReversed) {
            return Strides.contiguous(sizes);
        }
        long[] result = new long[rank];
        long stride = 1;
        for (int d : order) {
            result[d] = stride;
            stride *= sizes[d];
        }
        return result;
    }

    /** Whether all have the result's sizes and one order of elements without gaps. */
    private static boolean areAlike(long[] sizes, Facts... operands) {
        boolean areContiguous = true;
        for (Facts operand : operands) {
            if (!Arrays.equals(operand.sizes(), sizes)) {
                return false;
            }
            areContiguous &= Strides.isContiguous(sizes, operand.strides());
        }
        if (areContiguous) {
            return Arrays.equals(operands[0].strides(), Strides.contiguous(sizes));
        }
        for (Facts operand : operands) {
            if (!Arrays.equals(operand.strides(), operands[0].strides())) {
                return false;
            }
        }
        return isDense(sizes, operands[0].strides());
    }

    private static boolean isDense(long[] sizes, long... strides) {
        Integer[] order = new Integer[sizes.length];
        Arrays.setAll(order, d -> d);
        Arrays.sort(
                order,
                (x, y) -> sizes[x] < 2 || sizes[y] < 2
                        ? Boolean.compare(sizes[x] < 2, sizes[y] < 2)
                        : Long.compare(strides[x], strides[y]));
        long expected = 1;
        for (int d : order) {
            if (sizes[d] < 2) {
                break;
            }
            if (strides[d] != expected) {
                return false;
            }
            expected *= sizes[d];
        }
        return true;
    }

    private static long[] broadcast(long[] sizes, Facts operand) {
        long[] own = operand.sizes();
        long[] strides = new long[sizes.length];
        int added = sizes.length - own.length;
        for (int d = added; d < sizes.length; d++) {
            strides[d] = own[d - added] == 1 && sizes[d] != 1 ? 0 : operand.strides()[d - added];
        }
        return strides;
    }

    /** The dimensions from the fastest on: an insertion sort, as some cannot be compared. */
    private static int[] order(long[] sizes, long[]... strides) {
        int rank = sizes.length;
        int[] order = new int[rank];
        Arrays.setAll(order, i -> rank - 1 - i);
        for (int i = 1; i < rank; i++) {
            int at = i;
            for (int before = i - 1; before >= 0; before--) {
                int comparison = compare(order[before], order[at], sizes, strides);
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
        return order;
    }

    private static int compare(int dim, int dim2, long[] sizes, long[]... strides) {
        for (long[] own : strides) {
            if (own[dim] == 0 || own[dim2] == 0) {
                continue;
            }
            if (own[dim] != own[dim2]) {
                return Long.compare(own[dim], own[dim2]);
            }
            if (sizes[dim] > sizes[dim2]) {
                return 1;
            }
        }
        return 0;
    }
}
