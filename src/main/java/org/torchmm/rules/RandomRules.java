package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/** What libtorch 2.7.1 refuses in rand, randn, randint and randperm. */
public final class RandomRules {

    private RandomRules() {}

    /** rand and randn, each in the words of its kernel. */
    public static void checkFloatingPoint(Dtype dtype, String kernel) {
        if (dtype.isWhole()) {
            throw notImplemented(kernel, dtype);
        }
    }

    /** randint's {@code [low, high)}. */
    public static void checkRange(long low, long high) {
        if (low >= high) {
            throw runtimeError("random_ expects 'from' to be less than 'to', but got from=" + low + " >= to=" + high);
        }
    }

    /** Of randint; the dtypes that hold whole numbers are in {@link RandintRange}. */
    public static IllegalArgumentException noComplexRange() {
        return runtimeError("check_random_bounds handles only integral, floating-point and boolean types");
    }

    /** randperm's {@code n}: every number below it has to be one of the dtype's, but for bfloat16, where they are rounded. */
    public static void checkPermutation(Dtype dtype, long n) {
        Sizes.ofNew(new long[] {n});
        FillRules.check(dtype, n > 0 ? n - 1 : n);
        int digits = switch (dtype) {
            case FLOAT16 -> 11;
            case FLOAT32 -> 24;
            case FLOAT64 -> 53;
            default -> 0;
        };
        long most = (1L << digits) + 1;
        if (digits != 0 && n > most) {
            throw runtimeError("n cannot be greater than " + most + " for " + dtype.scalarType + " type.");
        }
        if (dtype == Dtype.BOOL || dtype == Dtype.COMPLEX64) {
            throw notImplemented("randperm", dtype);
        }
    }
}
