package org.torchmm.heap;

import java.util.Arrays;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** What two arrays come to element by element, broadcast and promoted as libtorch does. */
final class Pairs {

    private Pairs() {}

    /** A new array, in libtorch's memory order. */
    static Operand of(Recycler recycler, BinaryOp op, Operand a, Operand b) {
        return of(recycler, op, a, b, new ResultType().with(a).with(b));
    }

    /** Where a number among the two counts for its kind alone. */
    static Operand of(Recycler recycler, BinaryOp op, Operand a, Operand b, ResultType type) {
        return of(recycler, op, a, b, type, null);
    }

    /** The same, written at once into an array that is given where it can be; null for none. */
    static Operand of(Recycler recycler, BinaryOp op, Operand a, Operand b, ResultType type, Operand out) {
        op.checkOperands(a.dtype(), b.dtype());
        long[] sizes = Sizes.broadcast(a.sizes(), b.sizes());
        Dtype common = type.dtype();
        Dtype dtype = dtype(op, common);
        boolean isLogical = op.isTest() && !op.isComparison(); // the truth of what they are in the common dtype
        Sweep sweep = Sweep.of(sizes, isLogical ? common : dtype, a, b);
        boolean mayFail = common.isWhole() && (op == BinaryOp.DIV_TRUNC || op == BinaryOp.DIV_FLOOR); // by 0, halfway
        return of(recycler, op, a, b, common, mayFail ? sweep : sweep.into(out, op.isTest() ? Dtype.BOOL : dtype));
    }

    /** In a memory order. */
    static Operand of(Recycler recycler, BinaryOp op, Operand a, Operand b, Dtype common, Sweep sweep) {
        Dtype dtype = dtype(op, common);
        boolean isLogical = op.isTest() && !op.isComparison(); // the truth of what they are in the common dtype
        Storage result = sweep.allocate(recycler, op.isTest() ? Dtype.BOOL : dtype);
        Operand x = sweep.of(isLogical ? a.as(common) : a);
        Operand y = sweep.of(isLogical ? b.as(common) : b);
        compute(op, dtype, x, y, sweep.through(result));
        return sweep.array(result);
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
        Dtype common = ResultType.of(a, b);
        ResultType.checkCast(op.computed(common), a.dtype());
        Dtype dtype = dtype(op, common);
        compute(op, dtype, a, Overlap.apart(a, b), a);
    }

    private static Dtype dtype(BinaryOp op, Dtype common) {
        Dtype dtype = op.computed(common);
        op.checkComputed(dtype);
        return dtype;
    }

    private static boolean isOne(Operand b) {
        for (int d = 0; d < b.rank(); d++) {
            if (b.sizes()[d] != 1 && b.strides()[d] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void compute(BinaryOp op, Dtype dtype, Operand a, Operand b, Operand result) {
        int count = (int) result.layout().count();
        if (count > 0) {
            Parallel.run(count, 1, Reader.PIECE, (from, to) -> compute(op, dtype, a, b, result, from, to));
        }
    }

    private static void compute(BinaryOp op, Dtype dtype, Operand a, Operand b, Operand result, int start, int end) {
        long[] sizes = result.sizes();
        boolean isHalf = dtype.isHalf();
        boolean isWide = isHalf && op.readsScalarsWide() && isOne(b);
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
            } else if (isHalf && !isWide && (op == BinaryOp.DIV_TRUNC || op == BinaryOp.DIV_FLOOR)) {
                quotients(op, HalfFormat.of(dtype), x, y, z, n);
            } else {
                apply(isOr ? BinaryOp.OR : op, wide, x.array, x.at, y.array, y.at, z.array, z.at, n);
            }
            z.end(from, n);
        }
    }

    private static void quotients(BinaryOp op, HalfFormat format, Reader x, Reader y, Writer z, int n) {
        float[] a = (float[]) x.array;
        float[] b = (float[]) y.array;
        float[] c = (float[]) z.array;
        if (op == BinaryOp.DIV_TRUNC) {
            HalfQuotients.trunc(format, a, x.at, b, y.at, c, z.at, n);
        } else {
            HalfQuotients.floor(format, a, x.at, b, y.at, c, z.at, n);
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
