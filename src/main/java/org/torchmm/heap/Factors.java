package org.torchmm.heap;

/** The triangular factors of one square matrix after the other, and the inverses that they come to. */
interface Factors {

    /** The first pivot that is 0, or -1. */
    int factor(Storage matrix, int at);

    /** The inverse of what was factored last. */
    void solve(Storage result, int at);
}
