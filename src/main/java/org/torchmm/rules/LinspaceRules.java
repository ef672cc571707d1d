package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/**
 * What libtorch 2.7.1 refuses in linspace, which reads its bounds only where it needs them: both for two numbers and more, the first for
 * one, none for none.
 *
 * <p>Source: {@code aten/src/ATen/native/RangeFactories.cpp} and {@code cpu/RangeFactoriesKernel.cpp}.
 */
public final class LinspaceRules {

    private LinspaceRules() {}

    /** How many numbers, of what. */
    public static void check(Dtype dtype, double start, double end, long steps) {
        if (steps < 0) {
            throw runtimeError("number of steps must be non-negative");
        }
        if (steps > 1 && dtype == Dtype.BOOL) {
            throw notImplemented("linspace_cpu", dtype);
        }
        if (steps > 0) {
            FillRules.check(dtype, start);
        }
        if (steps > 1) {
            FillRules.check(dtype, end);
        }
    }
}
