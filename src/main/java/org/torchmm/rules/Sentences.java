package org.torchmm.rules;

/** What Python raises, as Java throws it, with torch's sentence as the message; those that several rules say stand here. */
public final class Sentences {

    private Sentences() {}

    /** Python's {@code RuntimeError}. */
    public static IllegalArgumentException runtimeError(String sentence) {
        return new IllegalArgumentException(sentence);
    }

    /** Python's {@code IndexError}. */
    public static IndexOutOfBoundsException indexError(String sentence) {
        return new IndexOutOfBoundsException(sentence);
    }

    /** {@code "addmm_impl_cpu_" not implemented for 'Bool'}. */
    public static IllegalArgumentException notImplemented(String kernel, Dtype dtype) {
        return runtimeError("\"" + kernel + "\" not implemented for '" + dtype.scalarType + "'");
    }
}
