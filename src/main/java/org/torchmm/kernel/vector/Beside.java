package org.torchmm.kernel.vector;

import org.torchmm.kernel.WarmUp;

/** A road that stands in for one whose tiles are being made: it leaves a processor to those who make them. */
record Beside(Road road) implements Road {

    @Override
    public boolean isReady() {
        return road.isReady();
    }

    @Override
    public void run(int threads) {
        road.run(Math.min(threads, WarmUp.threadsBeside()));
    }
}
