package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.ResultType;
import org.torchmm.rules.Sentences;

/** The dtype in which arrays of two dtypes meet, and that in which they are computed. */
final class Promotion {

    private Promotion() {}

    /** Of arrays with dimensions and without: these count only where they are of a higher kind. */
    static Dtype common(Dtype a, int rankA, Dtype b, int rankB) {
        return named(a, b, ResultType.of(a, rankA, b, rankB));
    }

    /** torch.promote_types. */
    static Dtype common(Dtype a, Dtype b) {
        return named(a, b, ResultType.promote(a, b));
    }

    private static Dtype named(Dtype a, Dtype b, Dtype common) {
        if (common == null) {
            throw Sentences.runtimeError("the result would be of dtype "
                    + (a == Dtype.FLOAT64 || b == Dtype.FLOAT64 ? "complex128" : "complex32")
                    + ", of which there are no arrays in Java's memory");
        }
        return common;
    }

    /** Refuses a result that an array written in place could hold in part only. */
    static void checkCast(Dtype result, Dtype output) {
        if (ResultType.kind(result) == 3 && ResultType.kind(output) < 3
                || ResultType.kind(result) == 2 && ResultType.kind(output) < 2
                || ResultType.kind(result) == 1 && ResultType.kind(output) < 1) {
            throw Sentences.runtimeError("result type " + result.scalarType
                    + " can't be cast to the desired output type " + output.scalarType);
        }
    }

    /** What a function of floating-point numbers makes of a dtype. */
    static Dtype floating(Dtype dtype) {
        return dtype.isWhole() ? Dtype.FLOAT32 : dtype;
    }

    /** The dtype in whose Java numbers elements are computed. */
    static Dtype wide(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16 -> Dtype.FLOAT32;
            case INT8, UINT8, INT16, INT32, BOOL -> Dtype.INT32;
            case FLOAT64, INT64, COMPLEX64 -> dtype;
        };
    }
}
