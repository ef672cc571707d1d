package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.stream.LongStream;
import org.torchmm.kernel.Arguments;
import org.torchmm.rules.Dtype;
import org.torchmm.rules.Operation;

/** Norms by their names, as Python's {@code torch.norm} hands them on. */
final class NamedNorms {

    private NamedNorms() {}

    static NDArray of(Calls calls, NDArray input, String p) {
        Arguments.check(p, "norm", "p", 2, "str");
        if (p.equals("fro")) {
            return calls.answer(Operation.NORM, input, 2, null, false, null);
        }
        int rank = calls.read("norm", input, (kind, array) -> array.getShape().dimension());
        return calls.answer(
                Operation.NORM_OF_MATRIX, input, p, LongStream.range(0, rank).toArray(), false, null);
    }

    static NDArray of(Calls calls, NDArray input, String p, long[] dim, boolean keepdim, Dtype dtype) {
        Arguments.check(p, "norm", "p", 2, "str");
        return p.equals("fro") && dim.length <= 2
                ? calls.answer(Operation.NORM, input, 2, dim, keepdim, dtype)
                : calls.answer(Operation.NORM_OF_MATRIX, input, p, dim, keepdim, dtype);
    }
}
