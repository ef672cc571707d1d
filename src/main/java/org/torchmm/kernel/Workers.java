package org.torchmm.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that help a caller: {@link #run} cuts a task into chunks, and whoever is free takes the next one.
 *
 * <p>The caller takes chunks like everyone else and at the end waits only for chunks that a worker has taken, never for a
 * worker to arrive; so a busy machine, a second caller or a pool without threads only costs speed. (A version that
 * waited for every worker lost 200 to 300 us a call on a busy core.) Workers are daemon threads; they spin for a moment
 * after a task, as the next is often close, then park.
 */
final class Workers {

    /** Waking a parked thread costs about 50 us; longer spinning takes a core from the caller's own next step. */
    private static final long SPIN_NANOS = 50_000;

    private static final VarHandle NEXT;
    private static final VarHandle DONE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Task.class, "next", int.class);
            DONE = lookup.findVarHandle(Task.class, "done", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The newest task with chunks to give away; a worker helps with that one, every caller with its own. */
    private static volatile Task current;

    private static volatile Worker[] workers = {};

    private Workers() {}

    /** A part of a task. Chunks run in any order, on any thread, some at the same time. */
    @FunctionalInterface
    interface Chunk {
        void run(int chunk);
    }

    /** Runs chunks 0 to {@code chunks - 1}; what one of them throws is thrown here, after all that were begun ended. */
    static void run(int chunks, Chunk chunk) {
        run(chunks, MatrixKernels.getThreads(), chunk);
    }

    /** The same on at most {@code limit} threads, the caller included. */
    static void run(int chunks, int limit, Chunk chunk) {
        int threads = Math.min(limit, chunks);
        if (threads <= 1) {
            for (int i = 0; i < chunks; i++) {
                chunk.run(i);
            }
            return;
        }
        Task task = new Task(chunk, chunks, threads - 1);
        Worker[] helpers = atLeast(threads - 1);
        current = task;
        for (int i = 0; i < threads - 1; i++) {
            helpers[i].wake();
        }
        task.work();
        task.await();
        if (current == task) {
            current = null; // else the task's arrays live as long as the pool; a newer task may be lost: only its speed
        }
        task.rethrow();
    }

    private static Worker[] atLeast(int count) {
        Worker[] seen = workers;
        return seen.length >= count ? seen : grow(count);
    }

    private static synchronized Worker[] grow(int count) {
        Worker[] grown = workers;
        if (grown.length < count) {
            int have = grown.length;
            grown = java.util.Arrays.copyOf(grown, count);
            for (int i = have; i < count; i++) {
                grown[i] = new Worker(i);
                grown[i].start();
            }
            workers = grown;
        }
        return grown;
    }

    private static final class Task {

        private final Chunk chunk;
        private final int chunks;
        /** Workers allowed in, so that the pool may be larger than this task's share of threads. */
        final int helpers;

        private volatile int next;
        private volatile int done;
        private volatile Throwable thrown;

        Task(Chunk chunk, int chunks, int helpers) {
            this.chunk = chunk;
            this.chunks = chunks;
            this.helpers = helpers;
        }

        boolean hasChunks() {
            return next < chunks;
        }

        void work() {
            // hasChunks first: late workers must not drive the counter around
            while (hasChunks()) {
                int i = (int) NEXT.getAndAdd(this, 1);
                if (i >= chunks) {
                    return;
                }
                try {
                    if (thrown == null) {
                        chunk.run(i);
                    }
                } catch (Throwable e) {
                    thrown = e;
                } finally {
                    DONE.getAndAdd(this, 1);
                }
            }
        }

        void await() {
            for (int spins = 1; done < chunks; spins++) {
                if ((spins & 1023) == 0) {
                    Thread.yield(); // the worker may want this very core
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        void rethrow() {
            Throwable e = thrown;
            if (e instanceof Error error) {
                throw error;
            }
            if (e instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }

    private static final class Worker extends Thread {

        private final int id;
        private volatile boolean parked;

        Worker(int id) {
            super("torchmm-kernel-" + id);
            this.id = id;
            setDaemon(true);
            setContextClassLoader(null);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            for (; ; ) {
                long idleSince = System.nanoTime();
                while (!help()) {
                    if (System.nanoTime() - idleSince > SPIN_NANOS) {
                        park();
                        idleSince = System.nanoTime();
                    }
                    for (int i = 0; i < 32; i++) {
                        Thread.onSpinWait();
                    }
                }
            }
        }

        /** In a method of its own, so that no local of a parked thread keeps a task's arrays alive. */
        private boolean help() {
            Task task = current;
            if (task == null || id >= task.helpers || !task.hasChunks()) {
                return false;
            }
            task.work();
            return true;
        }

        private boolean isWanted() {
            Task task = current;
            return task != null && id < task.helpers && task.hasChunks();
        }

        /** The flag first, then a last look: a caller writes the task first, then looks at the flag. */
        private void park() {
            parked = true;
            if (!isWanted()) {
                LockSupport.park(Workers.class);
            }
            parked = false;
        }
    }
}
