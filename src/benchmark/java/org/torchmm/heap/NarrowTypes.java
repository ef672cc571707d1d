package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.torchmm.Torch;
import org.torchmm.kernel.MatrixKernels;

/**
 * What numbers of 8 and 16 bits cost on Java's arrays, everything in turns, results closed: conversions of 1,000,000 of them
 * beside libtorch's, and products of squares, and of a few rows by squares, beside those of float32. CPU time of one
 * thread; of more the clock's.
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.heap.NarrowTypes "-Dexec.jvmArgs=--add-modules=jdk.incubator.vector" -Dtour.args="1 21"
 * </pre>
 *
 * Arguments: threads (1), rounds (21), a part of the names to measure (all), and seconds of warming up for each (4), of which a busy
 * machine's compiler needs more.
 */
public final class NarrowTypes {

    private static final List<DataType> HALVES = List.of(DataType.FLOAT16, DataType.BFLOAT16);

    private static final List<DataType> WHOLE = List.of(DataType.INT8, DataType.UINT8, DataType.INT16);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static boolean isOneThread;

    private static String part = "";

    private static long warmUpNanos = 4_000_000_000L;

    private NarrowTypes() {}

    public static void main(String[] args) {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 21;
        part = args.length > 2 ? args[2] : part;
        warmUpNanos = args.length > 3 ? Long.parseLong(args[3]) * 1_000_000_000 : warmUpNanos;
        Torch.setNumThreads(threads);
        isOneThread = threads == 1;
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            System.out.printf(
                    "JDK %s, kernel %s, %d threads%n",
                    Runtime.version(), MatrixKernels.best().name(), threads);
            conversions(rounds, libtorch, java);
            products(rounds, java);
        }
    }

    private static void conversions(int rounds, Torch libtorch, Torch java) {
        System.out.println("| conversion | libtorch, us | Java, us | ratio | of best |\n|---|---|---|---|---|");
        for (DataType to : List.of(DataType.FLOAT64, DataType.INT32, DataType.FLOAT16, DataType.BFLOAT16)) {
            conversion(rounds, libtorch, java, DataType.FLOAT32, to);
        }
        for (DataType from : List.of(DataType.FLOAT64, DataType.FLOAT16, DataType.BFLOAT16)) {
            conversion(rounds, libtorch, java, from, DataType.FLOAT32);
        }
        for (DataType small : WHOLE) {
            conversion(rounds, libtorch, java, small, DataType.INT32);
            conversion(rounds, libtorch, java, DataType.INT32, small);
        }
    }

    private static void conversion(int rounds, Torch libtorch, Torch java, DataType from, DataType to) {
        String name = name(from) + " to " + name(to);
        if (!name.contains(part)) {
            return;
        }
        try (Torch first = libtorch.scope();
                Torch second = java.scope()) {
            double[][] times = times(rounds, 3, conversion(first, from, to), conversion(second, from, to));
            print(name, times[0], times[1]);
        }
    }

    private static Runnable conversion(Torch torch, DataType from, DataType to) {
        torch.manualSeed(1);
        NDArray x = torch.to(torch.to(torch.randn(1000, 1000), DataType.INT32), from);
        return () -> torch.to(x, to).close();
    }

    private static void products(int rounds, Torch java) {
        System.out.println("| product | float32, us | narrow, us | ratio | of best |\n|---|---|---|---|---|");
        for (int size : new int[] {256, 512, 1024}) {
            products(rounds, java, size, size);
        }
        products(rounds, java, 1, 4096);
        products(rounds, java, 8, 4096);
    }

    private static void products(int rounds, Torch java, int rows, int size) {
        product(rounds, java, rows, size, DataType.INT32, false);
        for (boolean isTransposed : new boolean[] {false, true}) {
            HALVES.forEach(narrow -> product(rounds, java, rows, size, narrow, isTransposed));
            WHOLE.forEach(narrow -> product(rounds, java, rows, size, narrow, isTransposed));
        }
    }

    private static void product(int rounds, Torch java, int rows, int size, DataType narrow, boolean isTransposed) {
        String name = name(narrow) + " " + (rows == size ? "" : rows + " by ") + size
                + (isTransposed ? ", second transposed" : "");
        if (!name.contains(part)) {
            return;
        }
        try (Torch scope = java.scope()) {
            double[][] times = times(
                    rounds,
                    size > 512 ? 2 : 10,
                    product(scope, rows, size, DataType.FLOAT32, isTransposed),
                    product(scope, rows, size, narrow, isTransposed));
            print(name, times[0], times[1]);
        }
    }

    private static Runnable product(Torch torch, int rows, int size, DataType dtype, boolean isTransposed) {
        torch.manualSeed(1);
        NDArray a = torch.to(torch.randn(rows, size), dtype);
        NDArray square = torch.to(torch.randn(size, size), dtype);
        NDArray b = isTransposed ? torch.t(square) : square;
        return () -> torch.mm(a, b).close();
    }

    /** Of each task, in microseconds a call. */
    private static double[][] times(int rounds, int calls, Runnable... tasks) {
        for (Runnable task : tasks) {
            long end = System.nanoTime() + warmUpNanos;
            while (System.nanoTime() < end) {
                task.run();
            }
        }
        double[][] times = new double[tasks.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < tasks.length; i++) {
                long start = now();
                for (int call = 0; call < calls; call++) {
                    tasks[i].run();
                }
                times[i][round] = (now() - start) / 1e3 / calls;
            }
        }
        return times;
    }

    private static long now() {
        return isOneThread ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static void print(String name, double[] theirs, double[] ours) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        Arrays.sort(ratios);
        Arrays.sort(theirs);
        Arrays.sort(ours);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %.2f |%n",
                name,
                theirs[theirs.length / 2],
                ours[ours.length / 2],
                ratios[ratios.length / 2],
                ours[0] / theirs[0]);
    }

    private static String name(DataType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
