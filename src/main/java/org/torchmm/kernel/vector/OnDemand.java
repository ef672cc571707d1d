package org.torchmm.kernel.vector;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torchmm.kernel.WarmUp;

/** Something whose classes take long to load, made once, beside the products, when it is asked for. */
final class OnDemand<T> {

    private final boolean isWarm;
    private final Supplier<T> maker;
    /** Read plainly: whoever sees it late takes another way once more. */
    private T made;

    private boolean isAskedFor;

    /** {@code isWarm} where it is made at once, and whoever wants it waits for it. */
    OnDemand(boolean isWarm, Supplier<T> maker) {
        this.isWarm = isWarm;
        this.maker = maker;
    }

    /** Null until it is made. */
    T get() {
        T found = made;
        return found == null && isWarm ? make() : found;
    }

    /** Has it made, and the first to ask do something with it there. */
    synchronized void ask(Consumer<T> first) {
        if (!isAskedFor) {
            isAskedFor = true;
            WarmUp.later(() -> first.accept(make()));
        }
    }

    private synchronized T make() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
