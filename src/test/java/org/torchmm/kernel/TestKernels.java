package org.torchmm.kernel;

import java.util.List;
import org.torchmm.kernel.vector.VectorKernel;

/** The kernels under test. */
final class TestKernels {

    private TestKernels() {}

    /** Cold, the vector kernel is mostly the scalar one; warm, it is all tiles. Where it cannot run, MatrixKernelsTest is red. */
    static List<MatrixKernel> all() {
        boolean hasVectorApi =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return hasVectorApi ? List.of(new ScalarKernel(), VectorKernel.warm()) : List.of(new ScalarKernel());
    }

    static MatrixKernel fastest() {
        List<MatrixKernel> all = all();
        return all.get(all.size() - 1);
    }
}
