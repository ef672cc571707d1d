package org.torchmm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * What the facade costs: {@code torch.bmm(a, b).close()} beside DJL's {@code a.batchMatMul(b).close()}, and a refusal.
 *
 * <p>Rounds alternate in one process and count the thread's CPU time, so that other processes do not count; medians.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.FacadeOverhead</pre>
 */
public final class FacadeOverhead {

    private static final int ROUNDS = 41;
    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FacadeOverhead() {}

    public static void main(String[] args) {
        System.out.printf("JDK %s, %s%n", Runtime.version(), System.getProperty("os.arch"));
        for (Shape[] shapes : List.of(
                new Shape[] {new Shape(1, 2, 2), new Shape(1, 2, 2)},
                new Shape[] {new Shape(10, 3, 4), new Shape(10, 4, 5)})) {
            try (Torch torch = Torch.open();
                    Torch inner = torch.scope()) {
                NDArray a = torch.randn(shapes[0].getShape());
                NDArray b = torch.randn(shapes[1].getShape());
                compare(
                        "bmm " + shapes[0] + " x " + shapes[1],
                        () -> a.batchMatMul(b).close(),
                        () -> torch.bmm(a, b).close());
                compare(
                        "  the result in an inner scope",
                        () -> a.batchMatMul(b).close(),
                        () -> inner.bmm(a, b).close());
            }
        }
        einsum();
        refusals();
    }

    /** Beside the product that it comes to. */
    private static void einsum() {
        try (Torch torch = Torch.open()) {
            NDArray a = torch.randn(2, 3, 4);
            NDArray b = torch.randn(2, 5, 4);
            NDArray turned = torch.mT(b);
            compare(
                    "einsum bij,bkj->bik",
                    () -> a.batchMatMul(turned).close(),
                    () -> torch.einsum("bij,bkj->bik", a, b).close());
            NDArray left = torch.randn(3, 4);
            NDArray right = torch.randn(4, 5);
            compare(
                    "einsum ij,jk->ik",
                    () -> left.matMul(right).close(),
                    () -> torch.einsum("ij,jk->ik", left, right).close());
            compare(
                    "einsum ij,ij->ij, by libtorch's own",
                    () -> left.mul(left).close(),
                    () -> torch.einsum("ij,ij->ij", left, left).close());
        }
    }

    private static void compare(String name, Runnable djl, Runnable facade) {
        double[] djlTimes = new double[ROUNDS];
        double[] facadeTimes = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = -20; round < ROUNDS; round++) {
            double x = nanosPerCall(djl, CALLS);
            double y = nanosPerCall(facade, CALLS);
            if (round >= 0) {
                djlTimes[round] = x;
                facadeTimes[round] = y;
                ratios[round] = y / x;
            }
        }
        System.out.printf(
                "%-36s DJL %6.0f ns   torch %6.0f ns   ratio of medians %.3f   median of ratios %.3f%n",
                name, median(djlTimes), median(facadeTimes), median(facadeTimes) / median(djlTimes), median(ratios));
    }

    private static void refusals() {
        try (Torch torch = Torch.open()) {
            NDArray a = torch.ones(2, 3, 4);
            NDArray b = torch.ones(2, 5, 4);
            NDArray big = torch.ones(2, 30, 40);
            NDArray mixed = torch.ones(DataType.FLOAT64, 2, 40, 30);
            NDArray matrix = torch.ones(6, 5);
            NDArray turned = torch.t(matrix);
            refusal("bmm, sizes, by DJL itself", 5, () -> a.batchMatMul(b));
            refusal("bmm, sizes", 200, () -> torch.bmm(a, b));
            refusal("bmm, dtypes, looking at strides", 200, () -> torch.bmm(big, mixed));
            refusal("matmul 3-D x 2-D, looking at strides", 200, () -> torch.matmul(a, matrix));
            refusal("einsum, sizes", 200, () -> torch.einsum("bij,bjk->bik", a, b));
            refusal("einsum, dtypes, looking at strides", 200, () -> torch.einsum("bij,bjk->bik", big, mixed));
            refusal("view, looking at strides", 200, () -> torch.view(turned, 30));
        }
    }

    private static void refusal(String name, int calls, Runnable call) {
        double[] times = new double[ROUNDS];
        for (int round = -20; round < ROUNDS; round++) {
            double time = nanosPerCall(
                    () -> {
                        try {
                            call.run();
                        } catch (IllegalArgumentException | EngineException e) {
                            return;
                        }
                        throw new AssertionError("not refused");
                    },
                    calls);
            if (round >= 0) {
                times[round] = time;
            }
        }
        System.out.printf("refused: %-36s %8.2f us%n", name, median(times) / 1000);
    }

    private static double nanosPerCall(Runnable call, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - start) / calls;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
