package org.torchmm.comparisons.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.torchmm.kernel.Element;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;

/**
 * What the machine can do at most, measured.
 *
 * @param gigaflops the fastest kernel's, all threads, over and over on one small pair of matrices, which stays in the first-level cache
 * @param gigabytes read from memory in a second, all threads, by sums over arrays larger than the caches
 */
record Roof(double gigaflops, double gigabytes) {

    private static final int ROWS = 28;
    private static final int DEPTH = 96;
    private static final int COLUMNS = 32;
    private static final int BATCH = 64;
    private static final int READ_INTS = 1 << 25;

    static Roof measure(Clock clock, List<MatrixKernel> kernels, int threads, int rounds) {
        double best = kernels.stream()
                .filter(kernel -> kernel.elements().contains(Element.FLOAT32))
                .mapToDouble(kernel -> peak(clock, kernel, rounds))
                .max()
                .orElse(0);
        return new Roof(best, bandwidth(clock, threads, rounds));
    }

    private static double peak(Clock clock, MatrixKernel kernel, int rounds) {
        FloatMatrices a = new FloatMatrices(new float[ROWS * DEPTH], 0, BATCH, ROWS, DEPTH, 0, DEPTH, 1);
        FloatMatrices b = new FloatMatrices(new float[DEPTH * COLUMNS], 0, BATCH, DEPTH, COLUMNS, 0, COLUMNS, 1);
        FloatMatrices c = FloatMatrices.of(new float[BATCH * ROWS * COLUMNS], BATCH, ROWS, COLUMNS);
        return 2.0 * BATCH * ROWS * DEPTH * COLUMNS / fastest(clock, rounds, 100, () -> kernel.bmm(a, b, c));
    }

    private static double bandwidth(Clock clock, int threads, int rounds) {
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> sums = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int[] numbers = new int[READ_INTS / threads];
                sums.add(() -> sum(numbers));
            }
            double bytes = 4.0 * (READ_INTS / threads) * threads;
            return bytes / fastest(clock, rounds, 1, () -> invoke(readers, sums));
        } finally {
            readers.shutdown();
        }
    }

    private static void invoke(ExecutorService readers, List<Callable<Integer>> sums) {
        try {
            for (Future<Integer> sum : readers.invokeAll(sums)) {
                sum.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** The best of many short rounds, the first of them warming up: a roof is what nothing passes. */
    private static double fastest(Clock clock, int rounds, int times, Runnable product) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 70 * rounds; round++) {
            best = Math.min(best, Round.of(clock, product, times).nanos());
        }
        return best;
    }
}
