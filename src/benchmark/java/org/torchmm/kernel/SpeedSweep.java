package org.torchmm.kernel;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Looks for cliffs: {@code SpeedSweep [from] [to] [random shapes]}, by default 1, 300 and 200. Names every float32 shape
 * that runs at less than 0.6 of the mean of its two neighbours, one smaller and one larger, and then says how many were asked.
 *
 * <p>One thread and its own CPU time, so that other work on the machine counts little. Neighbours are warmed up and then
 * measured in turn; a shape below the bound is measured again with longer rounds before it is named.
 */
public final class SpeedSweep {

    private static final double BOUND = 0.6;
    private static final double ROUND_NANOS = 1e6 * Integer.getInteger("ms", 2);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final long WARM_UP_NANOS = 1_000_000L * Integer.getInteger("warmup", 8000);

    private static final MatrixKernel KERNEL = MatrixKernels.best();

    private static int asked;
    private static int named;

    private record Case(int batch, int m, int n, int k, boolean isTransposed) {

        /** All sizes larger by as much; a size of 1 stays. */
        Case plus(int by) {
            return new Case(batch, next(m, by), next(n, by), next(k, by), isTransposed);
        }

        private static int next(int size, int by) {
            return size == 1 ? 1 : size + by;
        }

        double flops() {
            return 2.0 * batch * m * n * k;
        }

        Runnable product() {
            Random random = new Random(1);
            FloatMatrices a = random(random, m, k);
            FloatMatrices b = isTransposed ? random(random, n, k).transposed() : random(random, k, n);
            FloatMatrices c = FloatMatrices.of(new float[batch * m * n], batch, m, n);
            return () -> KERNEL.bmm(a, b, c);
        }

        private FloatMatrices random(Random random, int rows, int columns) {
            float[] data = new float[batch * rows * columns];
            for (int i = 0; i < data.length; i++) {
                data[i] = random.nextFloat();
            }
            return FloatMatrices.of(data, batch, rows, columns);
        }
    }

    private SpeedSweep() {}

    public static void main(String[] args) {
        MatrixKernels.setThreads(1);
        int from = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int to = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        int shapes = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        for (int batch : new int[] {1, 16}) {
            for (boolean isTransposed : new boolean[] {false, true}) {
                List<Case> line = new ArrayList<>();
                for (int n = Math.max(1, from - 1); n <= to + 1; n++) {
                    line.add(new Case(batch, n, n, n, isTransposed));
                }
                sweep(line);
            }
        }
        Random random = new Random(0x5EED);
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < shapes; i++) {
            Case shape = new Case(
                    random.nextBoolean() ? 1 : 8, size(random), size(random), size(random), random.nextBoolean());
            all.addAll(List.of(shape.plus(-1), shape, shape.plus(1)));
        }
        warmUp(all);
        for (int i = 0; i < all.size(); i += 3) {
            report(all.get(i), all.get(i + 1), all.get(i + 2));
        }
        System.out.printf(
                "JDK %s, kernel %s: %d of %d shapes below %.1f%n",
                Runtime.version(), KERNEL.name(), named, asked, BOUND);
    }

    /** From 1 to 1024, small ones as often as large ones. */
    private static int size(Random random) {
        int size = (int) Math.pow(2, 10 * random.nextDouble());
        return size == 2 ? 3 : size; // a neighbour of 1 would stay there
    }

    private static void sweep(List<Case> line) {
        warmUp(line);
        for (int i = 1; i + 1 < line.size(); i++) {
            report(line.get(i - 1), line.get(i), line.get(i + 1));
        }
    }

    /** Until every tile is compiled: some calls of every shape, again and again. */
    private static void warmUp(List<Case> cases) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            for (Case each : cases) {
                Runnable product = each.product();
                for (int i = 0; i < 3 && System.nanoTime() - start < WARM_UP_NANOS; i++) {
                    product.run();
                }
            }
        }
    }

    private static void report(Case below, Case middle, Case above) {
        asked++;
        Case[] cases = {below, middle, above};
        double[] rates = rates(cases, ROUND_NANOS);
        if (ratio(rates) < BOUND) {
            for (Case each : cases) {
                warmUp(List.of(each));
            }
            rates = rates(cases, 10 * ROUND_NANOS);
        }
        if (ratio(rates) < BOUND) {
            named++;
            System.out.printf(
                    "%.2f %s: GFLOP/s %.1f, %.1f, %.1f%n", ratio(rates), middle, rates[0], rates[1], rates[2]);
        }
    }

    private static double ratio(double[] rates) {
        return rates[1] / (0.5 * (rates[0] + rates[2]));
    }

    private static double[] rates(Case[] cases, double nanos) {
        double[][] times = new double[cases.length][ROUNDS];
        Runnable[] products = Arrays.stream(cases).map(Case::product).toArray(Runnable[]::new);
        int[] calls = new int[cases.length];
        for (int i = 0; i < cases.length; i++) {
            calls[i] = (int) Math.max(1, nanos / Math.max(20, time(products[i], 3)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < cases.length; i++) {
                times[i][round] = time(products[i], calls[i]);
            }
        }
        double[] rates = new double[cases.length];
        for (int i = 0; i < cases.length; i++) {
            Arrays.sort(times[i]);
            rates[i] = cases[i].flops() / times[i][ROUNDS / 2];
        }
        return rates;
    }

    private static double time(Runnable product, int calls) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            product.run();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / (double) calls;
    }
}
