package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Function;
import org.torchmm.kernel.FloatMatrices;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * Warm calls on both kinds of arrays in turns, one thread, its CPU time, the result closed each time: libtorch's arrays and products,
 * and arrays in Java's memory with {@code MatrixKernels.best()}; and the kernel into an array that is given beside the facade's result.
 * Arguments: rounds, by default 41.
 */
public final class BothKinds {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BothKinds() {}

    public static void main(String[] args) {
        int rounds = args.length == 0 ? 41 : Integer.parseInt(args[0]);
        Torch.setNumThreads(1);
        System.out.printf(
                "JDK %s, %s, kernel %s%n",
                Runtime.version(),
                System.getProperty("os.arch"),
                MatrixKernels.best().name());
        System.out.printf("%-40s %12s %12s %8s %8s%n", "medians, us", "libtorch", "Java", "ratio", "best");
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            product(rounds, libtorch, java, 20_000, new long[] {1, 2, 2}, new long[] {1, 2, 2});
            product(rounds, libtorch, java, 20_000, new long[] {10, 3, 4}, new long[] {10, 4, 5});
            product(rounds, libtorch, java, 4_000, new long[] {64, 64}, new long[] {64, 64});
            product(rounds, libtorch, java, 200, new long[] {64, 64, 64}, new long[] {64, 64, 64});
            product(rounds, libtorch, java, 100, new long[] {256, 256}, new long[] {256, 256});
            compare(rounds, 20_000, "transpose", libtorch, java, torch -> {
                NDArray x = torch.ones(30, 40);
                return () -> torch.transpose(x, 0, 1).close();
            });
            compare(rounds, 20_000, "unsqueeze", libtorch, java, torch -> {
                NDArray x = torch.ones(30, 40);
                return () -> torch.unsqueeze(x, 0).close();
            });
            compare(rounds, 20_000, "select", libtorch, java, torch -> {
                NDArray x = torch.ones(30, 40);
                return () -> torch.select(x, 0, 7).close();
            });
            compare(rounds, 5_000, "refused bmm", libtorch, java, torch -> {
                NDArray x = torch.ones(2, 3, 4);
                NDArray y = torch.ones(2, 5, 4);
                return () -> {
                    try {
                        torch.bmm(x, y);
                    } catch (IllegalArgumentException e) {
                        return;
                    }
                    throw new AssertionError("not refused");
                };
            });
            compare(rounds, 20, "contiguous of a transposed 1000x1000", libtorch, java, torch -> {
                NDArray x = torch.t(torch.ones(1000, 1000));
                return () -> torch.contiguous(x).close();
            });
            batchLoop(rounds, java);
        }
    }

    private static void product(int rounds, Torch libtorch, Torch java, int calls, long[] a, long[] b) {
        compare(rounds, calls, "matmul " + Arrays.toString(a) + " x " + Arrays.toString(b), libtorch, java, torch -> {
            NDArray x = torch.ones(a);
            NDArray y = torch.ones(b);
            return a.length == 3
                    ? () -> torch.bmm(x, y).close()
                    : () -> torch.mm(x, y).close();
        });
    }

    private static void compare(
            int rounds, int calls, String name, Torch libtorch, Torch java, Function<Torch, Runnable> task) {
        try (Torch first = libtorch.scope();
                Torch second = java.scope()) {
            compare(rounds, calls, name, task.apply(first), task.apply(second));
        }
    }

    private static void compare(int rounds, int calls, String name, Runnable a, Runnable b) {
        double[] times = new double[rounds];
        double[] times2 = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -20; round < rounds; round++) {
            double x = micros(a, calls);
            double y = micros(b, calls);
            if (round >= 0) {
                times[round] = x;
                times2[round] = y;
                ratios[round] = y / x;
            }
        }
        Arrays.sort(times);
        Arrays.sort(times2);
        Arrays.sort(ratios);
        System.out.printf(
                "%-40s %12.3f %12.3f %8.3f %8.3f%n",
                name, times[rounds / 2], times2[rounds / 2], ratios[rounds / 2], times2[0] / times[0]);
    }

    /** 64 times 64x64 by 64x64, the result closed each time, and by the kernel alone into one array. */
    private static void batchLoop(int rounds, Torch java) {
        try (Torch scope = java.scope()) {
            NDArray x = scope.rand(64, 64, 64);
            NDArray y = scope.rand(64, 64, 64);
            FloatMatrices a = FloatMatrices.of(x.toFloatArray(), 64, 64, 64);
            FloatMatrices b = FloatMatrices.of(y.toFloatArray(), 64, 64, 64);
            FloatMatrices c = FloatMatrices.of(new float[64 * 64 * 64], 64, 64, 64);
            MatrixKernel kernel = MatrixKernels.best();
            compare(
                    rounds,
                    200,
                    "given array (left), new result: 64x64x64",
                    () -> kernel.bmm(a, b, c),
                    () -> scope.bmm(x, y).close());
        }
    }

    private static double micros(Runnable call, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }
}
