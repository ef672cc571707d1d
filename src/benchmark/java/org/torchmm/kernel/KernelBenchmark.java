package org.torchmm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * libtorch and a kernel side by side: {@code KernelBenchmark [type=FLOAT32] [kernel=vector] [groups ...]}, groups being
 * square, nt, single, small, smallnt, dl and mv.
 *
 * <p>One process, interleaved rounds, medians; both sides allocate the result. libtorch's worker threads spin for some
 * milliseconds after a product, so each round waits 25 ms before the other side begins.
 */
public final class KernelBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final double ROUND_NANOS = 1e6 * Integer.getInteger("ms", 40);
    private static final double WARM_UP_NANOS = 1e6 * Integer.getInteger("warmup", 1500);

    /** b is stored (n, k) where it is transposed. */
    record Case(String name, int batch, int m, int n, int k, boolean transposed) {}

    private KernelBenchmark() {}

    public static void main(String[] args) {
        ElementType type = ElementType.FLOAT32;
        MatrixKernel kernel = MatrixKernels.best();
        List<Case> cases = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith("type=")) {
                type = ElementType.valueOf(arg.substring(5));
            } else if (arg.startsWith("kernel=")) {
                kernel = MatrixKernels.byName(arg.substring(7));
            } else {
                cases.addAll(group(arg));
            }
        }
        System.out.printf(
                "%s, kernel %s, %d threads, Java %s; medians of %d rounds, GFLOP/s%n%-28s %10s %10s %8s%n",
                type,
                kernel.name(),
                MatrixKernels.getThreads(),
                Runtime.version(),
                ROUNDS,
                "",
                "libtorch",
                "kernel",
                "ratio");
        double logs = 0;
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            for (Case each : cases) {
                logs += Math.log(compare(manager, type, kernel, each));
            }
        }
        System.out.printf("%-28s %30.2f%n", "geometric mean", Math.exp(logs / cases.size()));
    }

    static List<Case> group(String name) {
        List<Case> cases = new ArrayList<>();
        int[] large = {64, 128, 256, 512, 1024, 2048};
        switch (name) {
            case "square", "nt" -> {
                for (int n : large) {
                    int batch = (int) Math.max(1, Math.min(1024, 1e8 / (2.0 * n * n * n)));
                    cases.add(new Case("n=" + n + " B=" + batch, batch, n, n, n, name.equals("nt")));
                }
            }
            case "single" -> {
                for (int n : new int[] {64, 96, 100, 128, 192, 256, 300, 384}) {
                    cases.add(new Case("single n=" + n, 1, n, n, n, false));
                }
            }
            case "small", "smallnt" -> {
                int[] sizes = {1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 20, 24, 31, 32};
                for (int batch : new int[] {1, 64, 1024}) {
                    for (int n : sizes) {
                        if (name.equals("small") || n > 1) {
                            cases.add(new Case("n=" + n + " B=" + batch, batch, n, n, n, name.equals("smallnt")));
                        }
                    }
                }
            }
            case "dl" -> {
                cases.add(new Case("QK B=96 128x128x64", 96, 128, 128, 64, true));
                cases.add(new Case("QK B=12 512x512x64", 12, 512, 512, 64, true));
                cases.add(new Case("PV B=96 128x64x128", 96, 128, 64, 128, false));
                cases.add(new Case("PV B=12 512x64x512", 12, 512, 64, 512, false));
                cases.add(new Case("tall 4096x64x64", 1, 4096, 64, 64, false));
                cases.add(new Case("conv 64x3136x576", 1, 64, 3136, 576, false));
                cases.add(new Case("mlp 32x1024x1024", 1, 32, 1024, 1024, true));
                cases.add(new Case("mlp 128x3072x768", 1, 128, 3072, 768, true));
                cases.add(new Case("wide 64x4096x64", 1, 64, 4096, 64, false));
                cases.add(new Case("n=1000", 1, 1000, 1000, 1000, false));
                cases.add(new Case("n=777", 1, 777, 777, 777, false));
                cases.add(new Case("deepK 64x64x8192", 1, 64, 64, 8192, false));
                cases.add(new Case("deepK 64x64x8192", 1, 64, 64, 8192, true));
            }
            case "mv" -> {
                cases.add(new Case("vecmat 1x4096x4096", 1, 1, 4096, 4096, false));
                cases.add(new Case("vecmat 1x11008x4096", 1, 1, 11008, 4096, false));
                cases.add(new Case("vecmat 1x11008x4096", 1, 1, 11008, 4096, true));
                cases.add(new Case("matvec 4096x1x4096", 1, 4096, 1, 4096, false));
                cases.add(new Case("matvec 512x1x512", 1, 512, 1, 512, false));
                cases.add(new Case("vecmat 1x512x512", 1, 1, 512, 512, false));
                cases.add(new Case("bmv B=64 64x1x64", 64, 64, 1, 64, false));
                cases.add(new Case("bvm B=64 1x64x64", 64, 1, 64, 64, false));
                cases.add(new Case("M=4 4x4096x4096", 1, 4, 4096, 4096, true));
            }
            default -> throw new IllegalArgumentException("no group " + name);
        }
        return cases;
    }

    private static double compare(NDManager manager, ElementType type, MatrixKernel kernel, Case s) {
        Random random = new Random(1);
        Object ad = random(type, s.batch * s.m * s.k, random);
        Object bd = random(type, s.batch * s.k * s.n, random);
        Matrices<?> a = type.matrices(ad, 0, s.batch, s.m, s.k, s.m * s.k, s.k, 1);
        Matrices<?> b = s.transposed
                ? type.matrices(bd, 0, s.batch, s.k, s.n, s.k * s.n, 1, s.k)
                : type.matrices(bd, 0, s.batch, s.k, s.n, s.k * s.n, s.n, 1);
        try (NDManager arrays = manager.newSubManager()) {
            NDArray x = array(arrays, type, ad, s.batch, s.m, s.k);
            NDArray y = s.transposed
                    ? array(arrays, type, bd, s.batch, s.n, s.k).swapAxes(-1, -2)
                    : array(arrays, type, bd, s.batch, s.k, s.n);
            Runnable torch = () -> (s.batch == 1 ? x.matMul(y) : x.batchMatMul(y)).close();
            Runnable java = () -> {
                Object cd = type.newArray(s.batch * s.m * s.n);
                kernel.bmm(a, b, type.matrices(cd, 0, s.batch, s.m, s.n, s.m * s.n, s.n, 1));
            };
            for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS; ) {
                java.run();
            }
            double torchNanos = nanos(torch, 3);
            double javaNanos = nanos(java, 3);
            double[] theirs = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                theirs[round] = nanos(torch, (int) Math.max(1, ROUND_NANOS / torchNanos));
                sleep();
                ours[round] = nanos(java, (int) Math.max(1, ROUND_NANOS / javaNanos));
                sleep();
            }
            Arrays.sort(theirs);
            Arrays.sort(ours);
            double flops = 2.0 * s.batch * s.m * s.n * s.k;
            double t = theirs[ROUNDS / 2];
            double j = ours[ROUNDS / 2];
            System.out.printf(
                    "%-28s %10.2f %10.2f %8.2f%n",
                    s.name + (s.transposed ? " NT" : " NN"), flops / t, flops / j, t / j);
            return t / j;
        }
    }

    private static NDArray array(NDManager manager, ElementType type, Object data, int batch, int rows, int columns) {
        Shape shape = batch == 1 ? new Shape(rows, columns) : new Shape(batch, rows, columns);
        NDArray array = manager.create(shape, DataType.valueOf(type.name()));
        switch (type) {
            case FLOAT32 -> array.set((float[]) data);
            case FLOAT64 -> array.set((double[]) data);
            case INT32 -> array.set((int[]) data);
            case INT64 -> array.set((long[]) data);
        }
        return array;
    }

    private static Object random(ElementType type, int length, Random random) {
        Object array = type.newArray(length);
        for (int i = 0; i < length; i++) {
            type.setRandom(array, i, random);
        }
        return array;
    }

    private static double nanos(Runnable product, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            product.run();
        }
        return (System.nanoTime() - start) / (double) times;
    }

    private static void sleep() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
