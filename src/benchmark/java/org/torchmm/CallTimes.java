package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times of two calls in rounds that alternate in one process: the thread's CPU time, so that other processes do not count; medians and the
 * best, in microseconds, the result closed each time.
 */
final class CallTimes {

    private static final int WARM_UP = 60;
    private static final int CALLS = 1000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final String part;

    /** Of those calls whose name has that part. */
    CallTimes(int rounds, String part) {
        this.rounds = rounds;
        this.part = part;
    }

    interface Call {
        NDArray run();
    }

    void compare(String name, Call raw, Call torch) {
        if (!name.contains(part)) {
            return;
        }
        double[] first = new double[rounds];
        double[] second = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double x = micros(raw, CALLS);
            double y = micros(torch, CALLS);
            if (round >= 0) {
                first[round] = x;
                second[round] = y;
            }
        }
        Arrays.sort(first);
        Arrays.sort(second);
        System.out.printf(
                "%-34s %8.2f %8.2f %8.2f %8.2f %8.2f%n",
                name,
                first[rounds / 2],
                first[0],
                second[rounds / 2],
                second[0],
                second[rounds / 2] - first[rounds / 2]);
    }

    void refuse(String name, Call call) {
        if (!("refused: " + name).contains(part)) {
            return;
        }
        double[] times = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double time = micros(
                    () -> {
                        try {
                            call.run();
                        } catch (IllegalArgumentException | IndexOutOfBoundsException | EngineException e) {
                            return null;
                        }
                        throw new AssertionError(name + " is not refused");
                    },
                    CALLS / 5);
            if (round >= 0) {
                times[round] = time;
            }
        }
        Arrays.sort(times);
        System.out.printf("refused: %-43s %8.2f %8.2f%n", name, times[rounds / 2], times[0]);
    }

    private static double micros(Call call, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            NDArray result = call.run();
            if (result != null) {
                result.close();
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }
}
