package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.ViewRules;

/** Arrays again and again (torch.repeat), elements again and again (torch.repeat_interleave), and backwards (torch.flip). */
final class Tiling {

    private Tiling() {}

    static Operand tile(Recycler recycler, Operand a, long... repeats) {
        if (repeats.length < a.rank()) {
            throw Sentences.runtimeError(
                    "Number of dimensions of repeat dims can not be smaller than number of" + " dimensions of tensor");
        }
        Layout padded = a.layout();
        while (padded.rank() < repeats.length) {
            padded = padded.unsqueezed(0);
        }
        long[] sizes = new long[repeats.length];
        long[] doubled = new long[2 * repeats.length]; // (2, 3) three times along both: (3, 2, 3, 3)
        Layout layout = padded;
        for (int d = 0; d < repeats.length; d++) {
            sizes[d] = repeats[d] * padded.sizes()[d];
            doubled[2 * d] = repeats[d];
            doubled[2 * d + 1] = padded.sizes()[d];
            layout = layout.unsqueezed(2 * d);
        }
        Sizes.ofNew(sizes);
        return dense(recycler, a, layout, sizes, doubled);
    }

    private static Operand dense(Recycler recycler, Operand a, Layout layout, long[] sizes, long[] doubled) {
        if (Creation.count(sizes) == 0) {
            return new Operand(Storage.allocate(recycler, a.dtype(), 0), Layout.contiguous(sizes));
        }
        Storage storage = Copies.dense(recycler, a.storage(), layout.expanded(doubled), a.dtype());
        return new Operand(storage, Layout.contiguous(sizes));
    }

    static Operand repeat(Recycler recycler, Operand a, long repeats, int axis) {
        if (repeats < 0) {
            throw Sentences.runtimeError("Repeats must be non-negative");
        }
        int dim = ViewRules.dimension(axis, a.rank());
        if (a.rank() == 0) {
            ViewRules.dimension(1, 1); // libtorch's sentence for every axis
        }
        Layout from = a.layout();
        long[] sizes = from.sizes().clone();
        long[] doubled = new long[sizes.length + 1];
        System.arraycopy(sizes, 0, doubled, 0, dim + 1);
        doubled[dim + 1] = repeats;
        System.arraycopy(sizes, dim + 1, doubled, dim + 2, sizes.length - dim - 1);
        sizes[dim] *= repeats;
        return dense(recycler, a, from.unsqueezed(dim + 1), sizes, doubled);
    }

    static Operand flip(Recycler recycler, Operand a, int... axes) {
        boolean[] chosen = axes.length == 0 ? new boolean[a.rank()] : Dims.of(a.rank(), axes);
        Layout layout = a.layout();
        long offset = layout.offset();
        long[] strides = layout.strides().clone();
        for (int d = 0; d < strides.length; d++) {
            if (chosen[d] && layout.sizes()[d] > 0) {
                offset += (layout.sizes()[d] - 1) * strides[d];
                strides[d] = -strides[d];
            }
        }
        Layout backwards = new Layout(layout.sizes(), strides, (int) offset);
        Storage storage = Copies.dense(recycler, a.storage(), backwards, a.dtype());
        return new Operand(storage, Layout.contiguous(layout.sizes()));
    }

    /** Where they are other than 0: a row of indices for each. */
    static Operand nonzero(Recycler recycler, Operand a) {
        Operand truths = Each.test(Recycler.NONE, Convert::isTrue, a.contiguous(Recycler.NONE));
        byte[] bytes = (byte[]) truths.storage().data;
        int all = (int) a.layout().count();
        int count = 0;
        for (int i = 0; i < all; i++) {
            count += bytes[i];
        }
        int rank = Math.max(1, a.rank());
        Storage indices = Storage.allocate(recycler, Dtype.INT64, (long) count * rank);
        long[] to = (long[]) indices.data;
        int at = 0;
        for (int i = 0; i < all; i++) {
            if (bytes[i] != 0) {
                int left = i;
                for (int d = rank - 1; d >= 0; d--) {
                    int size = a.rank() == 0 ? 1 : (int) a.sizes()[d];
                    to[at + d] = left % size;
                    left /= size;
                }
                at += rank;
            }
        }
        return new Operand(indices, Layout.contiguous(count, rank));
    }

    /** How often each dimension is to be repeated to come to these sizes, as DJL asks for them. */
    static long[] repeats(long[] sizes, long... desired) {
        if (desired.length > sizes.length) {
            throw new IllegalArgumentException("The desired shape has too many dimensions");
        }
        long[] repeats = new long[sizes.length];
        Arrays.fill(repeats, 1);
        int kept = sizes.length - desired.length;
        for (int d = 0; d < sizes.length; d++) {
            long wanted = d < kept ? sizes[d] : desired[d - kept];
            if (sizes[d] == 0 || wanted % sizes[d] != 0) {
                throw new IllegalArgumentException("The desired shape is not a multiple of the original shape");
            }
            repeats[d] = wanted / sizes[d];
        }
        return repeats;
    }
}
