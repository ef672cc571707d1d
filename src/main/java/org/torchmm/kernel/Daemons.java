package org.torchmm.kernel;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Internal: threads that outlive the call that starts them, and so keep nothing of the caller's: neither his thread group, which
 * he may interrupt or destroy, nor his context class loader, inherited thread locals and access control context, through which an
 * application that was unloaded would stay in memory.
 */
public final class Daemons {

    private Daemons() {}

    /** Not started. */
    @SuppressWarnings(
            "removal") // up to JDK 23 a thread keeps the protection domains of all classes on its maker's stack
    public static Thread thread(Runnable work, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
                group = group.getParent();
            }
            boolean inheritThreadLocals = false;
            Thread thread = new Thread(group, work, name, 0, inheritThreadLocals);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.setPriority(Thread.NORM_PRIORITY);
            return thread;
        });
    }
}
