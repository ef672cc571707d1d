package org.torchmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torchmm.kernel.MatrixKernels;

/**
 * Functions of each element, sums and softmax of 1,000,000 numbers on both kinds of arrays in turns, wall time, the result closed each
 * time. Arguments: threads of both (1), rounds (41), dtype (float32), and a part of the names to measure (all).
 */
public final class EverydayWords {

    private interface Word {
        NDArray of(Torch torch, NDArray a, NDArray b);
    }

    private static final Map<String, Word> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("add", (torch, a, b) -> a.add(b));
        WORDS.put("sub", (torch, a, b) -> a.sub(b));
        WORDS.put("mul", (torch, a, b) -> a.mul(b));
        WORDS.put("div", (torch, a, b) -> a.div(b));
        WORDS.put("add number", (torch, a, b) -> a.add(2));
        WORDS.put("maximum", (torch, a, b) -> a.maximum(b));
        WORDS.put("gt", (torch, a, b) -> a.gt(b));
        WORDS.put("eq", (torch, a, b) -> a.eq(b));
        WORDS.put("neg", (torch, a, b) -> a.neg());
        WORDS.put("abs", (torch, a, b) -> a.abs());
        WORDS.put("sqrt", (torch, a, b) -> b.sqrt());
        WORDS.put("relu", (torch, a, b) -> a.getNDArrayInternal().relu());
        WORDS.put("clip", (torch, a, b) -> a.clip(-1, 1));
        WORDS.put("exp", (torch, a, b) -> a.exp());
        WORDS.put("log", (torch, a, b) -> b.log());
        WORDS.put("tanh", (torch, a, b) -> a.tanh());
        WORDS.put("sigmoid", (torch, a, b) -> a.getNDArrayInternal().sigmoid());
        WORDS.put("gelu", (torch, a, b) -> a.getNDArrayInternal().gelu());
        WORDS.put("erf", (torch, a, b) -> a.erf());
        WORDS.put("sum", (torch, a, b) -> a.sum());
        WORDS.put("sum -1", (torch, a, b) -> a.sum(new int[] {-1}));
        WORDS.put("sum 0", (torch, a, b) -> a.sum(new int[] {0}));
        WORDS.put("mean", (torch, a, b) -> a.mean());
        WORDS.put("max", (torch, a, b) -> a.max());
        WORDS.put("max -1", (torch, a, b) -> a.max(new int[] {-1}));
        WORDS.put("norm", (torch, a, b) -> a.norm());
        WORDS.put("softmax -1", (torch, a, b) -> a.softmax(-1));
        WORDS.put("softmax 0", (torch, a, b) -> a.softmax(0));
        WORDS.put("logSoftmax -1", (torch, a, b) -> a.logSoftmax(-1));
        WORDS.put("mean 0", (torch, a, b) -> torch.mean(a, 0));
        WORDS.put("amax 0", (torch, a, b) -> torch.amax(a, 0));
        WORDS.put("prod", (torch, a, b) -> torch.prod(b));
        WORDS.put("prod 0", (torch, a, b) -> torch.prod(b, 0));
        WORDS.put("norm 0", (torch, a, b) -> torch.norm(a, 2.0, 0));
        WORDS.put("norm -1", (torch, a, b) -> torch.norm(a, 2.0, -1));
        WORDS.put("norm 1", (torch, a, b) -> torch.norm(a, 1.0));
        WORDS.put("var", (torch, a, b) -> torch.var(a));
        WORDS.put("std", (torch, a, b) -> torch.std(a));
        WORDS.put("var 0", (torch, a, b) -> torch.var(a, 0));
        WORDS.put("var -1", (torch, a, b) -> torch.var(a, -1));
        WORDS.put("argmax", (torch, a, b) -> torch.argmax(a));
        WORDS.put("argmax 0", (torch, a, b) -> torch.argmax(a, 0));
        WORDS.put("argmax -1", (torch, a, b) -> torch.argmax(a, -1));
        WORDS.put("cumsum 0", (torch, a, b) -> torch.cumsum(a, 0));
        WORDS.put("cumsum -1", (torch, a, b) -> torch.cumsum(a, -1));
        WORDS.put("to float64", (torch, a, b) -> a.toType(DataType.FLOAT64, true));
        WORDS.put("to float16", (torch, a, b) -> a.toType(DataType.FLOAT16, true));
        WORDS.put("to int32", (torch, a, b) -> a.toType(DataType.INT32, true));
    }

    private EverydayWords() {}

    public static void main(String[] args) {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 41;
        DataType type = DataType.valueOf(args.length > 2 ? args[2].toUpperCase(java.util.Locale.ROOT) : "FLOAT32");
        String part = args.length > 3 ? args[3] : "";
        Torch.setNumThreads(threads);
        System.out.printf(
                "JDK %s, kernel %s, %d threads, 1000x1000 of %s%n",
                Runtime.version(), MatrixKernels.best().name(), threads, type);
        System.out.printf("%-16s %10s %10s %8s %10s%n", "medians, us", "libtorch", "Java", "ratio", "of best");
        try (Torch libtorch = Torch.open();
                Torch java = Torch.open(MatrixKernels.best())) {
            WORDS.forEach((name, word) -> {
                if (name.contains(part)) {
                    compare(rounds, name, word, libtorch, java, type);
                }
            });
        }
    }

    private static void compare(int rounds, String name, Word word, Torch libtorch, Torch java, DataType type) {
        try (Torch first = libtorch.scope();
                Torch second = java.scope()) {
            Runnable a = task(first, word, type);
            Runnable b = task(second, word, type);
            double[] times = new double[rounds];
            double[] times2 = new double[rounds];
            double[] ratios = new double[rounds];
            for (int round = -20; round < rounds; round++) {
                double x = micros(a);
                double y = micros(b);
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
                    "%-16s %10.1f %10.1f %8.2f %10.2f%n",
                    name, times[rounds / 2], times2[rounds / 2], ratios[rounds / 2], times2[0] / times[0]);
        }
    }

    private static Runnable task(Torch torch, Word word, DataType type) {
        torch.manualSeed(1);
        NDArray x = torch.randn(1000, 1000).toType(type, true);
        NDArray y = torch.rand(1000, 1000).toType(type, true);
        return () -> word.of(torch, x, y).close();
    }

    private static double micros(Runnable call) {
        int calls = 3;
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (System.nanoTime() - start) / 1e3 / calls;
    }
}
