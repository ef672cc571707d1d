package org.torchmm;

import ai.djl.ndarray.NDArray;
import org.torchmm.rules.Tolerance;

/**
 * The words that say whether two arrays hold the same numbers, or near ones, by torch's names. The arrays may be of either kind, one of
 * libtorch's beside one of Java's, of any strides, and are read piece by piece; neither is changed, and nothing is left behind.
 *
 * <p>A sparse array, and one of a dtype that DJL does not read, is an {@link IllegalArgumentException}. In a test without a {@link
 * Torch}, {@link TensorAssertions} has the same {@code assertClose}.
 *
 * <p>Source of the rules: libtorch 2.7.1, and {@code torch/testing/_comparison.py}.
 */
public interface Closeness {

    /** {@link #allclose(NDArray, NDArray, double, double, boolean)} with 1e-5 and 1e-8, NaN being close to nothing. */
    default boolean allclose(NDArray input, NDArray other) {
        return Calls.of(this).call(() -> Comparison.allclose(input, other, Tolerance.ALLCLOSE));
    }

    /** {@link #allclose(NDArray, NDArray, double, double, boolean)}, NaN being close to nothing. */
    default boolean allclose(NDArray input, NDArray other, double rtol, double atol) {
        return allclose(input, other, rtol, atol, false);
    }

    /**
     * {@code (N, M), (N, M)}, or sizes that broadcast: whether {@code |input - other| <= atol + |rtol * other|} everywhere, computed in
     * the arrays' dtype, of whole numbers in float32. Infinities are close to themselves alone, NaN to NaN if {@code equalNan}.
     *
     * @throws IllegalArgumentException if the dtypes differ ({@code Float did not match Double}), if {@code rtol} or {@code atol} is
     *     negative or NaN, or if the sizes do not broadcast; with {@code equalNan}, where {@code input} would have to stretch ({@code
     *     output with shape [3] doesn't match the broadcast shape [2, 3]})
     */
    default boolean allclose(NDArray input, NDArray other, double rtol, double atol, boolean equalNan) {
        return Calls.of(this).call(() -> Comparison.allclose(input, other, new Tolerance(rtol, atol, equalNan)));
    }

    /**
     * Whether the sizes are the same and every element equals the other array's; NaN equals nothing. Of different dtypes the elements
     * are compared in the dtype that both are promoted to, as {@code torch.equal} does.
     */
    default boolean equal(NDArray input, NDArray other) {
        return Calls.of(this).call(() -> Comparison.equal(input, other));
    }

    /**
     * Passes if {@code actual} has the shape, device and dtype of {@code expected} and numbers close to its, by the tolerances of the
     * dtype: as {@code torch.testing.assert_close}.
     *
     * <table>
     * <caption>Tolerances</caption>
     * <tr><th>dtype</th><th>rtol</th><th>atol</th></tr>
     * <tr><td>float16</td><td>1e-3</td><td>1e-5</td></tr>
     * <tr><td>bfloat16</td><td>1.6e-2</td><td>1e-5</td></tr>
     * <tr><td>float32, complex64</td><td>1.3e-6</td><td>1e-5</td></tr>
     * <tr><td>float64</td><td>1e-7</td><td>1e-7</td></tr>
     * <tr><td>others</td><td>0</td><td>0</td></tr>
     * </table>
     *
     * @throws AssertionError if not, with torch's message: how many elements differ, by how much at most, and where
     */
    default void assertClose(NDArray actual, NDArray expected) {
        Calls.of(this).call(() -> {
            Comparison.assertClose(actual, expected, null);
            return null;
        });
    }

    /** {@link #assertClose(NDArray, NDArray, double, double, boolean)}, NaN being close to nothing. */
    default void assertClose(NDArray actual, NDArray expected, double rtol, double atol) {
        assertClose(actual, expected, rtol, atol, false);
    }

    /**
     * The same with tolerances of one's own: {@code |actual - expected| <= atol + |rtol * expected|}, and NaN is close to NaN if {@code
     * equalNan}.
     *
     * @throws AssertionError if the arrays are not close, with torch's message
     * @throws IllegalArgumentException if {@code rtol} or {@code atol} is negative or NaN
     */
    default void assertClose(NDArray actual, NDArray expected, double rtol, double atol, boolean equalNan) {
        Calls.of(this).call(() -> {
            Comparison.assertClose(actual, expected, new Tolerance(rtol, atol, equalNan));
            return null;
        });
    }
}
