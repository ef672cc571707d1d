package org.torchmm.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one chunk of work leaves for the next, up to one a processor: memory that a JVM touches for the first time costs more than the sums of
 * small matrices. One too many is left to the garbage collector.
 */
final class Idle<T> {

    private final AtomicReferenceArray<T> kept =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors() + 1);

    /** Null where there is none. */
    T take() {
        for (int i = 0; i < kept.length(); i++) {
            T taken = kept.getAndSet(i, null);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    void give(T thing) {
        for (int i = 0; i < kept.length(); i++) {
            if (kept.compareAndSet(i, null, thing)) {
                return;
            }
        }
    }
}
