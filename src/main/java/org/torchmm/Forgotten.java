package org.torchmm;

import ai.djl.ndarray.NDManager;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torchmm.engine.Backend;
import org.torchmm.engine.Scope;

/**
 * What is to be done about a {@link Torch} that nobody closed and nobody can reach: say so, and leave its arrays to the garbage
 * collector, as somebody may still have some of them.
 */
final class Forgotten implements Runnable, Consumer<NDManager> {

    /** So many that are open ask for a collection: what they hold outside the Java heap is nothing that would start one. */
    private static final int MANY = 128;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicInteger OPEN = new AtomicInteger();

    /** Made when there is something to say. */
    private static final class Log {

        static final Logger LOGGER = LoggerFactory.getLogger(Torch.class);
    }

    private final Backend backend;
    private final Scope scope;
    /** Where it was opened; null unless the property torchmm.trace asks for it. */
    private final Throwable opened;

    private Forgotten(Backend backend, Scope scope) {
        this.backend = backend;
        this.scope = scope;
        opened = Boolean.getBoolean("torchmm.trace") ? new Throwable("it was opened here") : null;
    }

    /** Watches an open Torch; {@link Cleaner.Cleanable#clean} ends that. Nothing else may hold on to the Torch. */
    static Cleaner.Cleanable watch(Torch torch) {
        if (OPEN.incrementAndGet() % MANY == 0) {
            System.gc();
        }
        return CLEANER.register(torch, new Forgotten(torch.backend, torch.scope));
    }

    @Override
    public void accept(NDManager forgotten) {
        backend.letGo(forgotten);
    }

    @Override
    public void run() {
        OPEN.decrementAndGet();
        if (scope.abandon(this)) {
            String hint = opened == null ? "; -Dtorchmm.trace=true says where it was opened" : "";
            Log.LOGGER.warn(
                    "A Torch was never closed. Its arrays live until the garbage collector finds them{}", hint, opened);
        }
    }
}
