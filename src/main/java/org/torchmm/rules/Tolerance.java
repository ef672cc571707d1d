package org.torchmm.rules;

import static org.torchmm.rules.Sentences.number;
import static org.torchmm.rules.Sentences.runtimeError;

import java.util.Arrays;

/**
 * How far a number may be from the one that is expected: {@code |actual - expected| <= atol + |rtol * expected|}.
 *
 * @param equalNan whether NaN is what NaN is expected to be
 */
public record Tolerance(double rtol, double atol, boolean equalNan) {

    /** That of {@code torch.allclose}. */
    public static final Tolerance ALLCLOSE = new Tolerance(1e-5, 1e-8, false);

    /** That of {@code torch.testing.assert_close} for numbers of a dtype. */
    public static Tolerance of(Dtype dtype) {
        return switch (dtype) {
            case FLOAT16 -> new Tolerance(1e-3, 1e-5, false);
            case BFLOAT16 -> new Tolerance(1.6e-2, 1e-5, false);
            case FLOAT32, COMPLEX64 -> new Tolerance(1.3e-6, 1e-5, false);
            case FLOAT64 -> new Tolerance(1e-7, 1e-7, false);
            case BOOL, UINT8, INT8, INT16, INT32, INT64 -> new Tolerance(0, 0, false);
        };
    }

    /** Whether nothing but what is expected will do. */
    public boolean isZero() {
        return rtol == 0 && atol == 0;
    }

    /** Refuses what {@code torch.isclose} refuses, in its order; the sizes come after that. */
    public void check(Dtype input, Dtype other) {
        if (input != other) {
            throw runtimeError(input.scalarType + " did not match " + other.scalarType);
        }
        if (!(rtol >= 0)) {
            throw runtimeError("rtol must be greater than or equal to zero, but got " + number(rtol));
        }
        if (!(atol >= 0)) {
            throw runtimeError("atol must be greater than or equal to zero, but got " + number(atol));
        }
    }

    /** The sizes in which {@code torch.isclose} compares. Where it looks for NaN it writes over what has the input's sizes. */
    public long[] broadcast(Dtype dtype, long[] input, long[] other) {
        long[] sizes = Sizes.broadcast(input, other);
        if (equalNan && !dtype.isWhole() && !Arrays.equals(input, sizes)) {
            throw runtimeError("output with shape " + Arrays.toString(input) + " doesn't match the broadcast shape "
                    + Arrays.toString(sizes));
        }
        return sizes;
    }
}
