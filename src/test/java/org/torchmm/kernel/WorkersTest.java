package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chunks each run once, on however many threads, and whatever goes wrong reaches the caller. */
class WorkersTest {

    @AfterEach
    void restoreThreads() {
        MatrixKernels.setThreads(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void every_chunk_runs_exactly_once() {
        for (int threads : new int[] {1, 2, 5}) {
            for (int chunks : new int[] {0, 1, 2, 100}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
                Workers.run(chunks, threads, runs::incrementAndGet);
                for (int i = 0; i < chunks; i++) {
                    assertEquals(1, runs.get(i));
                }
            }
        }
    }

    @Test
    void what_a_chunk_throws_reaches_the_caller_and_the_pool_goes_on() {
        for (Throwable thrown : List.of(new IllegalStateException("chunk 7"), new OutOfMemoryError("not really"))) {
            for (int threads : new int[] {1, 3}) {
                assertSame(
                        thrown,
                        assertThrows(
                                Throwable.class,
                                () -> Workers.run(20, threads, chunk -> {
                                    if (chunk == 7) {
                                        WorkersTest.<RuntimeException>sneak(thrown);
                                    }
                                })));
                every_chunk_runs_exactly_once();
            }
        }
    }

    @Test
    void callers_on_many_threads_all_get_their_own_result() throws Exception {
        MatrixKernels.setThreads(3);
        callers(Executors.newFixedThreadPool(6));
    }

    /** On a JDK that has them; on an older one the same with platform threads. */
    @Test
    void callers_on_virtual_threads_all_get_their_own_result() throws Exception {
        MatrixKernels.setThreads(3);
        callers(virtualThreads());
    }

    @Test
    void an_interrupted_worker_goes_back_to_sleep() {
        Workers.run(20, 3, chunk -> {});
        for (Thread worker : workers()) {
            worker.interrupt();
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (worker.isInterrupted() || worker.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    /** Else an application that was unloaded would stay in memory as long as the workers do. */
    @Test
    void workers_keep_nothing_of_the_caller_s() throws Exception {
        List<Thread> before = workers();
        WeakReference<ClassLoader> caller = callFromElsewhere(before.size() + 2);
        List<Thread> made = workers();
        made.removeAll(before);
        assertEquals(1, made.size());
        assertNull(made.get(0).getThreadGroup().getParent(), made::toString);
        for (int i = 0; i < 50 && caller.get() != null; i++) {
            System.gc();
        }
        assertNull(caller.get());
    }

    /** In a group, a class loader and with a thread local of its own. */
    private static WeakReference<ClassLoader> callFromElsewhere(int threads) throws Exception {
        ClassLoader loader = new ClassLoader(WorkersTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(Caller.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = stream.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Runnable call = (Runnable) loader.loadClass(Caller.class.getName())
                .getConstructor(int.class)
                .newInstance(threads);
        Thread thread = new Thread(new ThreadGroup("elsewhere"), call);
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
        return new WeakReference<>(loader);
    }

    /** Leaves itself in a thread local that new threads inherit, then has chunks run. */
    public static final class Caller implements Runnable {

        private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

        private final int threads;

        public Caller(int threads) {
            this.threads = threads;
        }

        @Override
        public void run() {
            INHERITED.set(this);
            Workers.run(threads, threads, chunk -> {});
        }
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("torchmm-kernel-\\d+"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void callers(ExecutorService executor) throws Exception {
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                ElementType type = ElementType.values()[i % 4];
                int size = 20 + i * 3;
                results.add(executor.submit(() -> {
                    Sample.Layout layout = size % 2 == 0 ? Sample.Layout.DENSE : Sample.Layout.TRANSPOSED;
                    Sample sample = new Sample(
                            type, size, 2, size, size + 5, size, Sample.Layout.DENSE, layout, Sample.Layout.DENSE);
                    long[] expected = sample.multiply(new ScalarKernel());
                    for (int round = 0; round < 5; round++) {
                        assertArrayEquals(expected, sample.multiply(TestKernels.fastest()), sample::toString);
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        return (ExecutorService) factory.invoke(null);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
