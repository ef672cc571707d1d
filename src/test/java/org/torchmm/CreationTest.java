package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.engine.DataTypes;
import org.torchmm.rules.Dtype;

/** Creation: torch's dtypes, values and random numbers, and no dtype that aborts the JVM. */
class CreationTest extends OnBothKinds {

    CreationTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void tensor_of_java_data() {
        assertArrayEquals(
                new float[] {1, 2, 3},
                check("[3] float32", torch.tensor(new float[] {1, 2, 3})).toFloatArray());
        assertArrayEquals(
                new double[] {1, 2},
                check("[2, 1] float64", torch.tensor(new double[] {1, 2}, 2, 1)).toDoubleArray());
        assertArrayEquals(
                new int[] {1, -2},
                check("[2] int32", torch.tensor(new int[] {1, -2})).toIntArray());
        assertArrayEquals(
                new long[] {1, Long.MIN_VALUE},
                check("[2] int64", torch.tensor(new long[] {1, Long.MIN_VALUE})).toLongArray());
        assertArrayEquals(
                new boolean[] {true, false},
                check("[2] boolean", torch.tensor(new boolean[] {true, false})).toBooleanArray());
        check("[2, 3] float32", torch.tensor(new float[6], -1, 3));
        check("[0] float32", torch.tensor(new float[0]));
        check("[0, 4] float32", torch.tensor(new float[0], 0, 4));
        check("[] float32", torch.tensor(2.5f));
        check("[] float64", torch.tensor(2.5));
        check("[] int32", torch.tensor(3));
        check("[] int64", torch.tensor(3L));
        check("[] boolean", torch.tensor(true));
        assertRefused("shape '[2, 2]' is invalid for input of size 3", () -> torch.tensor(new float[3], 2, 2));
    }

    @Test
    void the_data_is_copied() {
        float[] data = {1, 2, 3};
        NDArray array = torch.tensor(data);
        data[0] = 9;
        assertEquals(1f, array.toFloatArray()[0]);
    }

    @Test
    void tensor_of_nested_arrays() {
        assertArrayEquals(
                new float[] {1, 2, 3, 4},
                check("[2, 2] float32", torch.tensor(new float[][] {{1, 2}, {3, 4}}))
                        .toFloatArray());
        assertArrayEquals(
                new double[] {1, 2, 3, 4},
                check("[1, 2, 2] float64", torch.tensor(new double[][][] {{{1, 2}, {3, 4}}}))
                        .toDoubleArray());
        check("[1, 1, 1, 2] int32", torch.tensor(new int[][][][] {{{{1, 2}}}}));
        check("[2, 1] int64", torch.tensor(new long[][] {{1}, {2}}));
        check("[1, 2] boolean", torch.tensor(new boolean[][] {{true, false}}));
        check("[1, 0] float32", torch.tensor(new float[1][0]));
        check("[0] float32", torch.tensor(new float[0][3]));
        assertRefused(
                "expected sequence of length 2 at dim 1 (got 1)", () -> torch.tensor(new float[][] {{1, 2}, {3}}));
        assertRefused(
                "tensor() takes arrays of float, double, int, long or boolean, not of java.lang.String",
                () -> torch.tensor(new String[][] {{"a"}}));
        assertThrows(NullPointerException.class, () -> torch.tensor(new float[][] {{1}, null}));
        assertEquals(
                "tensor([[1, 2],\n        [3, 4]], dtype=torch.int16)",
                torch.repr(torch.tensor(DataType.INT16, new float[][] {{1, 2}, {3.7f, 4}})));
        assertEquals("torch.Size([1, 0])", torch.size(torch.tensor(DataType.BFLOAT16, new double[1][0])));
        assertRefused(
                "value cannot be converted to type int8_t without overflow",
                () -> torch.tensor(DataType.INT8, new long[][] {{1}, {128}}));
    }

    @Test
    void one_number_of_a_dtype() {
        assertEquals("tensor(2.5000, dtype=torch.bfloat16)", torch.repr(torch.tensor(DataType.BFLOAT16, 2.5)));
        assertEquals("tensor(-3, dtype=torch.int16)", torch.repr(torch.tensor(DataType.INT16, -3.9)));
        assertEquals("tensor(" + Long.MAX_VALUE + ")", torch.repr(torch.tensor(DataType.INT64, Long.MAX_VALUE)));
        assertEquals("tensor(1.+0.j)", torch.repr(torch.tensor(DataType.COMPLEX64, true)));
        assertRefused(
                "value cannot be converted to type uint8_t without overflow", () -> torch.tensor(DataType.UINT8, 256));
    }

    @Tag("libtorch")
    @ParameterizedTest
    @EnumSource
    void random_orders_are_libtorch_s(Dtype dtype) {
        DataType type = DataTypes.dataType(dtype);
        try (Torch libtorch = Torch.open()) {
            for (long n : new long[] {-1, 0, 1, 2, 17, 128, 129, 300, 3000}) {
                String expected = text(() -> {
                    libtorch.manualSeed(n);
                    return libtorch.repr((NDArray) libtorch.call("randperm", n, Map.of("dtype", type)));
                });
                assertEquals(expected, text(() -> torch.repr(seeded(n).randperm(type, n))), dtype + " " + n);
            }
        }
    }

    private static String text(Supplier<String> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The strings of torch-semantics, section 12.1, printed by PyTorch with 4 digits. */
    @Test
    void seeded_numbers_are_those_of_python() {
        assertNear(
                new double[] {0.4963, 0.7682, 0.0885, 0.1320, 0.3074}, seeded(0).rand(5));
        assertNear(
                new double[] {1.5410, -0.2934, -2.1788, 0.5684, -1.0845},
                seeded(0).randn(5));
        assertNear(
                new double[] {-1.1258, -1.6959, 0.5667}, torch.narrow(seeded(0).randn(17), 0, 0, 3));
        assertNear(
                new double[] {0.3367, 0.1288, 0.2345, 0.2303, -1.1229, -0.1863},
                seeded(42).randn(2, 3));
        assertNear(new double[] {4, 9, 3, 0, 3, 9, 7, 3, 7, 3}, seeded(0).randint(0, 10, 10));
        assertArrayEquals(
                seeded(5).randn(7).toFloatArray(),
                seeded((1L << 32) + 5).randn(7).toFloatArray());
        assertArrayEquals(
                seeded(-1).randn(7).toFloatArray(),
                seeded((1L << 32) - 1).randn(7).toFloatArray());
    }

    private Torch seeded(long seed) {
        return torch.manualSeed(seed);
    }

    @Test
    void factories() {
        check("[2, 3] float32", torch.zeros(2, 3));
        check("[] float32", torch.ones());
        check("[2] int8", torch.ones(DataType.INT8, 2));
        assertArrayEquals(
                new float[] {2.5f, 2.5f},
                check("[2] float32", torch.full(2.5, 2)).toFloatArray());
        assertArrayEquals(
                new long[] {(1L << 53) + 1},
                check("[1] int64", torch.full((1L << 53) + 1, 1)).toLongArray());
        assertArrayEquals(
                new double[] {0.1},
                check("[1] float64", torch.full(DataType.FLOAT64, 0.1, 1)).toDoubleArray());
        check("[2] boolean", torch.full(true, 2));
        assertArrayEquals(new long[] {2}, torch.full(DataType.INT64, 2.9, 1).toLongArray());
        assertEquals((byte) 255, torch.full(DataType.UINT8, -1L, 1).toByteArray()[0]);
        assertArrayEquals(new float[] {1, 0, 0, 1}, torch.eye(2).toFloatArray());
        check("[2, 3] int64", torch.eye(DataType.INT64, 2, 3));
        check("[0, 0] float32", torch.eye(0));
        NDArray filled = torch.full(1.0, 2, 2);
        filled.addi(1);
        assertArrayEquals(new float[] {2, 2, 2, 2}, filled.toFloatArray(), "every element has its own memory");
    }

    @Test
    void aranges() {
        assertArrayEquals(
                new long[] {0, 1, 2}, check("[3] int64", torch.arange(3)).toLongArray());
        assertArrayEquals(new long[] {5, 3}, torch.arange(5, 1, -2).toLongArray());
        assertArrayEquals(
                new long[] {(1L << 60) + 1, (1L << 60) + 2},
                torch.arange((1L << 60) + 1, (1L << 60) + 3).toLongArray());
        assertArrayEquals(
                new float[] {0, 1, 2}, check("[3] float32", torch.arange(2.5)).toFloatArray());
        assertArrayEquals(
                new float[] {0.1f, 0.4f, 0.7f}, torch.arange(0.1, 1.0, 0.3).toFloatArray(), 1e-7f);
        check("[3] float16", torch.arange(DataType.FLOAT16, 3));
        check("[4] int64", torch.arange(DataType.INT64, 0.5, 4));
        assertArrayEquals(
                new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
                torch.arange(DataType.INT64, 0, 9.86, 1.3).toLongArray());
        check("[8] int32", torch.arange(DataType.INT32, 0, 9.86, 1.3));
        check("[0] int64", torch.arange(0));
        check("[0] float32", torch.arange(0.0));
    }

    @Test
    void refusals_in_torch_s_words() {
        assertRefused("Trying to create tensor with negative dimension -1: [2, -1]", () -> torch.zeros(2, -1));
        assertRefused("Trying to create tensor with negative dimension -1: [-1]", () -> torch.randn(-1));
        assertRefused("n must be greater or equal to 0, got -1", () -> torch.eye(-1));
        assertRefused("m must be greater or equal to 0, got -1", () -> torch.eye(2, -1));
        assertRefused(
                "torchmm makes an eye of up to 2147483647 rows and columns, not of 1 x 4294967296",
                () -> torch.eye(1, 1L << 32));
        assertRefused("step must be nonzero", () -> torch.arange(0, 5, 0));
        assertRefused("upper bound and larger bound inconsistent with step sign", () -> torch.arange(5, 0));
        assertRefused("upper bound and larger bound inconsistent with step sign", () -> torch.arange(0.0, 5.0, -1.0));
        assertRefused("step must be nonzero", () -> torch.arange(DataType.INT64, 1, 2, .1));
        assertRefused(
                "value cannot be converted to type int64_t without overflow",
                () -> torch.arange(DataType.UINT8, 0, 1e300, 1));
        assertRefused("unsupported range: 0 -> inf", () -> torch.arange(0, Double.POSITIVE_INFINITY));
        assertRefused("invalid size, possible overflow?", () -> torch.arange(0, 1e300));
        assertRefused("number of steps must be non-negative", () -> torch.linspace(0, 1, -1));
        assertRefused(
                "value cannot be converted to type int8_t without overflow",
                () -> torch.linspace(DataType.INT8, 0, 128, 2));
        assertRefused("\"linspace_cpu\" not implemented for 'Bool'", () -> torch.linspace(DataType.BOOLEAN, 0, 1, 2));
        assertRefused(
                "random_ expects 'from' to be less than 'to', but got from=5 >= to=5", () -> torch.randint(5, 5, 2));
        assertRefused("to - 1 is out of bounds for signed char", () -> torch.randint(DataType.INT8, 0, 300, 2));
        assertRefused("\"check_uniform_bounds\" not implemented for 'Long'", () -> torch.rand(DataType.INT64, 2));
        assertRefused("\"normal_kernel_cpu\" not implemented for 'Byte'", () -> torch.randn(DataType.UINT8, 2));
        assertRefused(
                "value cannot be converted to type uint8_t without overflow",
                () -> torch.full(DataType.UINT8, 300L, 2));
        assertRefused("value cannot be converted to type float without overflow", () -> torch.full(1e300, 2));
        assertRefused(
                "value cannot be converted to type int without overflow",
                () -> torch.full(DataType.INT32, 3_000_000_000L, 2));
        assertRefused(
                "value cannot be converted to type int64_t without overflow",
                () -> torch.full(DataType.INT64, Double.NaN, 2));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> torch.zeros(1L << 40, 1L << 40))
                .getMessage()
                .startsWith("Storage size calculation overflowed"));
        assertEquals(0, torch.manager().getManagedArrays().size(), "a refused call leaves nothing behind");
    }

    /** Its PyTorch engine aborts the JVM for them. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"UNKNOWN", "STRING", "UINT64", "UINT32", "UINT16"})
    void dtypes_that_torchmm_has_no_name_for(DataType dtype) {
        for (Function<DataType, NDArray> factory : List.<Function<DataType, NDArray>>of(
                type -> torch.zeros(type, 2),
                type -> torch.ones(type, 2),
                type -> torch.full(type, 1.0, 2),
                type -> torch.full(type, 1L, 2),
                type -> torch.eye(type, 2),
                type -> torch.arange(type, 2),
                type -> torch.linspace(type, 0, 1, 2),
                type -> torch.randperm(type, 2),
                type -> torch.tensor(type, 2.0),
                type -> torch.tensor(type, new float[1][1]),
                type -> torch.rand(type, 2),
                type -> torch.randn(type, 2),
                type -> torch.randint(type, 0, 2, 2))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> factory.apply(dtype))
                    .getMessage()
                    .startsWith("torchmm cannot create tensors of dtype " + dtype));
        }
    }

    private static NDArray check(String expected, NDArray array) {
        String actual = java.util.Arrays.toString(array.getShape().getShape()) + " " + array.getDataType();
        assertEquals(expected, actual);
        return array;
    }

    private static void assertNear(double[] expected, NDArray array) {
        try (NDArray doubles = array.toType(DataType.FLOAT64, false)) {
            assertArrayEquals(expected, doubles.toDoubleArray(), 5.0001e-5);
        }
    }

    private static void assertRefused(String sentence, Runnable call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
