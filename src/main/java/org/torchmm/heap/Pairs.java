package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** What two arrays come to element by element, broadcast and promoted as libtorch does. */
final class Pairs {

    private Pairs() {}

    /** A new contiguous array. */
    static Operand of(Recycler recycler, BinaryOp op, Operand a, Operand b) {
        op.checkOperands(a.dtype(), b.dtype());
        long[] sizes = Sizes.broadcast(a.sizes(), b.sizes());
        Dtype dtype = dtype(op, a, b);
        Layout layout = Layout.contiguous(sizes);
        Storage result = Storage.allocate(recycler, op.isTest() ? Dtype.BOOL : dtype, Creation.count(sizes));
        boolean isLogical = op.isTest() && !op.isComparison(); // the truth of what they are in the common dtype
        Operand x = isLogical ? a.as(common(a, b)) : a;
        Operand y = isLogical ? b.as(common(a, b)) : b;
        compute(op, dtype, x, y, new Operand(result, layout));
        return new Operand(result, layout);
    }

    /** Into the first, whose size and dtype stay. */
    static void into(BinaryOp op, Operand a, Operand b) {
        op.checkOperands(a.dtype(), b.dtype());
        Overlap.check(a, b);
        long[] sizes = Sizes.broadcast(a.sizes(), b.sizes());
        if (!Arrays.equals(sizes, a.sizes())) {
            throw Sentences.runtimeError("output with shape " + Arrays.toString(a.sizes())
                    + " doesn't match the broadcast shape " + Arrays.toString(sizes));
        }
        Promotion.checkCast(op.computed(common(a, b)), a.dtype());
        Dtype dtype = dtype(op, a, b);
        compute(op, dtype, a, Overlap.apart(a, b), a);
    }

    private static Dtype common(Operand a, Operand b) {
        return Promotion.common(a.dtype(), a.rank(), b.dtype(), b.rank());
    }

    private static Dtype dtype(BinaryOp op, Operand a, Operand b) {
        Dtype dtype = op.computed(common(a, b));
        op.checkComputed(dtype);
        if (dtype == Dtype.COMPLEX64 && op == BinaryOp.POW) {
            throw Uncomputed.refusal("pow", dtype);
        }
        return dtype;
    }

    private static void compute(BinaryOp op, Dtype dtype, Operand a, Operand b, Operand result) {
        int count = (int) result.layout().count();
        if (count > 0) {
            Parallel.run(count, 1, Reader.PIECE, (from, to) -> compute(op, dtype, a, b, result, from, to));
        }
    }

    private static void compute(BinaryOp op, Dtype dtype, Operand a, Operand b, Operand result, int start, int end) {
        long[] sizes = result.sizes();
        boolean isWide = op.readsScalarsWide() && b.rank() == 0 && a.rank() > 0;
        Reader x = new Reader(new Operand(a.storage(), a.layout().expanded(sizes)), dtype).startingAt(start);
        Reader y = new Reader(new Operand(b.storage(), b.layout().expanded(sizes)), dtype, isWide).startingAt(start);
        Dtype wide = Promotion.wide(dtype);
        boolean isOr = op == BinaryOp.ADD && dtype == Dtype.BOOL;
        Writer z = new Writer(result.storage(), result.layout(), op.isComparison() ? Dtype.BOOL : wide);
        for (int from = start; from < end; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, end - from);
            x.read(from, n);
            y.read(from, n);
            z.begin(from, n);
            if (op.isComparison()) {
                compare(op, wide, x, y, (byte[]) z.array, z.at, n);
            } else {
                apply(isOr ? BinaryOp.OR : op, wide, x.array, x.at, y.array, y.at, z.array, z.at, n);
            }
            z.end(from, n);
        }
    }

    /** Pieces of one wide dtype into another of it. */
    static void apply(BinaryOp op, Dtype wide, Object a, int p, Object b, int q, Object c, int r, int n) {
        switch (wide) {
            case FLOAT32 -> FloatArithmetic.apply(op, (float[]) a, p, (float[]) b, q, (float[]) c, r, n);
            case FLOAT64 -> DoubleArithmetic.apply(op, (double[]) a, p, (double[]) b, q, (double[]) c, r, n);
            case INT32 -> IntArithmetic.apply(op, (int[]) a, p, (int[]) b, q, (int[]) c, r, n);
            case INT64 -> LongArithmetic.apply(op, (long[]) a, p, (long[]) b, q, (long[]) c, r, n);
            default -> ComplexArithmetic.apply(op, (float[]) a, p, (float[]) b, q, (float[]) c, r, n);
        }
    }

    private static void compare(BinaryOp op, Dtype wide, Reader x, Reader y, byte[] c, int at, int n) {
        switch (wide) {
            case FLOAT32 -> FloatLoops.compare(op, (float[]) x.array, x.at, (float[]) y.array, y.at, c, at, n);
            case FLOAT64 -> DoubleLoops.compare(op, (double[]) x.array, x.at, (double[]) y.array, y.at, c, at, n);
            case INT32 -> IntLoops.compare(op, (int[]) x.array, x.at, (int[]) y.array, y.at, c, at, n);
            case INT64 -> LongLoops.compare(op, (long[]) x.array, x.at, (long[]) y.array, y.at, c, at, n);
            default -> ComplexArithmetic.compare(op, (float[]) x.array, x.at, (float[]) y.array, y.at, c, at, n);
        }
    }
}
