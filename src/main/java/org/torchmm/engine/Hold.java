package org.torchmm.engine;

/** Keeps an operand from being freed until {@link #release}. */
@FunctionalInterface
public interface Hold {

    /** For what nothing can keep. */
    Hold NONE = () -> {};

    void release();
}
