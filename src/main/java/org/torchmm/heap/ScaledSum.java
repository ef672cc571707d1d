package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ElementwiseRules;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;
import org.torchmm.rules.Sizes;

/** torch.add and torch.sub with alpha: {@code a + alpha * b}, floating-point numbers rounded once, but bfloat16. */
final class ScaledSum {

    private ScaledSum() {}

    /**
     * {@code op} is ADD or SUB; a number among the two counts in {@code type} for its kind alone. Written at once into an array that is
     * given where it can be; null for none.
     */
    static Operand of(
            Recycler recycler, BinaryOp op, Operand a, Operand b, ResultType type, Number alpha, Operand out) {
        op.checkOperands(a.dtype(), b.dtype());
        long[] sizes = Sizes.broadcast(a.sizes(), b.sizes());
        Dtype dtype = type.dtype();
        Sentences.refuse(ElementwiseRules.factor(dtype, ResultType.isWhole(alpha)));
        Number factor = op == BinaryOp.ADD ? alpha : negated(alpha);
        Operand scale = Numbers.fitting(factor, dtype);
        if (alpha.doubleValue() == 1) {
            return Pairs.of(recycler, op, a, b, type, out);
        }
        Sweep sweep = Sweep.of(sizes, dtype, a, b).into(out, dtype);
        if (dtype == Dtype.BFLOAT16) {
            return roundedTwice(recycler, a, b, scale, sweep);
        }
        Storage result = sweep.allocate(recycler, dtype);
        compute(sweep.of(a), sweep.of(b), scale, sweep.through(result));
        return sweep.array(result);
    }

    /** libtorch's vectors of bfloat16 round the product. */
    private static Operand roundedTwice(Recycler recycler, Operand a, Operand b, Operand scale, Sweep sweep) {
        Dtype dtype = Dtype.BFLOAT16;
        Operand product = Pairs.of(recycler, BinaryOp.MUL, b, scale.as(dtype), dtype, Sweep.of(b.sizes(), dtype, b));
        Operand sum = Pairs.of(recycler, BinaryOp.ADD, a, product, dtype, sweep);
        product.storage().letGo();
        return sum;
    }

    private static Number negated(Number alpha) {
        return ResultType.isWhole(alpha) ? (Number) (-alpha.longValue()) : (Number) (-alpha.doubleValue());
    }

    private static void compute(Operand a, Operand b, Operand scale, Operand result) {
        Dtype dtype = result.dtype();
        Dtype wide = Promotion.wide(dtype);
        Object factor = scale.as(wide).storage().data;
        int count = (int) result.layout().count();
        if (count == 0) {
            return;
        }
        Reader x = new Reader(a, dtype);
        Reader y = new Reader(b, dtype);
        Writer z = new Writer(result.storage(), result.layout(), wide);
        for (int from = 0; from < count; from += Reader.PIECE) {
            int n = Math.min(Reader.PIECE, count - from);
            x.read(from, n);
            y.read(from, n);
            z.begin(from, n);
            apply(wide, factor, x, y, z, n);
            z.end(from, n);
        }
    }

    private static void apply(Dtype wide, Object factor, Reader x, Reader y, Writer z, int n) {
        switch (wide) {
            case FLOAT32 ->
                FloatLoops.multiplyAdd(
                        ((float[]) factor)[0],
                        (float[]) x.array,
                        x.at,
                        (float[]) y.array,
                        y.at,
                        (float[]) z.array,
                        z.at,
                        n);
            case FLOAT64 ->
                DoubleLoops.multiplyAdd(
                        ((double[]) factor)[0],
                        (double[]) x.array,
                        x.at,
                        (double[]) y.array,
                        y.at,
                        (double[]) z.array,
                        z.at,
                        n);
            case INT32 ->
                IntLoops.multiplyAdd(
                        ((int[]) factor)[0], (int[]) x.array, x.at, (int[]) y.array, y.at, (int[]) z.array, z.at, n);
            case INT64 ->
                LongLoops.multiplyAdd(
                        ((long[]) factor)[0],
                        (long[]) x.array,
                        x.at,
                        (long[]) y.array,
                        y.at,
                        (long[]) z.array,
                        z.at,
                        n);
            default -> // of complex numbers the scale is a real one
                FloatLoops.multiplyAdd(
                        ((float[]) factor)[0],
                        (float[]) x.array,
                        2 * x.at,
                        (float[]) y.array,
                        2 * y.at,
                        (float[]) z.array,
                        2 * z.at,
                        2 * n);
        }
    }
}
