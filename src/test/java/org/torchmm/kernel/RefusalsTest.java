package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the records and the kernels refuse, and in which words. */
class RefusalsTest {

    static List<MatrixKernel> kernels() {
        return TestKernels.all();
    }

    @Test
    void records_refuse_what_lies_outside_their_array() {
        assertEquals(
                "sizes (2, 3, 4) with strides (12, 4, 1) at offset 0 need 24 elements, but the array has 23",
                refusal(() -> FloatMatrices.of(new float[23], 2, 3, 4)));
        refusal(() -> new DoubleMatrices(new double[5], 1, 1, 1, 5, 0, 0, 1));
        refusal(() -> new IntMatrices(new int[5], 0, 3, 3, 3, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        refusal(() -> new LongMatrices(
                new long[5], 0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1));
        refusal(() -> FloatMatrices.of(new float[0], 0, 1 << 16, 1 << 16));
        assertThrows(NullPointerException.class, () -> FloatMatrices.of(null, 0, 0, 0));
    }

    @Test
    void records_refuse_negative_sizes_and_strides() {
        for (int d = 0; d < 7; d++) {
            int[] v = {0, 1, 1, 1, 1, 1, 1};
            v[d] = -1;
            refusal(() -> new FloatMatrices(new float[9], v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
        }
    }

    @Test
    void empty_matrices_need_no_elements() {
        assertEquals(5, new FloatMatrices(new float[5], 5, 0, 1 << 20, 1 << 20, 0, 0, 0).end());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernels_refuse_shapes_that_do_not_fit(MatrixKernel kernel) {
        FloatMatrices a = FloatMatrices.of(new float[24], 2, 3, 4);
        FloatMatrices b = FloatMatrices.of(new float[40], 2, 4, 5);
        FloatMatrices c = FloatMatrices.of(new float[30], 2, 3, 5);
        assertEquals(
                "a (2, 3, 4), b (2, 3, 5) and c (2, 3, 5) do not fit:"
                        + " expected (batch, m, k), (batch, k, n) and (batch, m, n)",
                refusal(() -> kernel.bmm(a, c, c)));
        refusal(() -> kernel.bmm(a, b, c.transposed()));
        refusal(() -> kernel.bmm(a, b, FloatMatrices.of(new float[30], 1, 3, 5)));
        refusal(() -> kernel.bmm(a, FloatMatrices.of(new float[40], 1, 4, 5), c));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernels_refuse_a_result_that_shares_memory(MatrixKernel kernel) {
        float[] one = new float[100];
        FloatMatrices a = FloatMatrices.of(new float[24], 2, 3, 4);
        FloatMatrices b = FloatMatrices.of(one, 2, 4, 5);
        FloatMatrices sameArray = new FloatMatrices(one, 39, 2, 3, 5, 15, 5, 1);
        assertEquals(
                "c lies in the same stretch of the same array as a or b", refusal(() -> kernel.bmm(a, b, sameArray)));
        kernel.bmm(a, b, new FloatMatrices(one, 40, 2, 3, 5, 15, 5, 1));
        assertEquals(
                "elements of c (2, 3, 5) share memory: strides (0, 5, 1)",
                refusal(() -> kernel.bmm(a, b, new FloatMatrices(new float[100], 0, 2, 3, 5, 0, 5, 1))));
        refusal(() -> kernel.bmm(a, b, new FloatMatrices(new float[100], 0, 2, 3, 5, 15, 4, 1)));
        refusal(() -> kernel.bmm(a, b, new FloatMatrices(new float[100], 0, 2, 3, 5, 14, 5, 1)));
        kernel.bmm(a, b, new FloatMatrices(new float[100], 0, 2, 3, 5, 5, 10, 1)); // rows of two matrices in turn
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernels_refuse_operands_of_several_element_types(MatrixKernel kernel) {
        FloatMatrices floats = FloatMatrices.of(new float[1], 1, 1, 1);
        DoubleMatrices doubles = DoubleMatrices.of(new double[1], 1, 1, 1);
        assertEquals(
                "a is float32, b float64 and c float32: expected one element type",
                refusal(() -> kernel.bmm(floats, doubles, floats)));
        refusal(() -> kernel.bmm(doubles, floats, floats));
        refusal(() -> kernel.bmm(floats, floats, doubles));
        assertEquals(
                "expected an array of float, double, int or long, got short[]",
                refusal(() -> Element.of(new short[1])));
    }

    @Test
    void elements_know_their_arrays_and_records() {
        for (Element element : Element.values()) {
            Object array = element.newArray(6);
            assertEquals(element, Element.of(array));
            Matrices<?> x = element.matrices(array, 0, 1, 2, 3, 6, 3, 1);
            assertEquals(element, x.element());
            assertSame(array, x.data());
            assertEquals(x.transposed(), element.matrices(array, 0, 1, 3, 2, 6, 1, 3));
        }
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
