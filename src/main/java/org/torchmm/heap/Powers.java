package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sizes;

/** torch.pow where one of the two is a number: some have ways of their own ({@code ATen/native/cpu/PowKernel.cpp}). */
final class Powers {

    private Powers() {}

    /** Written at once into an array that is given where it is one power; null for none. */
    static Operand of(Recycler recycler, Operand a, Number exponent, Operand out) {
        ResultType type = new ResultType().with(a).with(exponent);
        Dtype dtype = type.dtype();
        double power = exponent.doubleValue();
        Sweep sweep = Sweep.of(a.sizes(), dtype, a);
        if (power == 0 || power == 1) {
            if (power == 0) {
                return ones(recycler, sweep, dtype);
            }
            Operand x = sweep.of(a);
            return sweep.array(Copies.dense(recycler, x.storage(), x.layout(), dtype));
        }
        if (!dtype.isWhole() && dtype != Dtype.FLOAT16 && (power == 0.5 || power == -0.5 || power == -1)) {
            return root(recycler, a, power, dtype, sweep);
        }
        boolean isComplex = dtype == Dtype.COMPLEX64;
        if (dtype == Dtype.BFLOAT16 && (power == 3 || power == -2)
                || isComplex && (power == 2 || power == 3 || power == -2)) {
            return byProducts(recycler, a, power, dtype, sweep);
        }
        boolean isExact = isComplex || dtype == Dtype.FLOAT32 || dtype == Dtype.FLOAT64;
        Operand b = isExact ? Numbers.ofTorch(exponent) : Numbers.fitting(exponent, dtype);
        return Pairs.of(recycler, BinaryOp.POW, a, b, dtype, sweep.into(out, dtype));
    }

    /** By the square root and the quotient, which see to zeros and infinities in other ways than a power. */
    private static Operand root(Recycler recycler, Operand a, double power, Dtype dtype, Sweep sweep) {
        Operand one = Numbers.of(1, dtype);
        if (power == -1) {
            return Pairs.of(recycler, BinaryOp.DIV, one, a, dtype, sweep);
        }
        Operand root = Each.of(recycler, UnaryOp.SQRT, 0, a);
        if (power == 0.5) {
            return root;
        }
        Operand quotient = Pairs.of(recycler, BinaryOp.DIV, one, root, dtype, sweep);
        root.storage().letGo();
        return quotient;
    }

    /** libtorch's vectors of bfloat16 round each product; a complex number's power is none by its logarithm. */
    private static Operand byProducts(Recycler recycler, Operand a, double power, Dtype dtype, Sweep sweep) {
        Operand square = Pairs.of(recycler, BinaryOp.MUL, a, a, dtype, sweep);
        if (power == 2) {
            return square;
        }
        Operand result = power == 3
                ? Pairs.of(recycler, BinaryOp.MUL, square, a, dtype, sweep)
                : Pairs.of(recycler, BinaryOp.DIV, Numbers.of(1, dtype), square, dtype, sweep);
        square.storage().letGo();
        return result;
    }

    static Operand of(Recycler recycler, Number base, Operand exponent, Operand out) {
        ResultType type = new ResultType().with(exponent).with(base);
        Dtype dtype = type.dtype();
        Sweep sweep = Sweep.inOrder(exponent.sizes());
        sweep = base.doubleValue() == 1 ? sweep : sweep.into(out, dtype);
        return base.doubleValue() == 1
                ? ones(recycler, sweep, dtype)
                : Pairs.of(recycler, BinaryOp.POW, Numbers.ofTorch(base), exponent, dtype, sweep);
    }

    private static Operand ones(Recycler recycler, Sweep sweep, Dtype dtype) {
        Storage result = sweep.allocate(recycler, dtype);
        result.fill(1, (int) Sizes.elements(sweep.sizes()));
        return sweep.array(result);
    }
}
