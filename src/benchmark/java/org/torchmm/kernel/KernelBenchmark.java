package org.torchmm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torchmm.Torch;
import org.torchmm.comparisons.Layout;
import org.torchmm.comparisons.SpeedShapes;

/**
 * libtorch and a kernel side by side: {@code KernelBenchmark [type=FLOAT32] [kernel=vector] [threads=2] [results=new] [groups ...]},
 * groups being study, report ({@link SpeedShapes}), square, nt, single, small, smallnt, dl, mv, or one shape such as {@code NT-12:512:512:64}.
 *
 * <p>One process, interleaved rounds, medians and best rounds. libtorch always makes a new array for its result; {@code results} names
 * the kernel's, separated by commas: {@code new} arrays, {@code given} ones, {@code recycled} ones through the facade. libtorch's worker
 * threads spin for some milliseconds after a product, so each round waits 25 ms before the other side begins. One thread is timed by the
 * processor time it had, as others may want the processor too; several by the clock.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.kernel.KernelBenchmark \
 *     -Dtour.args="threads=1 results=new,recycled,given study"</pre>
 */
public final class KernelBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final double ROUND_NANOS = 1e6 * Integer.getInteger("ms", 40);
    private static final double WARM_UP_NANOS = 1e6 * Integer.getInteger("warmup", 1500);

    /** Batch, m, n, k of what people multiply: squares, linear layers, attention, convolutions, small batches; NT: b is stored (n, k). */
    private static final List<String> STUDY = List.of(
            "NN 1:64:64:64",
            "NN 1:128:128:128",
            "NN 1:256:256:256",
            "NN 1:512:512:512",
            "NN 1:1024:1024:1024",
            "NN 1:2048:2048:2048",
            "NN 1:777:777:777",
            "NT 1:256:256:256",
            "NT 1:512:512:512",
            "NT 1:1024:1024:1024",
            "NT 12:512:512:64",
            "NT 96:128:128:64",
            "NT 8:197:197:64",
            "NN 12:512:64:512",
            "NN 96:128:64:128",
            "NN 37:33:129:65",
            "NN 1:64:4096:64",
            "NN 1:4096:64:64",
            "NN 1:64:3136:576",
            "NT 1:128:3072:768",
            "NN 1:64:64:8192",
            "NN 256:32:32:32",
            "NN 256:20:20:20",
            "NN 64:64:64:64",
            "NT 256:32:32:32",
            "NT 256:20:20:20",
            "NT 64:64:64:64");

    /** b is stored (n, k) where it is transposed. */
    record Case(String name, int batch, int m, int n, int k, boolean transposed) {}

    private KernelBenchmark() {}

    public static void main(String[] args) {
        ElementType type = ElementType.FLOAT32;
        MatrixKernel kernel = MatrixKernels.best();
        List<String> results = List.of("new");
        List<Case> cases = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith("type=")) {
                type = ElementType.valueOf(arg.substring(5));
            } else if (arg.startsWith("kernel=")) {
                kernel = MatrixKernels.byName(arg.substring(7));
            } else if (arg.startsWith("threads=")) {
                Torch.setNumThreads(Integer.parseInt(arg.substring(8)));
            } else if (arg.startsWith("results=")) {
                results = List.of(arg.substring(8).split(","));
            } else {
                cases.addAll(group(arg));
            }
        }
        System.out.printf(
                "%s, kernel %s, %d threads, Java %s; GFLOP/s, medians and best of %d rounds; ratios to libtorch%n%-28s %15s",
                type, kernel.name(), MatrixKernels.getThreads(), Runtime.version(), ROUNDS, "", "libtorch");
        results.forEach(result -> System.out.printf(" %15s %13s", result, ""));
        System.out.println();
        double[] logs = new double[2 * results.size()];
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Torch torch = Torch.open(kernel)) {
            for (Case each : cases) {
                double[] ratios = new Sides(manager, torch, type, kernel, each).compare(results);
                Arrays.setAll(logs, i -> logs[i] + Math.log(ratios[i]));
            }
        }
        System.out.printf("%-44s", "geometric mean");
        for (int i = 0; i < logs.length; i += 2) {
            System.out.printf(
                    "%17s%6.2f %6.2f", "", Math.exp(logs[i] / cases.size()), Math.exp(logs[i + 1] / cases.size()));
        }
        System.out.println();
    }

    static List<Case> group(String name) {
        List<Case> cases = new ArrayList<>();
        if (name.contains(":")) {
            return List.of(of(name));
        }
        int[] large = {64, 128, 256, 512, 1024, 2048};
        switch (name) {
            case "study" -> STUDY.forEach(each -> cases.add(of(each)));
            case "report" -> SpeedShapes.all().forEach(shape -> cases.add(of(shape)));
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

    /** Such as {@code NT 12:512:512:64}, or with a hyphen, as arguments have no spaces. */
    private static Case of(String shape) {
        String sizes = shape.substring(3);
        int[] n = Arrays.stream(sizes.split(":")).mapToInt(Integer::parseInt).toArray();
        return new Case(sizes, n[0], n[1], n[2], n[3], shape.startsWith("NT"));
    }

    private static Case of(SpeedShapes.SpeedShape shape) {
        List<Integer> a = shape.product().a().size();
        List<Integer> b = shape.product().b().size();
        int rank = a.size();
        return new Case(
                shape.name(),
                rank == 2 ? 1 : a.get(0),
                a.get(rank - 2),
                b.get(rank - 1),
                a.get(rank - 1),
                !shape.product().b().layout().equals(Layout.CONTIGUOUS));
    }

    /** One product, by libtorch and by the kernel. */
    private record Sides(NDManager manager, Torch torch, ElementType type, MatrixKernel kernel, Case s) {

        /** Ratios of medians and of best rounds, for each kind of result. */
        double[] compare(List<String> results) {
            Random random = new Random(1);
            Object a = random(type, s.batch * s.m * s.k, random);
            Object b = random(type, s.batch * s.k * s.n, random);
            List<Runnable> sides = new ArrayList<>();
            try (NDManager arrays = manager.newSubManager();
                    Torch scope = torch.scope()) {
                NDArray x = array(arrays, a, s.m, s.k);
                NDArray y = s.transposed ? array(arrays, b, s.n, s.k).swapAxes(-1, -2) : array(arrays, b, s.k, s.n);
                sides.add(() -> (s.batch == 1 ? x.matMul(y) : x.batchMatMul(y)).close());
                results.forEach(result -> sides.add(side(result, a, b, scope)));
                for (Runnable side : sides) {
                    for (long start = now(); now() - start < WARM_UP_NANOS; ) {
                        side.run();
                    }
                    sleep();
                }
                return print(measure(sides));
            }
        }

        private Runnable side(String result, Object ad, Object bd, Torch scope) {
            Matrices<?> a = type.matrices(ad, 0, s.batch, s.m, s.k, s.m * s.k, s.k, 1);
            Matrices<?> b = s.transposed
                    ? type.matrices(bd, 0, s.batch, s.k, s.n, s.k * s.n, 1, s.k)
                    : type.matrices(bd, 0, s.batch, s.k, s.n, s.k * s.n, s.n, 1);
            switch (result) {
                case "new" -> {
                    return () -> kernel.bmm(a, b, c(type.newArray(s.batch * s.m * s.n)));
                }
                case "given" -> {
                    Matrices<?> c = c(type.newArray(s.batch * s.m * s.n));
                    return () -> kernel.bmm(a, b, c);
                }
                case "recycled" -> {
                    NDManager java = scope.manager();
                    NDArray x = array(java, ad, s.m, s.k);
                    NDArray y = s.transposed
                            ? scope.transpose(array(java, bd, s.n, s.k), -2, -1)
                            : array(java, bd, s.k, s.n);
                    return () -> scope.matmul(x, y).close();
                }
                default -> throw new IllegalArgumentException("no result " + result);
            }
        }

        private Matrices<?> c(Object data) {
            return type.matrices(data, 0, s.batch, s.m, s.n, s.m * s.n, s.n, 1);
        }

        private NDArray array(NDManager manager, Object data, int rows, int columns) {
            return KernelBenchmark.array(manager, type, data, s.batch, rows, columns);
        }

        private static double[][] measure(List<Runnable> sides) {
            double[][] nanos = new double[sides.size()][ROUNDS];
            int[] times = sides.stream()
                    .mapToInt(side -> (int) Math.max(1, ROUND_NANOS / nanos(side, 3)))
                    .toArray();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < times.length; i++) {
                    nanos[i][round] = nanos(sides.get(i), times[i]);
                    sleep();
                }
            }
            return nanos;
        }

        private double[] print(double[][] nanos) {
            double flops = 2.0 * s.batch * s.m * s.n * s.k;
            double[] ratios = new double[2 * (nanos.length - 1)];
            System.out.printf("%-28s", s.name + (s.transposed ? " NT" : " NN"));
            for (int i = 0; i < nanos.length; i++) {
                Arrays.sort(nanos[i]);
                System.out.printf(" %7.1f %7.1f", flops / nanos[i][ROUNDS / 2], flops / nanos[i][0]);
                if (i > 0) {
                    ratios[2 * i - 2] = nanos[0][ROUNDS / 2] / nanos[i][ROUNDS / 2];
                    ratios[2 * i - 1] = nanos[0][0] / nanos[i][0];
                    System.out.printf(" %6.2f %6.2f", ratios[2 * i - 2], ratios[2 * i - 1]);
                }
            }
            System.out.println();
            return ratios;
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
        long start = now();
        for (int i = 0; i < times; i++) {
            product.run();
        }
        return (now() - start) / (double) times;
    }

    private static long now() {
        return MatrixKernels.getThreads() == 1
                ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    private static void sleep() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
