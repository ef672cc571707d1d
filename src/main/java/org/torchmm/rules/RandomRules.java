package org.torchmm.rules;

import static org.torchmm.rules.Sentences.notImplemented;
import static org.torchmm.rules.Sentences.runtimeError;

/** What libtorch 2.7.1 refuses in rand, randn and randint. */
public final class RandomRules {

    private RandomRules() {}

    /** rand and randn, each in the words of its kernel. */
    public static void checkFloatingPoint(Dtype dtype, String kernel) {
        if (!dtype.isFloatingPoint()) {
            throw notImplemented(kernel, dtype);
        }
    }

    /** randint's {@code [low, high)}. */
    public static void checkRange(long low, long high) {
        if (low >= high) {
            throw runtimeError("random_ expects 'from' to be less than 'to', but got from=" + low + " >= to=" + high);
        }
    }
}
