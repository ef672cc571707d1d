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

    /** Whether libtorch says so in an {@code IndexError}, which crosses TorchScript as a {@code RuntimeError}. */
    public static boolean isIndexError(String sentence) {
        return sentence != null
                && (sentence.startsWith("Dimension out of range")
                        || sentence.startsWith("Dimension specified as 0 but tensor has no dimensions")
                        || sentence.matches("(?s)(select\\(\\): )?index -?\\d+ (is )?out of .*")
                        || sentence.startsWith("too many indices for tensor"));
    }

    /** {@code "addmm_impl_cpu_" not implemented for 'Bool'}. */
    public static IllegalArgumentException notImplemented(String kernel, Dtype dtype) {
        return runtimeError("\"" + kernel + "\" not implemented for '" + dtype.scalarType + "'");
    }
}
