package org.torchmm.rules;

import java.util.Arrays;

/**
 * The strides that libtorch gives a new array whose elements are computed from those of others: it goes through memory as they do,
 * the first that leaves no doubt deciding.
 *
 * <p>Source: {@code aten/src/ATen/TensorIterator.cpp}, {@code aten/src/ATen/ExpandUtils.cpp} ({@code infer_dense_strides}).
 */
public final class MemoryOrder {

    /** What one operand says: sizes and strides. */
    public record Form(long[] sizes, long[] strides) {

        public static Form of(Facts array) {
            return new Form(array.sizes(), array.strides());
        }

        /** Of a copy, as a conversion to another dtype makes it. */
        public Form copied() {
            return new Form(sizes, ofCopy(sizes, strides));
        }

        boolean isContiguous() {
            return Strides.isContiguous(sizes, strides);
        }
    }

    private MemoryOrder() {}

    /** Of a copy, of {@code zeros_like} and of what else preserves an array's format. */
    public static long[] ofCopy(long[] sizes, long[] strides) {
        if (isDense(sizes, strides)) {
            return strides;
        }
        int[] order = order(sizes, new Form(sizes, strides));
        long[] result = new long[sizes.length];
        long stride = 1;
        for (int dim : order) {
            result[dim] = stride;
            stride *= Math.max(sizes[dim], 1);
        }
        return result;
    }

    /** Of a result of those sizes, which the operands broadcast to. */
    public static long[] ofResult(long[] sizes, Form... operands) {
        long[] alike = ofOperandsAlike(sizes, operands);
        if (alike != null) {
            return alike;
        }
        int rank = sizes.length;
        int[] order = order(sizes, operands);
        boolean isRowMajor = true;
        for (int i = 0; i < rank; i++) {
            isRowMajor &= order[i] == rank - 1 - i;
        }
        if (isRowMajor) {
            return Strides.contiguous(sizes);
        }
        long[] strides = new long[rank];
        long stride = 1;
        for (int dim : order) {
            strides[dim] = stride;
            stride *= sizes[dim]; // by 0 too
        }
        return strides;
    }

    /** Where all are of the result's sizes and densely packed in one way: that way; else null. */
    private static long[] ofOperandsAlike(long[] sizes, Form... operands) {
        boolean isContiguous = true;
        boolean isChannelsLast = true;
        boolean isSame = true;
        for (Form operand : operands) {
            if (!Arrays.equals(operand.sizes, sizes)) {
                return null;
            }
            isContiguous &= operand.isContiguous();
            isChannelsLast &= isChannelsLast(sizes, operand.strides);
            isSame &= Arrays.equals(operand.strides, operands[0].strides);
        }
        if (isContiguous) {
            return Strides.contiguous(sizes);
        }
        if (isChannelsLast) {
            return channelsLast(sizes);
        }
        return isSame && isDense(sizes, operands[0].strides) ? operands[0].strides : null;
    }

    /** Of arrays joined: the channels innermost if all have them so, as libtorch's guess is, else row by row. */
    public static long[] ofJoined(long[] sizes, Form... parts) {
        for (Form part : parts) {
            if (part.sizes.length != sizes.length || !looksChannelsLast(part.sizes, part.strides)) {
                return Strides.contiguous(sizes);
            }
        }
        return channelsLast(sizes);
    }

    /** Of images or volumes, (N, C, H, W) or (N, C, D, H, W). */
    private static long[] channelsLast(long[] sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int i = 0; i < sizes.length; i++) {
            int dim = fromInside(i, sizes.length);
            strides[dim] = stride;
            stride *= sizes[dim];
        }
        return strides;
    }

    /** The dimension at that place, the channels being innermost. */
    private static int fromInside(int place, int rank) {
        return place == 0 ? 1 : place == rank - 1 ? 0 : rank - place;
    }

    /** {@code c10/core/MemoryFormat.h}, {@code is_channels_last_strides_2d} and {@code _3d}: also of what is not packed. */
    private static boolean looksChannelsLast(long[] sizes, long[] strides) {
        int rank = sizes.length;
        if (rank != 4 && rank != 5 || strides[1] == 0) {
            return false;
        }
        long least = 0;
        for (int i = 0; i < rank; i++) {
            int dim = fromInside(i, rank);
            boolean isAmbiguous = dim == 0 && least == strides[1];
            if (sizes[dim] == 0 || strides[dim] < least || isAmbiguous) {
                return false;
            }
            least = strides[dim] * Math.max(sizes[dim], 1);
        }
        return true;
    }

    private static boolean isChannelsLast(long[] sizes, long[] strides) {
        return sizes.length == 4 && isPacked(sizes, strides, 1, 3, 2, 0);
    }

    private static boolean isPacked(long[] sizes, long[] strides, int... order) {
        long stride = 1;
        for (int dim : order) {
            if (sizes[dim] != 1) {
                if (strides[dim] != stride) {
                    return false;
                }
                stride *= sizes[dim];
            }
        }
        return true;
    }

    /** Whether the elements fill a stretch of memory, each in a place of its own. */
    static boolean isDense(long[] sizes, long[] strides) {
        if (Strides.isContiguous(sizes, strides)) {
            return true;
        }
        int[] dims = new int[sizes.length];
        int count = 0;
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] == 1) {
                continue;
            }
            int at = count++;
            for (; at > 0 && strides[dims[at - 1]] > strides[d]; at--) {
                dims[at] = dims[at - 1];
            }
            dims[at] = d;
        }
        return isPacked(sizes, strides, Arrays.copyOf(dims, count));
    }

    /** The dimensions, the innermost first: a stable insertion sort, in which what is in doubt stays in row-major order. */
    private static int[] order(long[] sizes, Form... operands) {
        int rank = sizes.length;
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = rank - 1 - i;
        }
        for (int i = 1; i < rank; i++) {
            int at = i;
            for (int before = i - 1; before >= 0; before--) {
                int comparison = compare(sizes, order[before], order[at], operands);
                if (comparison < 0) {
                    break;
                }
                if (comparison > 0) {
                    int saved = order[before];
                    order[before] = order[at];
                    order[at] = saved;
                    at = before;
                }
            }
        }
        return order;
    }

    /** Whether a dimension is further inside than another: negative; positive if further outside; 0 in doubt. */
    private static int compare(long[] sizes, int dim, int dim2, Form... operands) {
        for (Form operand : operands) {
            long stride = stride(sizes, operand, dim);
            long stride2 = stride(sizes, operand, dim2);
            if (stride == 0 || stride2 == 0) {
                continue;
            }
            if (stride != stride2) {
                return Long.compare(stride, stride2);
            }
            if (sizes[dim] > sizes[dim2]) {
                return 1;
            }
        }
        return 0;
    }

    private static long stride(long[] sizes, Form operand, int dim) {
        int own = dim - (sizes.length - operand.sizes.length);
        return own < 0 || operand.sizes[own] == 1 && sizes[dim] != 1 ? 0 : operand.strides[own];
    }
}
