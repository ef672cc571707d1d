package org.torchmm.kernel.vector;

import java.util.function.Supplier;
import org.torchmm.kernel.Loops;
import org.torchmm.kernel.Product;

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
    private final OnDemand<Roads<A>> roads;
    /** Counted plainly: what is lost between threads is multiplied by the plain loops, too. */
    private double multiplied;

    /** {@code isWarm} as in {@link OnDemand}. */
    RoadsOnDemand(Loops<A> loops, boolean isWarm, Supplier<Roads<A>> maker) {
        this.loops = loops;
        roads = new OnDemand<>(isWarm, maker);
    }

    /** As {@link Roads#ready}; what is asked for is the product's own tiles, too. */
    Road ready(Product<A> p) {
        Roads<A> made = roads.get();
        if (made != null) {
            return made.ready(p);
        }
        multiplied += (double) p.batch() * p.work();
        if (multiplied >= FEW) {
            roads.ask(first -> first.ready(p));
        }
        return ScalarRoad.meanwhile(loops, p);
    }
}
