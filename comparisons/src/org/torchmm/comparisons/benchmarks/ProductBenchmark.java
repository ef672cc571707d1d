package org.torchmm.comparisons.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The named speed shapes by libtorch and by kernels, each in a JVM of its own, by both rules of where a result goes. A wrong
 * result ends a benchmark before it is timed.
 *
 * <p>Another kernel's or peer's name is a parameter like any other: {@code -p implementation=mine}; so is {@code -p dtype=float64}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ProductBenchmark {

    /** One product, with a new array for its result. */
    @Benchmark
    public void newResult(NewResult product) {
        product.run();
    }

    /** One product, into an array that is given. */
    @Benchmark
    public void givenResult(GivenResult product) {
        product.run();
    }
}
