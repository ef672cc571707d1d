package org.torchmm.comparisons.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all requests took, in milliseconds.
 *
 * @param wall from the first request to the last answer
 * @param cpu of the whole process
 * @param collecting of garbage
 * @param blocked of all threads together, at monitors that others held
 */
record LoadRound(double wall, double cpu, double collecting, double blocked) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Threads take the next request each, as they come. */
    static LoadRound of(Answers answers, int[] requests, int threads) throws InterruptedException {
        THREADS.setThreadContentionMonitoringEnabled(true);
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(threads);
        AtomicInteger next = new AtomicInteger();
        AtomicLong blocked = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(new Thread(() -> {
                try {
                    begin.await();
                    for (int i = next.getAndIncrement(); i < requests.length; i = next.getAndIncrement()) {
                        answers.answer(requests[i]);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                } finally {
                    end.countDown();
                    ThreadInfo own =
                            THREADS.getThreadInfo(Thread.currentThread().getId());
                    blocked.addAndGet(own.getBlockedTime());
                }
            }));
        }
        all.forEach(Thread::start);
        System.gc(); // each round begins with an empty heap, and what it collects is its own
        long collectedBefore = collected();
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long wallBefore = System.nanoTime();
        begin.countDown();
        end.await();
        double wall = (System.nanoTime() - wallBefore) / 1e6;
        double cpu = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6;
        double collected = collected() - collectedBefore;
        for (Thread thread : all) {
            thread.join();
        }
        if (next.get() != requests.length + threads) {
            throw new IllegalStateException("a thread ended early");
        }
        return new LoadRound(wall, cpu, collected, blocked.get());
    }

    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
