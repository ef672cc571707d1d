package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.FillRules;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;

/** torch.clamp between two numbers, which count as Python's: for their kind alone. */
final class Clamp {

    private Clamp() {}

    static Operand of(Recycler recycler, Operand a, Operand min, Operand max) {
        if (a.dtype() == Dtype.COMPLEX64) {
            throw Sentences.runtimeError("clamp is not supported for complex types");
        }
        Dtype dtype = dtype(a.dtype(), min.dtype().isWhole() && max.dtype().isWhole());
        checkFits(dtype, min);
        checkFits(dtype, max);
        Operand input = a.as(dtype);
        Operand above = Pairs.of(recycler, BinaryOp.MAXIMUM, input, min.as(dtype));
        Operand between = Pairs.of(recycler, BinaryOp.MINIMUM, above, max.as(dtype));
        above.storage().letGo();
        return between;
    }

    private static void checkFits(Dtype dtype, Operand number) {
        if (number.dtype().isWhole()) {
            FillRules.check(dtype, number.storage().getLong(number.layout().offset()));
        } else {
            FillRules.check(dtype, number.storage().getDouble(number.layout().offset()));
        }
    }

    private static Dtype dtype(Dtype a, boolean isWhole) {
        if (isWhole) {
            return a == Dtype.BOOL ? Dtype.INT64 : a;
        }
        return ResultType.floating(a);
    }
}
