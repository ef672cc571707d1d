package org.torchmm.comparisons.peers;

/**
 * c = a x b with the operands where the library wants them, so that {@link #run} is the library's product and no copying
 * of Java arrays. {@code run} may be called again and again; c has the result after {@link #read}.
 */
@FunctionalInterface
public interface PreparedProduct extends AutoCloseable {

    void run();

    /** Copies the result to c, if it is not there already. */
    default void read() {}

    /** Frees what the library holds. */
    @Override
    default void close() {}
}
