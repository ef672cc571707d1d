package org.torchmm.comparisons.benchmarks;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.SpeedShapes;
import org.torchmm.comparisons.SpeedShapes.SpeedShape;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Verdict;

/** One shape that an implementation has multiplied rightly. */
@State(Scope.Benchmark)
public abstract class PreparedShape {

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
        "square_16",
        "square_32",
        "square_64",
        "square_128",
        "square_256",
        "square_512",
        "square_1024",
        "square_2048",
        "odd_511"
    })
    public String shape;

    @Param("float32")
    public String dtype;

    private SpeedTask task;
    private Runnable product;

    /** Compares the product with libtorch and the reference, then prepares it; {@link IllegalStateException} if it is wrong. */
    @Setup
    public void prepare() {
        SpeedShape asked = SpeedShapes.byName(shape).of(DataType.valueOf(dtype.toUpperCase(Locale.ROOT)));
        task = new SpeedTask(asked.product());
        product = product(task);
        try (Comparison comparison = new Comparison(asked.product())) {
            List<Verdict> verdicts = verdicts(comparison);
            if (verdicts.isEmpty()) {
                throw new IllegalArgumentException("the kernel does not multiply " + dtype);
            }
            for (Verdict verdict : verdicts) {
                if (!verdict.isAgreement()) {
                    throw new IllegalStateException(verdict.toString());
                }
            }
        }
    }

    /** The product to time. */
    abstract Runnable product(SpeedTask task);

    /** What is to be right before. */
    abstract List<Verdict> verdicts(Comparison comparison);

    final void run() {
        product.run();
    }

    /** Frees the operands. */
    @TearDown
    public void free() {
        task.close();
    }
}
