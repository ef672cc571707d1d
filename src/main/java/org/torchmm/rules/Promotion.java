package org.torchmm.rules;

/**
 * The dtype in which arrays of two dtypes meet (c10/core/ScalarType.cpp and ATen/native/TypeProperties.cpp); null where that is complex128
 * or complex32, which have no name here.
 */
public final class Promotion {

    private Promotion() {}

    /** Of arrays with dimensions and without: these count only where they are of a higher kind. */
    public static Dtype common(Dtype a, int rankA, Dtype b, int rankB) {
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
    public static Dtype common(Dtype a, Dtype b) {
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
        return real == Dtype.FLOAT32 || real == Dtype.BFLOAT16 && hasNoSize ? Dtype.COMPLEX64 : null;
    }

    /** bool, whole numbers, floating-point numbers, complex ones. */
    private static int kind(Dtype dtype) {
        if (dtype == Dtype.BOOL) {
            return 0;
        }
        return dtype == Dtype.COMPLEX64 ? 3 : dtype.isFloatingPoint() ? 2 : 1;
    }

    /** Refuses a result that an array written in place could hold in part only. */
    public static void checkCast(Dtype result, Dtype output) {
        if (kind(result) == 3 && kind(output) < 3
                || kind(result) == 2 && kind(output) < 2
                || kind(result) == 1 && kind(output) < 1) {
            throw Sentences.runtimeError("result type " + result.scalarType
                    + " can't be cast to the desired output type " + output.scalarType);
        }
    }
}
