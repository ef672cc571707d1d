package org.torchmm.kernel.vector;

import java.util.function.Supplier;
import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Product;
import org.torchmm.kernel.WarmUp;

/**
 * The roads of one element type, made once so much was multiplied that they pay: until then products take the plain loops, whose bits
 * are the same. A program of a few small products starts without the classes of the Vector API, and a large first product does not
 * wait for them: they are loaded beside it.
 */
// Tried: all four types' roads with the kernel: 0.1 s of a JVM's start to its first product, and 12 MB.
final class RoadsOnDemand<A> {

    /** Multiplications before: 2 ms of the plain loops once they are compiled; the classes that tiles need take 30 ms to load. */
    static final long FEW = 1 << 20;

    private final Loops<A> loops;
    private final boolean isWarm;
    private final Supplier<Roads<A>> maker;
    /** Read plainly: whoever sees it late takes the plain loops once more. */
    private Roads<A> roads;
    /** Counted plainly: what is lost between threads is multiplied by the plain loops, too. */
    private double multiplied;

    private boolean isAskedFor;

    /** {@code isWarm} where they are made at once, and whoever asks waits for them. */
    RoadsOnDemand(Loops<A> loops, boolean isWarm, Supplier<Roads<A>> maker) {
        this.loops = loops;
        this.isWarm = isWarm;
        this.maker = maker;
    }

    /** As {@link Roads#ready}. */
    Road ready(Product<A> p) {
        Roads<A> made = roads;
        if (made == null && isWarm) {
            made = make();
        }
        if (made != null) {
            return made.ready(p);
        }
        multiplied += (double) p.batch() * p.work();
        if (multiplied >= FEW) {
            ask(p);
        }
        return ScalarRoad.meanwhile(loops, p);
    }

    /** For the product's own tiles, too. */
    private synchronized void ask(Product<A> p) {
        if (!isAskedFor) {
            isAskedFor = true;
            WarmUp.later(() -> make().ready(p));
        }
    }

    private synchronized Roads<A> make() {
        if (roads == null) {
            roads = maker.get();
        }
        return roads;
    }
}
