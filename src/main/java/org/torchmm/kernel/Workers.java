package org.torchmm.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Internal: the threads that help a caller: {@link #run} cuts a task into chunks, and whoever is free takes the next one.
 *
 * <p>The caller takes chunks like everyone else and at the end waits only for chunks that a worker has taken, never for a
 * worker to arrive; so a busy machine, a second caller or a pool without threads only costs speed. Workers are daemon
 * threads; they spin for a moment after a task, as the next is often close, then park.
 */
// Tried: waiting for every worker: 200 to 300 us a call lost on a busy core.
public final class Workers {

    /** Waking a parked thread costs about 50 us; longer spinning takes a core from the caller's own next step. */
    private static final long SPIN_NANOS = 50_000;

    private static final VarHandle TAKEN;
    private static final VarHandle BACK;
    private static final VarHandle DONE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAKEN = lookup.findVarHandle(Task.class, "taken", int.class);
            BACK = lookup.findVarHandle(Task.class, "back", int.class);
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
    public interface Chunk {
        void run(int chunk);
    }

    /** Runs chunks 0 to {@code chunks - 1}; what one of them throws is thrown here, after all that were begun ended. */
    public static void run(int chunks, Chunk chunk) {
        run(chunks, Threads.get(), chunk);
    }

    /** The same on at most {@code limit} threads, the caller included. */
    public static void run(int chunks, int limit, Chunk chunk) {
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
        task.work(true);
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
            grown = Arrays.copyOf(grown, count);
            for (int i = have; i < count; i++) {
                grown[i] = new Worker(i);
                grown[i].thread.start();
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

        private volatile int taken;
        private volatile int back;
        private volatile int done;
        private Throwable thrown; // seen late at worst, until done is read

        Task(Chunk chunk, int chunks, int helpers) {
            this.chunk = chunk;
            this.chunks = chunks;
            this.helpers = helpers;
        }

        boolean hasChunks() {
            return taken < chunks;
        }

        /**
         * Chunks from the first on for the caller, from the last back for workers: in the next call with the same operands
         * each core finds its share in its own L2.
         */
        void work(boolean isCaller) {
            int finished = 0;
            while ((int) TAKEN.getAndAdd(this, 1) < chunks) {
                int i = isCaller ? finished : chunks - 1 - (int) BACK.getAndAdd(this, 1);
                try {
                    if (thrown == null) {
                        chunk.run(i);
                    }
                } catch (Throwable e) {
                    thrown = e;
                }
                finished++;
            }
            DONE.getAndAdd(this, finished);
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

    private static final class Worker implements Runnable {

        private final int id;
        final Thread thread;
        private volatile boolean parked;

        Worker(int id) {
            this.id = id;
            thread = Daemons.thread(this, "torchmm-kernel-" + id);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            for (; ; ) {
                long idleSince = System.nanoTime();
                for (int spins = 1; !help(); spins++) {
                    Thread.onSpinWait();
                    // a look at the clock takes as long as two at the task, which is what a caller waits for
                    if ((spins & 31) == 0 && System.nanoTime() - idleSince > SPIN_NANOS) {
                        park();
                        idleSince = System.nanoTime();
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
            task.work(false);
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
                Thread.interrupted(); // it asks a worker for nothing, and while it is set nobody parks
            }
            parked = false;
        }
    }
}
