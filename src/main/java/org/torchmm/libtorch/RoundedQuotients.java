package org.torchmm.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;
import org.torchmm.rules.ResultType;

/**
 * torch.div of whole numbers with a rounding mode: libtorch divides by the processor's instruction, to which the least number by -1 is a fault
 * that ends the process. Here it is that number again, as in Java.
 */
final class RoundedQuotients {

    private RoundedQuotients() {}

    private static final class Holder {
        static final Attempt<ScriptModule> MODULE = Attempt.of(RoundedQuotients::load, LoadFailure::sentence);
    }

    private static ScriptModule load() {
        return ScriptModule.load(new Script()
                .method("has_fault", "other: Tensor", "bool", "bool(torch.any(torch.eq(other, -1)))")
                .method(
                        "div",
                        "input: Tensor, other: Tensor, mode: str",
                        "Tensor",
                        "torch.div(input, torch.masked_fill(other, torch.eq(other, -1), 1), rounding_mode=mode)"
                                + ".mul_(torch.where(torch.eq(other, -1), -1, torch.ones_like(other)))"));
    }

    /** By an array or a number. To be closed. */
    static IValue call(Operation operation, Object... arguments) {
        if (arguments[2] instanceof String mode && (mode.equals("trunc") || mode.equals("floor"))) {
            NDArray input = (NDArray) arguments[0];
            if (arguments[1] instanceof Number number) {
                if (ResultType.isWhole(number) && isMinusOne(number.longValue(), AtenCalls.dtype(input))) {
                    return Operators.call(Operation.MUL_NUMBER.schema(), input, number);
                }
            } else if (canFault(input, (NDArray) arguments[1])) {
                return divided(arguments);
            }
        }
        return Operators.call(operation.schema(), arguments);
    }

    /** Of a dtype that is not computed in a wider one. */
    private static boolean isMinusOne(long number, Dtype dtype) {
        return dtype == Dtype.INT64 && number == -1 || dtype == Dtype.INT32 && (int) number == -1;
    }

    private static boolean canFault(NDArray input, NDArray other) {
        Dtype a = AtenCalls.dtype(input);
        Dtype b = AtenCalls.dtype(other);
        if (a != Dtype.INT32 && a != Dtype.INT64 || b == null || !b.isWhole() || b == Dtype.UINT8 || b == Dtype.BOOL) {
            return false;
        }
        try (IValue answer = NativeValues.object(Holder.MODULE.get().call("has_fault", other))) {
            return answer.toBoolean();
        }
    }

    private static IValue divided(Object... arguments) {
        return NativeValues.object(Holder.MODULE.get().call("div", arguments));
    }
}
