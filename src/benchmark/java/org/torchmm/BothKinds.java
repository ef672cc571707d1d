package org.torchmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.Function;
import org.torchmm.kernel.MatrixKernels;

/**
 * Warm calls on both kinds of arrays in turns, one thread, wall time, the result closed each time: libtorch's arrays and products,
 * and arrays in Java's memory with {@code MatrixKernels.best()}. Arguments: rounds, by default 41.
 */
public final class BothKinds {

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
            Runnable a = task.apply(first);
            Runnable b = task.apply(second);
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
    }

    private static double micros(Runnable call, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (System.nanoTime() - start) / 1e3 / calls;
    }
}
