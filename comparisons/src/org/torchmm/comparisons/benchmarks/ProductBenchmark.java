package org.torchmm.comparisons.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.torchmm.comparisons.Case;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.SpeedShapes;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Verdict;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * The named speed shapes by libtorch and by kernels, each in a JVM of its own; a wrong result ends it before it is timed.
 *
 * <p>A name of another kernel is a parameter like any other: {@code -p implementation=mine}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ProductBenchmark {

    @Param({
        "tutorial",
        "tiny_batch",
        "below_400",
        "attention_scores",
        "attention_values",
        "mlp_up",
        "mlp_down",
        "conv",
        "decode",
        "square_64",
        "square_256",
        "square_512",
        "square_1024",
        "odd_511"
    })
    public String shape;

    @Param({"libtorch", "vector", "scalar"})
    public String implementation;

    private SpeedTask task;
    private Runnable product;

    @Setup
    public void prepare() {
        Case asked = SpeedShapes.all().stream()
                .filter(each -> each.name().equals(shape))
                .findFirst()
                .orElseThrow()
                .product();
        boolean isLibtorch = implementation.equals("libtorch");
        MatrixKernel kernel = isLibtorch ? null : MatrixKernels.byName(implementation);
        try (Comparison comparison = new Comparison(asked)) {
            verify(isLibtorch ? List.of(comparison.libtorch()) : comparison.of(kernel));
        }
        task = new SpeedTask(asked);
        product = isLibtorch ? task::byLibtorch : () -> task.by(kernel);
    }

    private static void verify(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            if (!verdict.isAgreement()) {
                throw new IllegalStateException(verdict.toString());
            }
        }
    }

    /** One product, with a new array for its result. */
    @Benchmark
    public void multiply() {
        product.run();
    }

    @TearDown
    public void free() {
        task.close();
    }
}
