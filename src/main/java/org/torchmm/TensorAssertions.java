package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Tolerance;

/**
 * {@code torch.testing.assert_close} for tests that have no {@link Torch} at hand.
 *
 * <pre>{@code
 * import static org.torchmm.TensorAssertions.assertClose;
 *
 * assertClose(actual, expected);
 * }</pre>
 *
 * <p>The arrays may be of DJL's PyTorch engine or in Java's memory, one beside the other, and are not changed. What is compared, and by
 * which tolerances, is {@link Closeness}'s.
 */
public final class TensorAssertions {

    private TensorAssertions() {}

    /**
     * Passes if shape, device and dtype are the same and the numbers are close, by the tolerances of the dtype.
     *
     * @throws AssertionError if not, with torch's message
     * @throws NullPointerException if an array is null
     * @throws IllegalArgumentException if an array is another engine's, of strings, sparse, or of a dtype that DJL does not read
     * @throws IllegalStateException if an array is closed
     * @see Closeness#assertClose(NDArray, NDArray)
     */
    public static void assertClose(NDArray actual, NDArray expected) {
        Comparison.assertClose(actual, expected, null);
    }

    /**
     * The same with tolerances of one's own, NaN being close to nothing.
     *
     * @see #assertClose(NDArray, NDArray, double, double, boolean)
     */
    public static void assertClose(NDArray actual, NDArray expected, double rtol, double atol) {
        assertClose(actual, expected, rtol, atol, false);
    }

    /**
     * The same with tolerances of one's own: {@code |actual - expected| <= atol + |rtol * expected|}, and NaN is close to NaN if {@code
     * equalNan}.
     *
     * @throws AssertionError if the arrays are not close, with torch's message
     * @throws IllegalArgumentException if {@code rtol} or {@code atol} is negative or NaN, too
     * @see Closeness#assertClose(NDArray, NDArray, double, double, boolean)
     */
    public static void assertClose(NDArray actual, NDArray expected, double rtol, double atol, boolean equalNan) {
        Comparison.assertClose(actual, expected, new Tolerance(rtol, atol, equalNan));
    }
}
