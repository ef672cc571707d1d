package org.torchmm.libtorch;

import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What came of something that is tried once: a value, or the reason why there is none.
 *
 * <p>What can fail must not fail in a static initialiser: the first call would be an {@code ExceptionInInitializerError} without a
 * message, every later one a {@code NoClassDefFoundError} without a reason. This can stand there: it keeps the failure, and each
 * {@link #get} throws it anew. It is a record because the JVM takes the fields of a record for constants: a method handle
 * behind a static final attempt is called as fast as one that is static and final itself.
 */
record Attempt<T>(T value, String sentence, Throwable cause) {

    /** Tries {@code work}; {@code sentence} says what could not be done, why, and what helps. */
    static <T> Attempt<T> of(Callable<T> work, Function<Throwable, String> sentence) {
        try {
            return new Attempt<>(work.call(), null, null);
        } catch (Throwable e) { // errors too: what is missing on a class path is a LinkageError
            return new Attempt<>(null, sentence.apply(e), e);
        }
    }

    /** The value; a new {@link IllegalStateException} with the reason, each time, where there is none. */
    T get() {
        if (sentence != null) {
            throw new IllegalStateException(sentence, cause);
        }
        return value;
    }
}
