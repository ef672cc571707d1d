package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every dtype, those too that DJL's PyTorch engine has no name for: made, converted, multiplied, shown and read. */
class DtypesTest extends OnBothKinds {

    private final Torch torch;

    DtypesTest(Kind kind) {
        super(kind);
        torch = kind.open();
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"BFLOAT16", "INT16", "COMPLEX64"})
    void are_made_by_all_factories(DataType dtype) {
        for (NDArray array : new NDArray[] {
            torch.zeros(dtype, 2, 3),
            torch.ones(dtype, 2, 3),
            torch.full(dtype, 2.0, 2, 3),
            torch.full(dtype, 2L, 2, 3),
            torch.eye(dtype, 2, 3),
            torch.tensor(dtype, new float[] {1, 2}),
            torch.tensor(dtype, new long[] {1, 2}),
            torch.tensor(dtype, new boolean[] {true, false}),
            torch.transpose(torch.ones(dtype, 2, 3), 0, 1),
            torch.select(torch.ones(dtype, 2, 3), 0, 1),
            torch.contiguous(torch.t(torch.ones(dtype, 2, 3))),
            torch.to(torch.ones(2), dtype),
            torch.clone(torch.ones(dtype, 2, 3))
        }) {
            assertEquals(dtype, array.getDataType());
            assertSame(torch.manager(), array.getManager());
        }
    }

    @Test
    void print_as_in_python() {
        assertEquals(
                "tensor([1.0000, 0.3008], dtype=torch.bfloat16)",
                torch.repr(torch.tensor(DataType.BFLOAT16, new float[] {1, 0.3f})));
        assertEquals("tensor([1.+0.j, 2.+0.j])", torch.repr(torch.tensor(DataType.COMPLEX64, new double[] {1, 2})));
        assertEquals(
                "tensor([300,  -2], dtype=torch.int16)", torch.repr(torch.tensor(DataType.INT16, new int[] {300, -2})));
        assertEquals("tensor([1.+0.j, 1.+0.j])", torch.repr(torch.ones(DataType.COMPLEX64, 2)));
        assertEquals("tensor([], dtype=torch.bfloat16)", torch.repr(torch.ones(DataType.BFLOAT16, 0)));
        assertEquals("tensor([0, 2, 4], dtype=torch.int16)", torch.repr(torch.arange(DataType.INT16, 0, 6, 2)));
        assertEquals("tensor([0., 1., 2.], dtype=torch.bfloat16)", torch.repr(torch.arange(DataType.BFLOAT16, 3)));
        assertEquals(
                "tensor([1., 1.], dtype=torch.bfloat16)",
                torch.ones(DataType.BFLOAT16, 2).toString());
        String many = torch.repr(torch.full(DataType.INT16, 7L, 2000));
        assertEquals("tensor([7, 7, 7,  ..., 7, 7, 7], dtype=torch.int16)", many);
    }

    @Test
    void random_numbers_are_python_s() {
        torch.manualSeed(0);
        assertEquals(
                "tensor([ 1.5391, -0.2930, -2.1719,  0.5703, -1.0859], dtype=torch.bfloat16)",
                torch.repr(torch.randn(DataType.BFLOAT16, 5)));
        torch.manualSeed(0);
        assertEquals("tensor([4, 9, 3, 0, 3], dtype=torch.int16)", torch.repr(torch.randint(DataType.INT16, 0, 10, 5)));
        assertEquals(
                "\"check_uniform_bounds\" not implemented for 'Short'",
                assertThrows(IllegalArgumentException.class, () -> torch.rand(DataType.INT16, 2))
                        .getMessage());
    }

    @Test
    void are_multiplied() {
        for (DataType dtype : new DataType[] {DataType.BFLOAT16, DataType.INT16, DataType.COMPLEX64}) {
            NDArray a = torch.ones(dtype, 2, 3, 4);
            NDArray product = torch.bmm(a, torch.mT(a));
            assertEquals(dtype, product.getDataType());
            assertEquals(
                    dtype,
                    torch.matmul(torch.ones(dtype, 3), torch.ones(dtype, 3)).getDataType());
            assertEquals(4, torch.item(torch.to(torch.select(torch.reshape(product, -1), 0, 0), DataType.FLOAT32)));
        }
        assertEquals(
                "expected m1 and m2 to have the same dtype, but got: c10::BFloat16 != float",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> torch.mm(torch.ones(DataType.BFLOAT16, 2, 2), torch.ones(2, 2)))
                        .getMessage());
    }

    @Test
    void are_converted_as_torch_rounds() {
        NDArray x = torch.tensor(new double[] {1.5, -2.7, 300.9, 1e10, 0.1});
        assertEquals(
                "tensor([  1,  -2, 300], dtype=torch.int16)",
                torch.repr(torch.narrow(torch.to(x, DataType.INT16), 0, 0, 3)));
        assertEquals(
                "tensor([ 1.5000e+00, -2.7031e+00,  3.0000e+02,  9.9992e+09,  1.0010e-01],\n       dtype=torch.bfloat16)",
                torch.repr(torch.to(x, DataType.BFLOAT16)));
        assertEquals("tensor([True, True, True, True, True])", torch.repr(torch.to(x, DataType.BOOLEAN)));
        assertEquals("tensor([0.+0.j, 1.+0.j])", torch.repr(torch.to(torch.arange(2), DataType.COMPLEX64)));
        NDArray same = torch.to(x, DataType.FLOAT64);
        x.set(new double[] {9, 9, 9, 9, 9});
        if (kind == Kind.JAVA) { // DJL's set() gives an array of libtorch's new memory
            assertEquals(9, same.toDoubleArray()[0]);
        }
        assertThrows(IllegalArgumentException.class, () -> torch.to(x, DataType.UINT16));
        assertThrows(IllegalArgumentException.class, () -> torch.to(x, DataType.STRING));
        assertThrows(IllegalArgumentException.class, () -> torch.zeros(DataType.UNKNOWN, 2));
    }

    @Test
    void values_that_do_not_fit_are_refused() {
        assertEquals(
                "value cannot be converted to type int8_t without overflow",
                assertThrows(IllegalArgumentException.class, () -> torch.tensor(DataType.INT8, new int[] {1, 300}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> torch.tensor(DataType.INT16, new double[] {1e9}));
        assertEquals(
                "tensor([3, 1], dtype=torch.int8)", torch.repr(torch.tensor(DataType.INT8, new double[] {3.9, 1})));
    }

    @Test
    void are_read_to_java() {
        NDArray bfloat16 = torch.tensor(DataType.BFLOAT16, new float[] {1, 0.3f});
        assertArrayEquals(new float[] {1, 0.30078125f}, bfloat16.toFloatArray());
        int before = torch.manager().getManagedArrays().size();
        bfloat16.toFloatArray();
        assertEquals(before, torch.manager().getManagedArrays().size());
        assertEquals(4, bfloat16.toByteBuffer().remaining());
        NDArray int16 = torch.tensor(DataType.INT16, new int[] {1, 2});
        assertArrayEquals(new int[] {1, 2}, torch.to(int16, DataType.INT32).toIntArray());
        assertArrayEquals(
                new float[] {1, 1},
                torch.to(torch.ones(DataType.COMPLEX64, 2), DataType.FLOAT32).toFloatArray());
        assertEquals(
                DataType.BFLOAT16, torch.ones(3).toType(DataType.BFLOAT16, true).getDataType());
        assertEquals(DataType.FLOAT32, bfloat16.toType(DataType.FLOAT32, true).getDataType());
        assertEquals(DataType.BFLOAT16, bfloat16.toType(DataType.BFLOAT16, true).getDataType());
        assertEquals(
                DataType.BFLOAT16, bfloat16.toDevice(bfloat16.getDevice(), true).getDataType());
    }

    @Test
    void item_is_the_one_element() {
        assertEquals(2.5, torch.item(torch.tensor(2.5)));
        assertEquals(7, torch.item(torch.tensor(new int[][] {{7}})));
        assertEquals(1, torch.item(torch.tensor(true)));
        assertEquals(0.30078125, torch.item(torch.tensor(DataType.BFLOAT16, new float[] {0.3f})));
        assertEquals(200, torch.item(torch.full(DataType.UINT8, 200L)));
        assertEquals(3, torch.item(torch.select(torch.tensor(new float[] {1, 2, 3}), 0, 2)));
        assertEquals(
                "a Tensor with 2 elements cannot be converted to Scalar",
                assertThrows(IllegalArgumentException.class, () -> torch.item(torch.ones(2)))
                        .getMessage());
        assertEquals(
                "a Tensor with 0 elements cannot be converted to Scalar",
                assertThrows(IllegalArgumentException.class, () -> torch.item(torch.ones(0)))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> torch.item(torch.ones(DataType.COMPLEX64, 1)));
    }

    @Test
    void bfloat16_is_not_saved_and_why_is_said() {
        String sentence = assertThrows(
                        IllegalArgumentException.class,
                        () -> torch.save(Path.of("target", "bfloat16.npy"), torch.ones(DataType.BFLOAT16, 2)))
                .getMessage();
        assertTrue(sentence.startsWith("cannot save an array of dtype bfloat16: NumPy has no such dtype"), sentence);
    }

    @Test
    @Tag("libtorch")
    void a_clone_is_a_copy_in_the_order_of_its_source() {
        NDArray x = torch.reshape(torch.arange(DataType.FLOAT32, 24), 2, 3, 4);
        for (NDArray view : new NDArray[] {
            x,
            torch.permute(x, 2, 0, 1),
            torch.transpose(x, 0, 1),
            torch.narrow(x, 2, 1, 2),
            torch.transpose(torch.narrow(x, 2, 1, 2), 0, 2),
            torch.expand(torch.narrow(x, 1, 0, 1), 2, 5, 4),
            torch.permute(torch.expand(torch.select(x, 0, 0), 6, 3, 4), 1, 0, 2),
            torch.unsqueeze(torch.t(torch.select(x, 0, 0)), 1),
            torch.zeros(0, 3),
            torch.t(torch.zeros(0, 3)),
            torch.tensor(3f)
        }) {
            for (DataType dtype : new DataType[] {DataType.FLOAT32, DataType.INT16}) {
                NDArray copy = dtype == DataType.FLOAT32 ? torch.clone(view) : torch.to(view, dtype);
                assertEquals(
                        torch.repr(torch.to(view, DataType.FLOAT64)), torch.repr(torch.to(copy, DataType.FLOAT64)));
                try (Torch libtorch = Torch.open()) {
                    long[] strides = kind.backend().facts(view).strides();
                    NDArray witness = libtorch.call(
                            "clone",
                            libtorch.<NDArray>call("as_strided", libtorch.zeros(24), view.getShape(), strides));
                    assertArrayEquals(
                            libtorch.<long[]>call("stride", witness),
                            kind.backend().facts(copy).strides(),
                            () -> view.getShape() + " " + java.util.Arrays.toString(strides));
                }
            }
        }
        NDArray copy = torch.clone(x);
        copy.addi(1);
        assertEquals(0, torch.item(torch.select(torch.reshape(x, -1), 0, 0)));
    }
}
