package org.torchmm.comparisons.load;

/** Answers requests from any thread. */
interface Answers extends AutoCloseable {

    /** The request for a product of the shape of that number. */
    void answer(int shape);

    @Override
    void close();
}
