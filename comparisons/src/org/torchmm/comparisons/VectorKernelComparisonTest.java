package org.torchmm.comparisons;

import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** torchmm's "vector" kernel. */
class VectorKernelComparisonTest extends MatrixKernelComparison {

    @Override
    protected MatrixKernel kernel() {
        return MatrixKernels.byName("vector");
    }
}
