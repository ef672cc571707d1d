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
 * public class MyKernelComparisonTest extends MatrixKernelComparison {
 *     protected MatrixKernel kernel() {
 *         return new MyKernel();
 *     }
 * }
 * }</pre>
 *
 * <p>{@code -Dcase}, {@code -Dkernel} and {@code -Ddtype} leave some of it; a run that is left with nothing fails. The class is
 * public so that one under a surefire without JUnit 5 fails too.
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

    /**
     * No test of JUnit's, which goes by annotations. Surefire before 2.22, which Maven 3.8 takes by itself, goes by such names
     * instead, runs none of the cases, and would be green.
     */
    public final void testNeedsSurefireThatRunsJUnit5() {
        throw new IllegalStateException(
                "this surefire runs no test of JUnit 5 or 6: give maven-surefire-plugin a version in"
                        + " your pom.xml, 3.6.1 or newer, as comparisons/README.md of torchmm has it");
    }
}
