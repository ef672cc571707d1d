package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Inputs;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ReductionRules;
import org.torchmm.rules.Scalars;
import org.torchmm.rules.Sizes;
import org.torchmm.rules.ViewRules;

/**
 * torch's words along dimensions, of what their rules do not refuse.
 *
 * @param out where the result goes at once if it can; null for a new array
 */
record ReductionWords(Recycler recycler, Operand out, Inputs inputs) {

    /** The results; null for the norm of a matrix that is libtorch's alone. */
    Operand[] run(Operation operation) {
        return switch (operation) {
            case MAX_DIM -> extremes(BinaryOp.MAXIMUM);
            case MIN_DIM -> extremes(BinaryOp.MINIMUM);
            default -> {
                Operand result = result(operation);
                yield result == null ? null : new Operand[] {result};
            }
        };
    }

    private Operand result(Operation operation) {
        return switch (operation) {
            case SUM ->
                Statistics.into(recycler, BinaryOp.ADD, input(), reduced(1), inputs.flag(2), inputs.dtype(3), out);
            case MEAN -> Statistics.mean(recycler, input(), reduced(1), inputs.flag(2), inputs.dtype(3), out);
            case PROD -> Statistics.prod(recycler, input(), Dims.of(input().rank()), false, inputs.dtype(1));
            case PROD_DIM ->
                Statistics.into(recycler, BinaryOp.MUL, input(), along(1), inputs.flag(2), inputs.dtype(3), out);
            case MAX -> Statistics.extreme(recycler, BinaryOp.MAXIMUM, input());
            case MIN -> Statistics.extreme(recycler, BinaryOp.MINIMUM, input());
            case AMAX -> extreme(BinaryOp.MAXIMUM);
            case AMIN -> extreme(BinaryOp.MINIMUM);
            case ARGMAX -> place(true);
            case ARGMIN -> place(false);
            case NORM -> norm(inputs.number(1).doubleValue());
            case NORM_OF_MATRIX -> inputs.text(1).equals("fro") ? norm(2) : nuclearNorm();
            case VAR -> variance(false, input().dtype());
            case STD -> variance(true, input().dtype());
            case ALL -> truths(BinaryOp.AND, input());
            case ANY -> truths(BinaryOp.OR, input());
            case SOFTMAX -> softmax(false);
            case LOG_SOFTMAX -> softmax(true);
            case CUMSUM -> cumsum();
            default -> throw new AssertionError(operation);
        };
    }

    private Operand input() {
        return (Operand) inputs.tensor(0);
    }

    private boolean[] reduced(int index) {
        return ReductionRules.reduced(inputs.integers(index), input().rank());
    }

    private boolean[] along(int index) {
        return ReductionRules.reduced(new long[] {inputs.integer(index)}, input().rank());
    }

    private int dim(int index) {
        return ViewRules.dimension(inputs.integer(index), input().rank());
    }

    private Operand extreme(BinaryOp op) {
        Dtype dtype = input().dtype();
        return Reduction.into(recycler, op, input(), reduced(1), inputs.flag(2), dtype, 0, out);
    }

    /** Values and indices: of equal elements the first, whatever its sign. */
    private Operand[] extremes(BinaryOp op) {
        boolean[] reduced = along(1);
        int dim = dim(1);
        Operand places = Places.along(recycler, input(), dim, op == BinaryOp.MAXIMUM);
        Layout kept = Layout.contiguous(Dims.kept(input().sizes(), reduced));
        Operand values = Gathering.gather(recycler, input(), new Operand(places.storage(), kept), dim);
        Layout layout = inputs.flag(2) ? kept : kept.without(reduced);
        return new Operand[] {new Operand(values.storage(), layout), new Operand(places.storage(), layout)};
    }

    private Operand place(boolean isGreatest) {
        Operand a = input();
        if (inputs.isNone(1)) {
            Operand flat = a.contiguous(Recycler.NONE);
            Layout line = new Layout(
                    new long[] {a.layout().count()},
                    new long[] {1},
                    flat.layout().offset());
            Operand place = Places.along(recycler, new Operand(flat.storage(), line), 0, isGreatest);
            Layout one = Layout.contiguous(Dims.kept(a.sizes(), Dims.of(a.rank())));
            return new Operand(place.storage(), inputs.flag(2) ? one : place.layout());
        }
        Operand places = Places.along(recycler, a, dim(1), isGreatest);
        return inputs.flag(2)
                ? new Operand(places.storage(), Layout.contiguous(Dims.kept(a.sizes(), along(1))))
                : places;
    }

    private Operand norm(double p) {
        Dtype dtype = inputs.isNone(4) ? input().dtype() : inputs.dtype(4);
        return Norms.of(recycler, p, input(), reduced(2), inputs.flag(3), dtype);
    }

    private Operand nuclearNorm() {
        Dtype dtype = inputs.isNone(4) ? input().dtype() : inputs.dtype(4);
        return NuclearNorm.of(recycler, input(), inputs.integers(2), inputs.flag(3), dtype);
    }

    /** What is computed in the dtype of the array that it goes into. */
    Operand runFor(Operation operation, Dtype out) {
        return switch (operation) {
            case VAR -> varianceFor(out, false);
            case STD -> varianceFor(out, true);
            case ALL -> truths(BinaryOp.AND, convertedTo(out));
            case ANY -> truths(BinaryOp.OR, convertedTo(out));
            default -> throw new AssertionError(operation);
        };
    }

    /** In uint8 a half is 0; of one element alone libtorch asks for its truth itself. */
    private Operand convertedTo(Dtype out) {
        return out == Dtype.UINT8 && input().layout().count() != 1 ? input().as(out) : input();
    }

    /** Of all of them at once it is one number, of their own dtype, which the array has to hold; in halves it is not. */
    private Operand varianceFor(Dtype out, boolean isRoot) {
        Dtype own = input().dtype();
        boolean isOfAll = Sizes.elements(Dims.kept(input().sizes(), reduced(1))) == 1;
        if (!isOfAll || out.isHalf() || own != Dtype.FLOAT32 && own != Dtype.FLOAT64) {
            return variance(isRoot, out);
        }
        Operand variance = variance(isRoot, input(), own);
        Scalars.checkStored(variance.storage().getDouble(0), out);
        return variance;
    }

    /** Computed in a dtype; of complex numbers in that of their parts. */
    private Operand variance(boolean isRoot, Dtype dtype) {
        Dtype real = dtype == Dtype.COMPLEX64 ? Dtype.FLOAT32 : dtype;
        return variance(isRoot, input().dtype() == Dtype.COMPLEX64 ? input() : input().as(real), real);
    }

    private Operand variance(boolean isRoot, Operand a, Dtype dtype) {
        return Variance.of(recycler, a, reduced(1), inputs.number(2).doubleValue(), inputs.flag(3), isRoot, dtype);
    }

    private Operand truths(BinaryOp op, Operand a) {
        long[] dims = inputs.integers(1);
        boolean[] reduced = dims != null && dims.length == 0 ? new boolean[a.rank()] : reduced(1);
        Dtype dtype = a.dtype() == Dtype.UINT8 ? Dtype.UINT8 : Dtype.BOOL;
        return Statistics.truths(recycler, op, a, reduced, inputs.flag(2), dtype);
    }

    private Operand softmax(boolean isLog) {
        Operand a = inputs.isNone(2) ? input() : input().as(inputs.dtype(2));
        return Softmax.of(recycler, a, dim(1), isLog, out);
    }

    private Operand cumsum() {
        Dtype dtype = inputs.isNone(2) ? Statistics.summed(input().dtype()) : inputs.dtype(2);
        return Running.of(recycler, BinaryOp.ADD, input(), dim(1), dtype);
    }
}
