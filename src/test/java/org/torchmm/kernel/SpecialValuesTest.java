package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NaN, infinities, signed zeros, subnormals and overflow, as IEEE 754 and two's complement have them. */
class SpecialValuesTest {

    static List<MatrixKernel> kernels() {
        return TestKernels.all();
    }

    /** One shape for each way through the kernel: separate sums, unpacked, packed, dots. */
    private static final int[][] SHAPES = {{3, 5, 7}, {9, 20, 30}, {30, 150, 160}, {1, 40, 100}};

    @ParameterizedTest
    @MethodSource("kernels")
    void nan_reaches_its_row_and_nothing_else(MatrixKernel kernel) {
        for (int[] s : SHAPES) {
            float[] a = ones(s[0] * s[2]);
            float[] b = ones(s[2] * s[1]);
            a[(s[0] - 1) * s[2] + s[2] / 2] = Float.NaN;
            float[] c = multiply(kernel, s, a, b);
            for (int i = 0; i < c.length; i++) {
                assertEquals(i / s[1] == s[0] - 1 ? Float.NaN : s[2], c[i], Arrays.toString(s));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void infinity_times_zero_is_nan_and_overflow_is_infinite(MatrixKernel kernel) {
        for (int[] s : SHAPES) {
            float[] a = ones(s[0] * s[2]);
            float[] b = ones(s[2] * s[1]);
            a[0] = Float.POSITIVE_INFINITY;
            b[1] = 0;
            b[2] = -1;
            float[] c = multiply(kernel, s, a, b);
            assertEquals(Float.POSITIVE_INFINITY, c[0], Arrays.toString(s));
            assertEquals(Float.NaN, c[1], Arrays.toString(s));
            assertEquals(Float.NEGATIVE_INFINITY, c[2], Arrays.toString(s));

            Arrays.fill(a, Float.MAX_VALUE);
            float[] expected = new float[s[0] * s[1]];
            Arrays.fill(expected, Float.POSITIVE_INFINITY);
            assertArrayEquals(expected, multiply(kernel, s, a, ones(s[2] * s[1])), Arrays.toString(s));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void subnormals_are_kept_and_sums_begin_at_positive_zero(MatrixKernel kernel) {
        for (int[] s : SHAPES) {
            float[] a = new float[s[0] * s[2]];
            float[] b = ones(s[2] * s[1]);
            Arrays.fill(a, Float.MIN_VALUE);
            float[] expected = new float[s[0] * s[1]];
            Arrays.fill(expected, s[2] * Float.MIN_VALUE);
            assertArrayEquals(expected, multiply(kernel, s, a, b), Arrays.toString(s));

            Arrays.fill(a, -0f);
            for (float each : multiply(kernel, s, a, b)) {
                assertEquals(0, Float.floatToRawIntBits(each), Arrays.toString(s));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void integers_wrap_around(MatrixKernel kernel) {
        for (int[] s : SHAPES) {
            int[] a = new int[s[0] * s[2]];
            int[] b = new int[s[2] * s[1]];
            int[] c = new int[s[0] * s[1]];
            Arrays.fill(a, Integer.MAX_VALUE);
            Arrays.fill(b, 3);
            kernel.bmm(
                    IntMatrices.of(a, 1, s[0], s[2]),
                    IntMatrices.of(b, 1, s[2], s[1]),
                    IntMatrices.of(c, 1, s[0], s[1]));
            for (int each : c) {
                assertEquals((int) (3L * Integer.MAX_VALUE * s[2]), each, Arrays.toString(s));
            }
        }
    }

    /** b transposed in memory for one row of a, so that the last shape is one of dots. */
    private static float[] multiply(MatrixKernel kernel, int[] s, float[] a, float[] b) {
        float[] c = new float[s[0] * s[1]];
        FloatMatrices right = FloatMatrices.of(b, 1, s[2], s[1]);
        if (s[0] == 1) {
            float[] t = new float[b.length];
            for (int i = 0; i < b.length; i++) {
                t[i % s[1] * s[2] + i / s[1]] = b[i];
            }
            right = FloatMatrices.of(t, 1, s[1], s[2]).transposed();
        }
        kernel.bmm(FloatMatrices.of(a, 1, s[0], s[2]), right, FloatMatrices.of(c, 1, s[0], s[1]));
        return c;
    }

    private static float[] ones(int length) {
        float[] array = new float[length];
        Arrays.fill(array, 1);
        return array;
    }
}
