package org.torchmm.rules;

/** The dtype in which arrays of two dtypes meet (c10/core/ScalarType.cpp and ATen/native/TypeProperties.cpp). */
public final class ResultType {

    private ResultType() {}

    /** torch.result_type of two arrays: those without dimensions count only where they are of a higher kind. */
    public static Dtype of(Dtype a, int rankA, Dtype b, int rankB) {
        if (rankA > 0 == rankB > 0 || a == null || b == null) {
            return promote(a, b);
        }
        Dtype higher = rankA > 0 ? a : b;
        Dtype lower = rankA > 0 ? b : a;
        if (higher == Dtype.COMPLEX64 || kind(higher) == 2 && lower != Dtype.COMPLEX64) {
            return higher;
        }
        if (kind(higher) == 2) {
            return higher == Dtype.FLOAT32 ? Dtype.COMPLEX64 : null;
        }
        return higher == Dtype.BOOL || kind(lower) > kind(higher) ? promote(higher, lower) : higher;
    }

    /** torch.promote_types; null for dtypes that have no name here, complex128 and complex32 among them. */
    public static Dtype promote(Dtype a, Dtype b) {
        if (a == b || a == null || b == null) {
            return a == b ? a : null;
        }
        int kind = kind(a);
        int kind2 = kind(b);
        if (kind != kind2) {
            Dtype higher = kind > kind2 ? a : b;
            Dtype lower = kind > kind2 ? b : a;
            return higher == Dtype.COMPLEX64 && lower == Dtype.FLOAT64 ? null : higher;
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

    /** bool, whole numbers, floating-point numbers, complex ones. */
    public static int kind(Dtype dtype) {
        if (dtype == Dtype.BOOL) {
            return 0;
        }
        return dtype == Dtype.COMPLEX64 ? 3 : dtype.isFloatingPoint() ? 2 : 1;
    }
}
