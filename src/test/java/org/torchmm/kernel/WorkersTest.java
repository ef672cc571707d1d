package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
