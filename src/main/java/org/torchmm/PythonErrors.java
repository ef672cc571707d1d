package org.torchmm;

/** What Python raises, as Java throws it, with torch's sentence as the message. */
final class PythonErrors {

    private PythonErrors() {}

    static IllegalArgumentException runtimeError(String sentence) {
        return new IllegalArgumentException(sentence);
    }

    static IndexOutOfBoundsException indexError(String sentence) {
        return new IndexOutOfBoundsException(sentence);
    }
}
