package org.torchmm.comparisons;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.torchmm.kernel.MatrixKernel;

/**
 * Every case of {@link Cases} for a kernel: extend this class, say which kernel, and JUnit asks it all.
 *
 * <pre>{@code
 * class MyKernelComparisonTest extends MatrixKernelComparison {
 *     protected MatrixKernel kernel() {
 *         return new MyKernel();
 *     }
 * }
 * }</pre>
 *
 * <p>libtorch is the witness: sizes, dtypes, refusals and integers have to be its own, as has every bit of a bmm with less
 * than 400 multiplications a matrix. The judge of larger floating-point products, libtorch's and the kernel's, is a
 * more exact sum ({@link Judge}).
 */
public abstract class MatrixKernelComparison {

    /** The kernel to compare. */
    protected abstract MatrixKernel kernel();

    @TestFactory
    Stream<DynamicNode> agrees_with_libtorch() {
        return CaseTests.of(getClass(), kernel());
    }

    @Test
    void is_right_when_many_threads_call_it() {
        CaseTests.manyThreads(getClass(), kernel());
    }
}
