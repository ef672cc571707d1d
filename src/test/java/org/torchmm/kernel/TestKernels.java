package org.torchmm.kernel;

import java.util.List;

/** The kernels under test. */
final class TestKernels {

    private TestKernels() {}

    /** Cold, the vector kernel is mostly the scalar one; warm, it is all tiles. */
    static List<MatrixKernel> all() {
        return List.of(new ScalarKernel(), VectorKernel.warm());
    }
}
