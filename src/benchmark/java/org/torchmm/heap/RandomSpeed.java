package org.torchmm.heap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Supplier;
import org.torchmm.Torch;
import org.torchmm.rules.Dtype;

/**
 * 1,000,000 random numbers of each kind, in milliseconds, here and from libtorch, best of interleaved rounds.
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.mainClass=org.torchmm.heap.RandomSpeed</pre>
 *
 * With {@code "-Dexec.jvmArgs=--enable-native-access=ALL-UNNAMED -XX:-UseFMA"} as on a processor without FMA.
 */
final class RandomSpeed {

    private static final int N = 1_000_000;
    private static final int ROUNDS = 150;

    private RandomSpeed() {}

    public static void main(String[] args) {
        Generator generator = new Generator(0);
        float[] floats = new float[N];
        double[] doubles = new double[N];
        short[] halves = new short[N];
        try (Torch torch = Torch.open()) {
            compare("randn float32", () -> generator.normal(Dtype.FLOAT32, floats, 0, N), () -> torch.randn(N));
            compare(
                    "randn float64",
                    () -> generator.normal(Dtype.FLOAT64, doubles, 0, N),
                    () -> torch.randn(DataType.FLOAT64, N));
            compare(
                    "randn float16",
                    () -> generator.normal(Dtype.FLOAT16, halves, 0, N),
                    () -> torch.randn(DataType.FLOAT16, N));
            compare("rand float32", () -> generator.uniform(Dtype.FLOAT32, floats, 0, N), () -> torch.rand(N));
        }
    }

    private static void compare(String name, Runnable ours, Supplier<NDArray> theirs) {
        double mine = Double.MAX_VALUE;
        double libtorch = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            mine = Math.min(mine, milliseconds(ours));
            libtorch = Math.min(libtorch, milliseconds(() -> theirs.get().close()));
        }
        System.out.printf("%-14s %6.2f ms, libtorch %6.2f ms%n", name, mine, libtorch);
    }

    private static double milliseconds(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
