package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What vdot, inner, outer, linear and the products added to an input come to, by hand. {@link AddedProductsParityTest} asks libtorch. */
class AddedProductsTest extends OnBothKinds {

    private final Torch torch = kind.open();

    AddedProductsTest(Kind kind) {
        super(kind);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void vectors() {
        NDArray a = torch.tensor(new float[] {1, 2});
        NDArray b = torch.tensor(new float[] {3, 4, 5});
        assertArrayEquals(new float[] {3, 4, 5, 6, 8, 10}, torch.outer(a, b).toFloatArray());
        assertEquals(50, torch.vdot(b, b).getFloat());
        assertEquals(50, torch.inner(b, b).getFloat());
        assertEquals(
                DataType.FLOAT64,
                torch.outer(torch.tensor(new int[] {1, 2}), torch.tensor(new double[] {1}))
                        .getDataType());
        assertArrayEquals(new float[] {2, 4}, torch.inner(a, torch.tensor(2f)).toFloatArray());
    }

    @Test
    void linear_takes_the_weight_as_pytorch_s_layers_have_it() {
        NDArray weight = torch.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        NDArray input = torch.ones(2, 2, 3);
        assertArrayEquals(
                new float[] {6, 15, 6, 15, 6, 15, 6, 15},
                torch.linear(input, weight).toFloatArray());
        NDArray bias = torch.tensor(new float[] {10, 20});
        assertArrayEquals(
                new float[] {16, 35, 16, 35, 16, 35, 16, 35},
                torch.linear(input, weight, bias).toFloatArray());
    }

    @Test
    void beta_of_0_does_not_read_the_input() {
        NDArray none = torch.full((double) Float.NaN, 2, 2);
        NDArray a = torch.ones(2, 3);
        NDArray b = torch.ones(3, 2);
        assertArrayEquals(
                new float[] {6, 6, 6, 6}, torch.addmm(none, a, b, 0, 2).toFloatArray());
        assertArrayEquals(
                new float[] {3, 3, 3, 3},
                torch.baddbmm(none, torch.ones(1, 2, 3), torch.ones(1, 3, 2), 0.0, 1)
                        .toFloatArray());
        assertArrayEquals(
                new float[] {0, 0, 0, 0},
                torch.addmm(none, torch.ones(2, 0), torch.ones(0, 2), 0, 1).toFloatArray());
        assertArrayEquals(
                new float[] {3, 3},
                torch.addmv(torch.full((double) Float.NaN, 2), a, torch.ones(3), 0, 1)
                        .toFloatArray());
        assertArrayEquals(
                new float[] {1, 1, 1, 1},
                torch.addr(none, torch.ones(2), torch.ones(2), 0, 1).toFloatArray());
    }

    @Test
    void a_fraction_is_cut_off_for_whole_numbers_where_torch_does() {
        NDArray ones = torch.ones(DataType.INT32, 2, 2);
        assertArrayEquals(
                new int[] {4, 4, 4, 4}, torch.addmm(ones, ones, ones, 0.5, 2.7).toIntArray());
        assertRefused(
                "For integral input tensors, argument beta must not be a floating point number.",
                () -> torch.addr(ones, torch.ones(DataType.INT32, 2), torch.ones(DataType.INT32, 2), 1.0, 1));
        assertRefused(
                "result type Float can't be cast to the desired output type Int",
                () -> torch.addmm(ones, torch.ones(DataType.INT32, 2, 0), torch.ones(DataType.INT32, 0, 2), 0.5, 1));
        NDArray bytes = torch.ones(DataType.INT8, 2, 2);
        assertRefused(
                "value cannot be converted to type int8_t without overflow",
                () -> torch.addmm(bytes, bytes, bytes, 300, 1));
    }

    @Test
    void in_place_the_input_is_written_and_returned() {
        NDArray whole = torch.zeros(3, 4);
        NDArray part = torch.narrow(whole, 1, 1, 2);
        NDArray a = torch.ones(3, 2);
        NDArray b = torch.ones(2, 2);
        assertSame(part, torch.addmmi(part, a, b, 1, 0.5));
        assertSame(part, torch.addmmi(part, a, b));
        assertArrayEquals(new float[] {0, 3, 3, 0, 0, 3, 3, 0, 0, 3, 3, 0}, whole.toFloatArray());
        NDArray batch = torch.ones(1, 3, 2);
        torch.baddbmmi(batch, torch.ones(1, 3, 5), torch.ones(1, 5, 2), 2, 1);
        assertArrayEquals(new float[] {7, 7, 7, 7, 7, 7}, batch.toFloatArray());
        NDArray sum = torch.ones(3, 2);
        torch.addbmmi(sum, torch.ones(4, 3, 5), torch.ones(4, 5, 2));
        assertArrayEquals(new float[] {21, 21, 21, 21, 21, 21}, sum.toFloatArray());
        NDArray vector = torch.ones(3);
        torch.addmvi(vector, a, torch.ones(2));
        assertArrayEquals(new float[] {3, 3, 3}, vector.toFloatArray());
        torch.addri(b, torch.ones(2), torch.ones(2), 0, 4);
        assertArrayEquals(new float[] {4, 4, 4, 4}, b.toFloatArray());
    }

    @Test
    @Tag("libtorch")
    void in_place_the_input_has_the_result_s_size_and_no_other_operand_s_elements() {
        NDArray ones = torch.ones(2, 2);
        NDArray row = torch.ones(1, 2);
        assertRefused(
                "Bad in-place call: input tensor size [1, 2] and output tensor size [2, 2] should match",
                () -> torch.addmmi(row, ones, ones));
        assertRefused(
                "Bad in-place call: input tensor size [1, 2] and output tensor size [2, 2] should match",
                () -> torch.addbmmi(row, torch.ones(3, 2, 2), torch.ones(3, 2, 2)));
        assertRefused(
                "size mismatch, input: [1, 2], v1: [2], v2: [2]", () -> torch.addri(row, torch.ones(2), torch.ones(2)));
        assertRefused(
                "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory"
                        + " location. Please clone() the tensor before performing the operation.",
                () -> torch.addmmi(ones, ones, torch.ones(2, 2)));
        assertArrayEquals(new float[] {1, 1, 1, 1}, ones.toFloatArray());
        Kind other = kind == Kind.LIBTORCH ? Kind.JAVA : Kind.LIBTORCH;
        try (Torch others = other.open()) {
            assertRefused(
                    "addmm_(): argument 'input' (position 1) is written, and must be an array of "
                            + kind.backend().name(),
                    () -> torch.addmmi(others.ones(2, 2), ones, ones));
        }
    }

    @Test
    void a_number_is_one_of_python_s() {
        NDArray a = torch.ones(2, 2);
        assertEquals(
                "addmm(): argument 'beta' (position 4) must be Number, not BigDecimal: an Integer, Long, Short, Byte, Double or Float",
                assertThrows(IllegalArgumentException.class, () -> torch.addmm(a, a, a, new BigDecimal("0.5"), 1))
                        .getMessage());
    }

    /** Below 400 multiplications a matrix libtorch's numbers are defined to the last bit: r * beta + alpha * sum. */
    @Test
    @Tag("libtorch")
    void small_baddbmm_is_libtorch_s_to_the_last_bit() {
        torch.manualSeed(3);
        NDArray input = torch.randn(10, 3, 5);
        NDArray a = torch.randn(10, 3, 4);
        NDArray b = torch.randn(10, 4, 5);
        try (Torch libtorch = Torch.open()) {
            assertArrayEquals(
                    libtorch.baddbmm(input, a, b, 0.3, 1.7).toFloatArray(),
                    torch.baddbmm(input, a, b, 0.3, 1.7).toFloatArray());
        }
    }

    private static void assertRefused(String sentence, Supplier<NDArray> call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::get).getMessage());
    }
}
