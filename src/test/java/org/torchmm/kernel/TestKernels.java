package org.torchmm.kernel;

import java.util.List;

/** The kernels under test. */
final class TestKernels {

    private TestKernels() {}

    static List<MatrixKernel> all() {
        return MatrixKernels.all();
    }
}
