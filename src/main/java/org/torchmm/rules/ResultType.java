package org.torchmm.rules;

/**
 * {@code torch.result_type}: the dtype in which operands meet. Arrays without dimensions count only where they are of a higher kind than
 * those with some, and numbers only where they are of a higher kind than all arrays.
 *
 * <p>Source: {@code aten/src/ATen/native/TypeProperties.cpp} and {@code c10/core/ScalarType.cpp}.
 */
public final class ResultType {

    private Dtype dimensioned;
    private Dtype dimensionless;
    private Dtype number;

    public static Dtype of(Facts a, Facts b) {
        return new ResultType().with(a).with(b).dtype();
    }

    public static Dtype of(Facts a, Number b) {
        return new ResultType().with(a).with(b).dtype();
    }

    public static Dtype of(Number a, Number b) {
        return new ResultType().with(a).with(b).dtype();
    }

    public ResultType with(Facts array) {
        return with(array.dtype(), array.rank());
    }

    public ResultType with(Dtype dtype, int rank) {
        if (rank > 0) {
            dimensioned = promoted(dimensioned, dtype);
        } else {
            dimensionless = promoted(dimensionless, dtype);
        }
        return this;
    }

    public ResultType with(Number value) {
        number = promoted(number, isWhole(value) ? Dtype.INT64 : Dtype.FLOAT32);
        return this;
    }

    public Dtype dtype() {
        return combined(dimensioned, combined(dimensionless, number));
    }

    /** Whether it is Python's int. */
    public static boolean isWhole(Number number) {
        return !(number instanceof Double || number instanceof Float);
    }

    /** What a function of floating-point numbers makes of a dtype. */
    public static Dtype floating(Dtype dtype) {
        return dtype.isWhole() ? Dtype.FLOAT32 : dtype;
    }

    private static Dtype promoted(Dtype a, Dtype b) {
        return a == null ? b : common(a, b);
    }

    private static Dtype combined(Dtype higher, Dtype lower) {
        if (higher == null || lower == null) {
            return higher == null ? lower : higher;
        }
        return named(combinedOrNull(higher, lower), higher, lower);
    }

    private static Dtype combinedOrNull(Dtype higher, Dtype lower) {
        if (higher == Dtype.COMPLEX64 || kind(higher) == 2 && lower != Dtype.COMPLEX64) {
            return higher;
        }
        if (kind(higher) == 2) {
            return higher == Dtype.FLOAT32 || higher == Dtype.BFLOAT16 ? Dtype.COMPLEX64 : null;
        }
        return higher == Dtype.BOOL || kind(lower) > kind(higher) ? promote(higher, lower) : higher;
    }

    /** That of an array and a number; null where it has no name here. */
    static Dtype orNull(Facts a, Number b) {
        Dtype number = isWhole(b) ? Dtype.INT64 : Dtype.FLOAT32;
        return a.dtype() == null ? null : combinedOrNull(a.dtype(), number);
    }

    /** That of two arrays; null of and for dtypes that have no name here, complex128 and complex32 among them. */
    static Dtype orNull(Facts a, Facts b) {
        if (a.rank() > 0 == b.rank() > 0 || a.dtype() == null || b.dtype() == null) {
            return promote(a.dtype(), b.dtype());
        }
        return a.rank() > 0 ? combinedOrNull(a.dtype(), b.dtype()) : combinedOrNull(b.dtype(), a.dtype());
    }

    /** {@code torch.promote_types}, refused where there are no arrays of that dtype in Java's memory. */
    public static Dtype common(Dtype a, Dtype b) {
        return named(promote(a, b), a, b);
    }

    private static Dtype named(Dtype common, Dtype a, Dtype b) {
        if (common == null) {
            throw Sentences.runtimeError("the result would be of dtype "
                    + (a == Dtype.FLOAT64 || b == Dtype.FLOAT64 ? "complex128" : "complex32")
                    + ", of which there are no arrays in Java's memory");
        }
        return common;
    }

    /** {@code torch.promote_types}; null of and for dtypes that have no name here, complex128 and complex32 among them. */
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
    private static int kind(Dtype dtype) {
        if (dtype == Dtype.BOOL) {
            return 0;
        }
        return dtype == Dtype.COMPLEX64 ? 3 : dtype.isFloatingPoint() ? 2 : 1;
    }

    /** Refuses a result that an array written in place could hold in part only. */
    public static void checkCast(Dtype result, Dtype output) {
        if (!canCast(result, output)) {
            throw Sentences.runtimeError("result type " + result.scalarType
                    + " can't be cast to the desired output type " + output.scalarType);
        }
    }

    /** {@code torch.can_cast}: whether numbers of the one are of no lesser kind in the other. */
    static boolean canCast(Dtype result, Dtype output) {
        return kind(result) <= kind(output);
    }
}
