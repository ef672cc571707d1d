package org.torchmm.engine;

import java.util.List;

/** What the calls use that this thread is in while they run code of the user's: closing that would wait for itself. */
public final class OwnCalls {

    private static final ThreadLocal<OwnCalls> INNERMOST = new ThreadLocal<>();

    private final List<?> used;
    private final OwnCalls outer;

    private OwnCalls(List<?> used, OwnCalls outer) {
        this.used = used;
        this.outer = outer;
    }

    /** Marks the begin of a call; {@link #exit} must follow, in the same thread. */
    public static void enter(List<?> used) {
        INNERMOST.set(new OwnCalls(used, INNERMOST.get()));
    }

    public static void exit() {
        OwnCalls outer = INNERMOST.get().outer;
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }

    static boolean use(Object thing) {
        for (OwnCalls call = INNERMOST.get(); call != null; call = call.outer) {
            for (Object each : call.used) {
                if (each == thing) {
                    return true;
                }
            }
        }
        return false;
    }
}
