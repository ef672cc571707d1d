package org.torchmm.heap;

final class Mersenne {
    Mersenne(long seed) {}

    void seed(long seed) {}
}
