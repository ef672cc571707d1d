package org.torchmm.comparisons.report;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** Time as a round of a race needs it; a test has one of its own, which nobody waits for. */
interface Clock {

    /**
     * Nanoseconds of the wall, of the calling thread's CPU time, of the whole process's, of garbage collection and of the
     * just-in-time compiler.
     */
    record Reading(long wall, long caller, long process, long collecting, long compiling) {}

    Reading read();

    void pause(long millis);

    static Clock system() {
        var threads = ManagementFactory.getThreadMXBean();
        var process = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        var compiler = ManagementFactory.getCompilationMXBean();
        return new Clock() {
            @Override
            public Reading read() {
                long collecting = collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum();
                return new Reading(
                        System.nanoTime(),
                        threads.getCurrentThreadCpuTime(),
                        process.getProcessCpuTime(),
                        1_000_000 * collecting,
                        1_000_000 * compiler.getTotalCompilationTime());
            }

            @Override
            public void pause(long millis) {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
