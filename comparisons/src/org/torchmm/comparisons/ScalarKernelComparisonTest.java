package org.torchmm.comparisons;

import org.torchmm.kernel.MatrixKernel;
import org.torchmm.kernel.MatrixKernels;

/** torchmm's "scalar" kernel. */
class ScalarKernelComparisonTest extends MatrixKernelComparison {

    @Override
    protected MatrixKernel kernel() {
        return MatrixKernels.byName("scalar");
    }
}
