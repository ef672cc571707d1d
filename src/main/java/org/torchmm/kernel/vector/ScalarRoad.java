package org.torchmm.kernel.vector;

import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.ScalarKernel;

/** The plain loops, which need no tiles, for what is too small or too scattered for them, and for what is not compiled yet. */
record ScalarRoad<A>(Loops<A> loops, Product<A> p) implements Road {

    @Override
    public boolean isReady() {
        return true;
    }

    /** {@link ScalarKernel} counts the threads by its own measure. */
    @Override
    public void run(int threads) {
        ScalarKernel.run(loops, p);
    }
}
