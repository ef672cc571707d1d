package org.torchmm.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Internal: what one chunk of work leaves for the next, up to one a processor: memory that a JVM touches for the first time costs more than the sums of
 * small matrices. One too many is left to the garbage collector.
 */
public final class Idle<T> {

    private final AtomicReferenceArray<T> kept =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors() + 1);

    /** One, or null where there is none. */
    public T take() {
        for (int i = 0; i < kept.length(); i++) {
            T taken = kept.getAndSet(i, null);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** By whoever took it, or made one as there was none. */
    public void give(T thing) {
        for (int i = 0; i < kept.length(); i++) {
            if (kept.compareAndSet(i, null, thing)) {
                return;
            }
        }
    }
}
