package org.torchmm.rules;

import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;
import java.util.List;

/**
 * What libtorch 2.7.1 refuses where arrays are joined and cut, in its order and in its words; each method answers with what the call
 * comes down to.
 *
 * <p>Source: {@code aten/src/ATen/native/TensorShape.cpp}.
 */
public final class JoiningRules {

    private JoiningRules() {}

    /** The dimension, counted from the front; 0 where there are only arrays of size (0), which torch joins to anything. */
    public static int cat(List<? extends Facts> tensors, long dim) {
        if (tensors.isEmpty()) {
            throw runtimeError("torch.cat(): expected a non-empty list of Tensors");
        }
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).rank() == 0) {
                throw runtimeError("zero-dimensional tensor (at position " + i + ") cannot be concatenated");
            }
        }
        long[] first = null;
        int d = 0;
        for (int i = 0; i < tensors.size(); i++) {
            long[] sizes = tensors.get(i).sizes();
            if (isNothing(sizes)) {
                continue;
            }
            if (first == null) {
                first = sizes;
                d = ViewRules.dimension(dim, first.length);
            }
            checkSizes(first, sizes, d, i);
        }
        return d;
    }

    /** Whether they are those of an array that torch joins to anything. */
    public static boolean isNothing(long[] sizes) {
        return sizes.length == 1 && sizes[0] == 0;
    }

    private static void checkSizes(long[] first, long[] sizes, int dim, int number) {
        if (sizes.length != first.length) {
            throw runtimeError(
                    "Tensors must have same number of dimensions: got " + first.length + " and " + sizes.length);
        }
        for (int d = 0; d < first.length; d++) {
            if (d != dim && sizes[d] != first[d]) {
                throw runtimeError("Sizes of tensors must match except in dimension " + dim + ". Expected size "
                        + first[d] + " but got size " + sizes[d] + " for tensor number " + number + " in the list.");
            }
        }
    }

    /** The new dimension, counted from the front. */
    public static int stack(List<? extends Facts> tensors, long dim) {
        if (tensors.isEmpty()) {
            throw runtimeError("stack expects a non-empty TensorList");
        }
        long[] first = tensors.get(0).sizes();
        int d = ViewRules.dimension(dim, first.length + 1);
        for (int i = 0; i < tensors.size(); i++) {
            long[] sizes = tensors.get(i).sizes();
            if (!Arrays.equals(sizes, first)) {
                throw runtimeError("stack expects each tensor to be equal size, but got " + Arrays.toString(first)
                        + " at entry 0 and " + Arrays.toString(sizes) + " at entry " + i);
            }
        }
        return d;
    }

    /** The sizes of arrays that are not refused, next to each other. */
    static long[] joined(List<? extends Facts> tensors, long dim) {
        int d = cat(tensors, dim);
        long[] joined = null;
        for (Facts tensor : tensors) {
            if (isNothing(tensor.sizes())) {
                continue;
            }
            if (joined == null) {
                joined = tensor.sizes().clone();
            } else {
                joined[d] += tensor.sizes()[d];
            }
        }
        return joined == null ? new long[1] : joined;
    }

    /** The same along a new dimension. */
    static long[] stacked(List<? extends Facts> tensors, long dim) {
        int d = stack(tensors, dim);
        long[] sizes = tensors.get(0).sizes();
        long[] stacked = new long[sizes.length + 1];
        System.arraycopy(sizes, 0, stacked, 0, d);
        stacked[d] = tensors.size();
        System.arraycopy(sizes, d, stacked, d + 1, sizes.length - d);
        return stacked;
    }

    /** The sizes of parts of so many elements each, and of what is left. */
    public static long[] split(Facts tensor, long size, long dim) {
        checkRank("split", tensor);
        if (size < 0) {
            throw runtimeError("split expects split_size be non-negative, but got split_size=" + size);
        }
        long all = tensor.sizes()[ViewRules.dimension(dim, tensor.rank())];
        if (size == 0 && all > 0) {
            throw runtimeError("split_size can only be 0 if dimension size is 0, but got dimension size of " + all);
        }
        return parts(all, size);
    }

    private static long[] parts(long all, long size) {
        if (all == 0) {
            return new long[1];
        }
        long[] parts = new long[Math.toIntExact((all - 1) / size + 1)];
        Arrays.fill(parts, size);
        parts[parts.length - 1] = all - size * (parts.length - 1);
        return parts;
    }

    /** The sizes themselves. */
    public static long[] split(Facts tensor, long[] sizes, long dim) {
        checkRank("split", tensor);
        long all = tensor.sizes()[ViewRules.dimension(dim, tensor.rank())];
        long sum = 0;
        for (long size : sizes) {
            if (size < 0) {
                throw runtimeError("split_with_sizes expects split_sizes have only non-negative entries, but got"
                        + " split_sizes=" + Arrays.toString(sizes));
            }
            sum += size;
        }
        if (sum != all) {
            throw runtimeError("split_with_sizes expects split_sizes to sum exactly to " + all
                    + " (input tensor's size at dimension " + dim + "), but got split_sizes=" + Arrays.toString(sizes));
        }
        return sizes;
    }

    /** The sizes of so many parts, or fewer: all but the last have the same. */
    public static long[] chunk(Facts input, long chunks, long dim) {
        checkRank("chunk", input);
        if (chunks <= 0) {
            throw runtimeError("chunk expects `chunks` to be greater than 0, got: " + chunks);
        }
        long all = input.sizes()[ViewRules.dimension(dim, input.rank())];
        return all == 0 ? new long[Math.toIntExact(chunks)] : parts(all, (all - 1) / chunks + 1);
    }

    private static void checkRank(String word, Facts array) {
        if (array.rank() == 0) {
            throw runtimeError(word + " expects at least a 1-dimensional tensor");
        }
    }
}
