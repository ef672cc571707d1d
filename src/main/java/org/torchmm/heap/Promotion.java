package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** The dtype in which arrays of two dtypes meet (c10/core/ScalarType.cpp and ATen/native/TypeProperties.cpp). */
final class Promotion {

    private Promotion() {}

    /** Of arrays with dimensions and without: these count only where they are of a higher kind. */
    static Dtype common(Dtype a, int rankA, Dtype b, int rankB) {
        return known(org.torchmm.rules.Promotion.common(a, rankA, b, rankB), a, b);
    }

    /** torch.promote_types. */
    static Dtype common(Dtype a, Dtype b) {
        return known(org.torchmm.rules.Promotion.common(a, b), a, b);
    }

    private static Dtype known(Dtype common, Dtype a, Dtype b) {
        if (common == null) {
            boolean isWide = a == Dtype.FLOAT64 || b == Dtype.FLOAT64;
            throw Sentences.runtimeError("the result would be of dtype " + (isWide ? "complex128" : "complex32")
                    + ", of which there are no arrays in Java's memory");
        }
        return common;
    }

    /** Refuses a result that an array written in place could hold in part only. */
    static void checkCast(Dtype result, Dtype output) {
        org.torchmm.rules.Promotion.checkCast(result, output);
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
