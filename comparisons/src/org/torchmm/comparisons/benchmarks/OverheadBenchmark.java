package org.torchmm.comparisons.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.torchmm.Torch;

/** What the facade costs: the product of torch.bmm's documentation, which is all overhead, by Torch and by DJL's own call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class OverheadBenchmark {

    private Torch torch;
    private NDManager manager;
    private NDArray input;
    private NDArray mat2;
    private NDArray rawInput;
    private NDArray rawMat2;

    @Setup(Level.Trial)
    public void prepare() {
        torch = Torch.open();
        input = torch.ones(10, 3, 4);
        mat2 = torch.ones(10, 4, 5);
        manager = NDManager.newBaseManager("PyTorch");
        rawInput = manager.ones(new Shape(10, 3, 4));
        rawMat2 = manager.ones(new Shape(10, 4, 5));
        try (NDArray ours = torch.bmm(input, mat2);
                NDArray theirs = rawInput.batchMatMul(rawMat2)) {
            if (!ours.contentEquals(theirs)) {
                throw new IllegalStateException(ours + " is not " + theirs);
            }
        }
    }

    @Benchmark
    public void torch() {
        torch.bmm(input, mat2).close();
    }

    @Benchmark
    public void djl() {
        rawInput.batchMatMul(rawMat2).close();
    }

    @TearDown
    public void free() {
        manager.close();
        torch.close();
    }
}
