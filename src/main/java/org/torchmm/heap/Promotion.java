package org.torchmm.heap;

import org.torchmm.rules.Dtype;
import org.torchmm.rules.Sentences;

/** The dtype in which arrays of two dtypes meet (c10/core/ScalarType.cpp and ATen/native/TypeProperties.cpp). */
final class Promotion {

    private Promotion() {}

    /** Of arrays with dimensions and without: these count only where they are of a higher kind. */
    static Dtype common(Dtype a, int rankA, Dtype b, int rankB) {
        if (rankA > 0 == rankB > 0) {
            return common(a, b);
        }
        Dtype higher = rankA > 0 ? a : b;
        Dtype lower = rankA > 0 ? b : a;
        if (higher == Dtype.COMPLEX64 || kind(higher) == 2 && lower != Dtype.COMPLEX64) {
            return higher;
        }
        if (kind(higher) == 2) {
            return complex(higher, false);
        }
        return higher == Dtype.BOOL || kind(lower) > kind(higher) ? common(higher, lower) : higher;
    }

    /** torch.promote_types. */
    static Dtype common(Dtype a, Dtype b) {
        if (a == b) {
            return a;
        }
        int kind = kind(a);
        int kind2 = kind(b);
        if (kind != kind2) {
            Dtype higher = kind > kind2 ? a : b;
            Dtype lower = kind > kind2 ? b : a;
            return higher == Dtype.COMPLEX64 && lower == Dtype.FLOAT64 ? complex(lower, true) : higher;
        }
        if (a == Dtype.UINT8 || b == Dtype.UINT8) {
            Dtype other = a == Dtype.UINT8 ? b : a;
            return other == Dtype.INT8 ? Dtype.INT16 : other;
        }
        if (a.bytes == b.bytes) {
            return Dtype.FLOAT32; // the two halves
        }
        return a.bytes > b.bytes ? a : b;
    }

    private static Dtype complex(Dtype real, boolean hasNoSize) {
        if (real == Dtype.FLOAT32 || real == Dtype.BFLOAT16 && hasNoSize) {
            return Dtype.COMPLEX64;
        }
        throw Sentences.runtimeError("the result would be of dtype "
                + (real == Dtype.FLOAT64 ? "complex128" : "complex32")
                + ", of which there are no arrays in Java's memory");
    }

    /** bool, whole numbers, floating-point numbers, complex ones. */
    private static int kind(Dtype dtype) {
        if (dtype == Dtype.BOOL) {
            return 0;
        }
        return dtype == Dtype.COMPLEX64 ? 3 : dtype.isFloatingPoint() ? 2 : 1;
    }

    /** Refuses a result that an array written in place could hold in part only. */
    static void checkCast(Dtype result, Dtype output) {
        if (kind(result) == 3 && kind(output) < 3
                || kind(result) == 2 && kind(output) < 2
                || kind(result) == 1 && kind(output) < 1) {
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
