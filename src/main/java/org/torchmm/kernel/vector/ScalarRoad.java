package org.torchmm.kernel.vector;

import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.ScalarKernel;
import org.torchmm.kernel.Threads;
import org.torchmm.kernel.WarmUp;

/** The plain loops, which need no tiles, for what is too small or too scattered for them, and for what is not compiled yet. */
record ScalarRoad<A>(Loops<A> loops, Product<A> p, int most) implements Road {

    ScalarRoad(Loops<A> loops, Product<A> p) {
        this(loops, p, Integer.MAX_VALUE);
    }

    /** For a product that waits for tiles: it leaves a processor to those who make them. */
    static <A> ScalarRoad<A> meanwhile(Loops<A> loops, Product<A> p) {
        return new ScalarRoad<>(loops, p, WarmUp.threadsBeside());
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** {@link ScalarKernel} counts the threads by its own measure. */
    @Override
    public void run(int threads) {
        ScalarKernel.run(loops, p, Math.min(most, Threads.get()));
    }
}
