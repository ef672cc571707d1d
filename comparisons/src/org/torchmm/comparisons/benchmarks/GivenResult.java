package org.torchmm.comparisons.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.torchmm.comparisons.Comparison;
import org.torchmm.comparisons.SpeedTask;
import org.torchmm.comparisons.Verdict;
import org.torchmm.comparisons.peers.Peer;
import org.torchmm.comparisons.peers.Peers;
import org.torchmm.comparisons.peers.PreparedProduct;
import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/**
 * A shape whose product goes into memory that is there before, as BLAS has it: kernels', and by name the peers'. libtorch has this
 * rule in {@code torch.bmm(out=)}, but DJL hands it on for none of its products.
 */
public class GivenResult extends PreparedShape {

    @Param({"vector", "scalar"})
    public String implementation;

    private PreparedProduct prepared = () -> {};

    @Override
    Runnable product(SpeedTask task) {
        if (isKernel()) {
            return task.intoGiven(MatrixKernels.byName(implementation));
        }
        if (implementation.equals("libtorch") || implementation.equals("djl")) {
            throw new IllegalArgumentException(
                    "DJL has no product that writes into a given array: libtorch is timed by newResult alone");
        }
        prepared = peer().kernel().prepare(task);
        return prepared::run;
    }

    @Override
    List<Verdict> verdicts(Comparison comparison) {
        return isKernel()
                ? comparison.of(MatrixKernels.byName(implementation))
                : List.of(comparison.withinTolerance(peer().kernel()));
    }

    private boolean isKernel() {
        return MatrixKernels.all().stream().map(MatrixKernel::name).anyMatch(implementation::equals);
    }

    private Peer peer() {
        return Peers.byName(implementation);
    }

    @Override
    @TearDown
    public void free() {
        prepared.close();
        super.free();
    }
}
