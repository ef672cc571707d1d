package org.torchmm.comparisons.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Verdict;
import org.torchmm.kernel.MatrixKernels;

/** A shape whose product makes a new array for its result, as torch.bmm does: libtorch in its own memory, a kernel on the heap. */
public class NewResult extends PreparedShape {

    private static final String LIBTORCH = "libtorch";

    @Param({LIBTORCH, "vector", "scalar"})
    public String implementation;

    @Override
    Runnable product(SpeedTask task) {
        return implementation.equals(LIBTORCH) ? task::byLibtorch : task.intoNew(MatrixKernels.byName(implementation));
    }

    @Override
    List<Verdict> verdicts(Comparison comparison) {
        return implementation.equals(LIBTORCH)
                ? List.of(comparison.libtorch())
                : comparison.of(MatrixKernels.byName(implementation));
    }
}
