package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.comparisons.ProductCall;
import org.torchmm.rules.Word;

/** The five products give torch's shapes, dtypes and values. */
class ProductsTest extends OnBothKinds {

    ProductsTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void bmm_multiplies_matrix_by_matrix() {
        NDArray a = torch.tensor(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
        NDArray b = torch.tensor(new float[][][] {{{1, 0}, {0, 1}}, {{0, 1}, {1, 0}}});
        assertArrayEquals(new float[] {1, 2, 3, 4, 6, 5, 8, 7}, torch.bmm(a, b).toFloatArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "bmm | 10,3,4 | 10,4,5 | 10,3,5",
                "bmm | 0,3,4 | 0,4,5 | 0,3,5",
                "bmm | 2,0,4 | 2,4,5 | 2,0,5",
                "bmm | 2,3,0 | 2,0,5 | 2,3,5",
                "bmm | 2,3,4 | 2,4,0 | 2,3,0",
                "mm | 2,3 | 3,4 | 2,4",
                "mm | 2,0 | 0,4 | 2,4",
                "mm | 0,3 | 3,0 | 0,0",
                "mv | 2,3 | 3 | 2",
                "mv | 2,0 | 0 | 2",
                "mv | 0,3 | 3 | 0",
                "dot | 3 | 3 | none",
                "dot | 0 | 0 | none",
                "matmul | 3 | 3 | none",
                "matmul | 2,3 | 3 | 2",
                "matmul | 3 | 3,4 | 4",
                "matmul | 2,3 | 3,4 | 2,4",
                "matmul | 2,3,4 | 4 | 2,3",
                "matmul | 2,3,4 | 4,5 | 2,3,5",
                "matmul | 4 | 2,4,5 | 2,5",
                "matmul | 3,4 | 2,4,5 | 2,3,5",
                "matmul | 2,3,4 | 2,4,5 | 2,3,5",
                "matmul | 1,3,4 | 2,4,5 | 2,3,5",
                "matmul | 2,1,3,4 | 6,4,5 | 2,6,3,5",
                "matmul | 7,1,2,3,4 | 6,1,4,5 | 7,6,2,3,5",
                "matmul | 0,3,4 | 1,4,5 | 0,3,5",
                "matmul | 2,3,0 | 0,5 | 2,3,5",
            })
    void sizes(String op, String a, String b, String expected) {
        NDArray result = ProductCall.of(Word.of(op), torch, torch.ones(size(a)), torch.ones(size(b)));
        assertEquals(new Shape(size(expected)), result.getShape());
        float inner = size(a)[size(a).length - 1];
        for (float value : result.toFloatArray()) {
            assertEquals(inner, value);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT16", "FLOAT32", "FLOAT64", "UINT8", "INT8", "INT32", "INT64"})
    void every_dtype_that_libtorch_multiplies(DataType dtype) {
        NDArray a = torch.full(dtype, 3L, 2, 2, 3);
        NDArray b = torch.full(dtype, 2L, 2, 3, 2);
        NDArray vector = torch.full(dtype, 2L, 3);
        for (NDArray result : List.of(
                torch.bmm(a, b),
                torch.matmul(a, b),
                torch.mm(torch.select(a, 0, 0), torch.select(b, 0, 0)),
                torch.mv(torch.select(a, 0, 0), vector))) {
            assertEquals(dtype, result.getDataType());
            try (NDArray values = result.toType(DataType.FLOAT64, false)) {
                for (double value : values.toDoubleArray()) {
                    assertEquals(18.0, value);
                }
            }
        }
        assertEquals(dtype, torch.dot(vector, vector).getDataType());
    }

    @Test
    void complex64_is_multiplied_where_a_user_has_it() {
        NDArray a = torch.ones(1, 2, 2).toType(DataType.COMPLEX64, false);
        assertEquals(DataType.COMPLEX64, torch.bmm(a, a).getDataType());
    }

    @Test
    void integers_wrap_around() {
        NDArray a = torch.full(DataType.INT32, 1L << 30, 1, 1, 2);
        NDArray b = torch.full(DataType.INT32, 3L, 1, 2, 1);
        assertEquals((1 << 30) * 3 * 2, torch.bmm(a, b).toIntArray()[0]);
        NDArray c = torch.full(DataType.UINT8, 200L, 1, 1, 2);
        assertEquals(200 * 200 * 2 % 256, torch.bmm(c, torch.transpose(c, 1, 2)).toByteArray()[0] & 0xff);
    }

    /** torch-semantics: below 400 multiplications a matrix, libtorch sums in order, so Java can reproduce every bit. */
    @Test
    void small_products_are_the_sum_in_order_to_the_last_bit() {
        torch.manualSeed(0);
        NDArray a = torch.randn(10, 3, 4);
        NDArray b = torch.randn(10, 4, 5);
        float[] x = a.toFloatArray();
        float[] y = b.toFloatArray();
        float[] expected = new float[150];
        for (int i = 0; i < expected.length; i++) {
            int batch = i / 15;
            float sum = 0;
            for (int k = 0; k < 4; k++) {
                sum += x[batch * 12 + i % 15 / 5 * 4 + k] * y[batch * 20 + k * 5 + i % 5];
            }
            expected[i] = sum;
        }
        assertArrayEquals(expected, torch.bmm(a, b).toFloatArray());
    }

    @Test
    void operands_of_any_layout() {
        long seed = new Random(7).nextLong();
        torch.manualSeed(seed);
        NDArray a = torch.randn(4, 3, 2);
        NDArray b = torch.randn(5, 4, 3);
        NDArray turned = torch.transpose(a, 1, 2); // (4, 2, 3)
        NDArray permuted = torch.permute(b, 1, 2, 0); // (4, 3, 5)
        NDArray copies = torch.bmm(torch.contiguous(turned), torch.contiguous(permuted));
        assertArrayEquals(copies.toFloatArray(), torch.bmm(turned, permuted).toFloatArray(), "seed " + seed);
        NDArray row = torch.expand(torch.randn(1, 3, 2), 4, 3, 2);
        assertArrayEquals(
                torch.bmm(turned, torch.contiguous(row)).toFloatArray(),
                torch.bmm(turned, row).toFloatArray(),
                "seed " + seed);
    }

    @Test
    void matmul_of_equal_batches_is_bmm() {
        NDArray a = torch.randn(3, 20, 30);
        NDArray b = torch.randn(3, 30, 20);
        assertArrayEquals(torch.bmm(a, b).toFloatArray(), torch.matmul(a, b).toFloatArray());
    }

    @Test
    void operands_are_not_modified() {
        NDArray a = torch.ones(2, 3, 4);
        NDArray b = torch.ones(2, 4, 3);
        torch.bmm(a, b);
        torch.matmul(a, b);
        for (NDArray operand : List.of(a, b)) {
            assertSame(torch.manager(), operand.getManager());
            for (float value : operand.toFloatArray()) {
                assertEquals(1f, value);
            }
        }
    }

    static long[] size(String text) {
        if (text == null) {
            return new long[0];
        }
        String[] parts = text.strip().split(",");
        long[] size = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            size[i] = Long.parseLong(parts[i].strip());
        }
        return size;
    }
}
