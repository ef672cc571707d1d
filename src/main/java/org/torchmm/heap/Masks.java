package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** Contiguous copies in which some elements are others: torch.masked_fill, torch.tril and torch.triu. */
final class Masks {

    private Masks() {}

    static Operand fill(Recycler recycler, Operand a, Operand mask, Number value) {
        long[] sizes = Sizes.broadcast(mask.sizes(), a.sizes());
        return filled(recycler, a, mask, sizes, Numbers.fitting(value, a.dtype()));
    }

    static Operand fill(Recycler recycler, Operand a, Operand mask, Operand value) {
        long[] sizes = Sizes.broadcast(mask.sizes(), a.sizes());
        Operand fitting = value;
        if (value.dtype() != Dtype.COMPLEX64) {
            Storage one = value.storage();
            int at = value.layout().offset();
            fitting = Numbers.fitting(
                    value.dtype().isWhole() ? (Number) one.getLong(at) : (Number) one.getDouble(at), a.dtype());
        } else if (a.dtype() != Dtype.COMPLEX64) {
            fitting = real(value, a.dtype());
        }
        return filled(recycler, a, mask, sizes, fitting);
    }

    private static Operand real(Operand value, Dtype dtype) {
        Operand imaginary = value.part(1);
        if (((float[]) imaginary.storage().data)[imaginary.layout().offset()] != 0) {
            if (dtype == Dtype.BOOL) {
                return Numbers.of(1, dtype);
            }
            throw Sentences.runtimeError("value cannot be converted to type " + dtype.source + " without overflow");
        }
        return Numbers.fitting(value.storage().getDouble(value.layout().offset()), dtype);
    }

    private static Operand filled(Recycler recycler, Operand a, Operand mask, long[] sizes, Operand value) {
        Storage result = Copies.dense(recycler, a.storage(), a.layout().expanded(sizes), a.dtype());
        byte[] truths = (byte[]) mask.storage().data;
        int from = value.layout().offset();
        mask.layout().expanded(sizes).forEachRow((first, offset, stride, count) -> {
            for (int i = 0; i < count; i++) {
                if (truths[offset + i * stride] != 0) {
                    Picked.move(value.storage(), from, result, first + i);
                }
            }
        });
        return new Operand(result, Layout.contiguous(sizes));
    }

    /** Zeros above a diagonal, or below it. */
    static Operand triangle(Recycler recycler, String word, Operand a, long diagonal) {
        int rank = a.rank();
        boolean isLower = word.equals("tril");
        Storage result = Copies.dense(recycler, a.storage(), a.layout(), a.dtype());
        int columns = (int) a.sizes()[rank - 1];
        long rows = a.sizes()[rank - 2];
        int all = columns == 0 ? 0 : (int) (a.layout().count() / columns);
        Storage zeros = Storage.zeros(Recycler.NONE, a.dtype(), columns);
        int parts = Storage.parts(a.dtype());
        for (int i = 0; i < all; i++) {
            long kept = i % rows + Math.max(-rows - 1, Math.min(diagonal, columns)); // the column on the diagonal
            int from = isLower ? (int) Math.max(0, Math.min(columns, kept + 1)) : 0;
            int to = isLower ? columns : (int) Math.max(0, Math.min(columns, kept));
            System.arraycopy(zeros.data, 0, result.data, parts * (i * columns + from), parts * (to - from));
        }
        return new Operand(result, Layout.contiguous(a.sizes()));
    }
}
