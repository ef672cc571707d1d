package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** torch.clamp; a bound that is null is none. */
final class Clamp {

    private Clamp() {}

    /** Between two numbers; written at once into an array that is given where it can be. */
    static Operand of(Recycler recycler, Operand a, Number min, Number max, Operand out) {
        Sentences.refuse(ElementwiseRules.clamp(min != null || max != null, a.dtype()));
        Dtype dtype = dtype(a, min, max);
        Sweep sweep = Sweep.of(a.sizes(), dtype, a);
        if (min != null && max != null && (isNaN(min) || isNaN(max))) {
            Storage result = sweep.allocate(recycler, dtype);
            result.fill(Double.NaN, (int) a.layout().count());
            return sweep.array(result);
        }
        sweep = sweep.into(out, dtype);
        Dtype wide = Promotion.wide(dtype);
        Object least = min == null ? null : bound(min, dtype, wide);
        Object most = max == null ? null : bound(max, dtype, wide);
        Storage result = sweep.allocate(recycler, dtype);
        int count = (int) a.layout().count();
        if (count == 0) {
            return sweep.array(result);
        }
        Reader x = new Reader(sweep.of(a), dtype);
        Writer z = new Writer(result, sweep.through(result).layout(), wide);
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            x.read(from, n);
            z.begin(from, n);
            apply(wide, least, most, x, z, n);
            z.end(from, n);
        }
        return sweep.array(result);
    }

    private static Object bound(Number number, Dtype dtype, Dtype wide) {
        return Numbers.fitting(number, dtype).as(wide).storage().data;
    }

    private static void apply(Dtype wide, Object least, Object most, Reader x, Writer z, int n) {
        Object from = x.array;
        int at = x.at;
        if (least != null) {
            bounded(wide, true, least, from, at, z.array, z.at, n);
            from = z.array;
            at = z.at;
        }
        if (most != null) {
            bounded(wide, false, most, from, at, z.array, z.at, n);
        }
    }

    private static void bounded(
            Dtype wide, boolean isLeast, Object bound, Object a, int p, Object c, int r, int count) {
        switch (wide) {
            case FLOAT32 -> {
                float b = ((float[]) bound)[0];
                if (isLeast) {
                    FloatLoops.atLeast(b, (float[]) a, p, (float[]) c, r, count);
                } else {
                    FloatLoops.atMost(b, (float[]) a, p, (float[]) c, r, count);
                }
            }
            case FLOAT64 -> {
                double b = ((double[]) bound)[0];
                if (isLeast) {
                    DoubleLoops.atLeast(b, (double[]) a, p, (double[]) c, r, count);
                } else {
                    DoubleLoops.atMost(b, (double[]) a, p, (double[]) c, r, count);
                }
            }
            case INT32 -> {
                int b = ((int[]) bound)[0];
                if (isLeast) {
                    IntLoops.atLeast(b, (int[]) a, p, (int[]) c, r, count);
                } else {
                    IntLoops.atMost(b, (int[]) a, p, (int[]) c, r, count);
                }
            }
            default -> {
                long b = ((long[]) bound)[0];
                if (isLeast) {
                    LongLoops.atLeast(b, (long[]) a, p, (long[]) c, r, count);
                } else {
                    LongLoops.atMost(b, (long[]) a, p, (long[]) c, r, count);
                }
            }
        }
    }

    private static Dtype dtype(Operand a, Number min, Number max) {
        if (a.dtype().isFloatingPoint()) {
            return a.dtype();
        }
        ResultType type = new ResultType().with(a);
        for (Number bound : new Number[] {min, max}) {
            if (bound != null) {
                type.with(bound);
            }
        }
        return type.dtype();
    }

    private static boolean isNaN(Number bound) {
        return Double.isNaN(bound.doubleValue());
    }

    private static Operand bounded(Recycler recycler, BinaryOp op, Operand a, Operand bound) {
        long[] sizes = Sizes.broadcast(a.sizes(), bound.sizes());
        Dtype dtype = ResultType.of(a, bound);
        Sentences.refuse(ElementwiseRules.clampBy(op == BinaryOp.MAXIMUM, dtype));
        return Pairs.of(recycler, op, a, bound, dtype, Sweep.of(sizes, dtype, a, bound));
    }

    /** Between arrays. */
    static Operand of(Recycler recycler, Operand a, Operand min, Operand max) {
        Sentences.refuse(ElementwiseRules.clamp(min != null || max != null, a.dtype()));
        if (min == null || max == null) {
            return bounded(recycler, min == null ? BinaryOp.MINIMUM : BinaryOp.MAXIMUM, a, min == null ? max : min);
        }
        long[] sizes = Sizes.broadcast(Sizes.broadcast(a.sizes(), min.sizes()), max.sizes());
        Dtype dtype = new ResultType().with(a).with(min).with(max).dtype();
        Sentences.refuse(ElementwiseRules.clampBetween(dtype));
        Sweep sweep = Sweep.of(sizes, dtype, a, min, max);
        Storage result = sweep.allocate(recycler, dtype);
        Dtype wide = Promotion.wide(dtype);
        int count = (int) Sizes.elements(sizes);
        if (count == 0) {
            return sweep.array(result);
        }
        Reader x = new Reader(sweep.of(a), dtype);
        Reader least = new Reader(sweep.of(min), dtype);
        Reader most = new Reader(sweep.of(max), dtype);
        Writer z = new Writer(result, sweep.through(result).layout(), wide);
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            x.read(from, n);
            least.read(from, n);
            most.read(from, n);
            z.begin(from, n);
            Pairs.apply(BinaryOp.MAXIMUM, wide, x.array, x.at, least.array, least.at, z.array, z.at, n);
            Pairs.apply(BinaryOp.MINIMUM, wide, z.array, z.at, most.array, most.at, z.array, z.at, n);
            z.end(from, n);
        }
        return sweep.array(result);
    }
}
