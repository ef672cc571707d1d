package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** einsum and its kin, by numbers that can be checked by hand and sentences as libtorch 2.7.1 says them. */
class ContractionsTest extends OnBothKinds {

    ContractionsTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    private NDArray counted(long... size) {
        long count = Arrays.stream(size).reduce(1, (x, y) -> x * y);
        return torch.reshape(torch.arange(count).toType(DataType.FLOAT32, false), size);
    }

    private NDArray[] counted(String sizes) {
        return Arrays.stream(sizes.split(";", -1))
                .map(size -> counted(ProductsTest.size(size)))
                .toArray(NDArray[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ij->ji | 2,3 | tensor([[0., 3.],\\n        [1., 4.],\\n        [2., 5.]])",
                "ba | 2,3 | tensor([[0., 3.],\\n        [1., 4.],\\n        [2., 5.]])",
                "ii | 3,3 | tensor(12.)",
                "ii->i | 3,3 | tensor([0., 4., 8.])",
                "ij-> | 2,3 | tensor(15.)",
                "ij->j | 2,3 | tensor([3., 5., 7.])",
                "i,i-> | 4;4 | tensor(14.)",
                "i,j->ij | 2;3 | tensor([[0., 0., 0.],\\n        [0., 1., 2.]])",
                "ij,jk->ik | 2,2;2,2 | tensor([[ 2.,  3.],\\n        [ 6., 11.]])",
                "ij,jk | 2,2;2,2 | tensor([[ 2.,  3.],\\n        [ 6., 11.]])",
                "i j , j k -> k i | 2,2;2,2 | tensor([[ 2.,  6.],\\n        [ 3., 11.]])",
                "...ij,...jk->...ik | 2,1,2;1,2,1 | tensor([[[1.]],\\n\\n        [[3.]]])",
                "bij,bkj->bik | 1,2,2;1,2,2 | tensor([[[ 1.,  3.],\\n         [ 3., 13.]]])",
                "ij,jk,kl->il | 2,2;2,2;2,2 | tensor([[ 6., 11.],\\n        [22., 39.]])",
                "ijj->i | 2,2,2 | tensor([ 3., 11.])",
                "ij,j->i | 2,3;1 | tensor([0., 0.])",
            })
    void einsum(String equation, String sizes, String text) {
        assertEquals(text.replace("\\n", "\n"), torch.repr(torch.einsum(equation, counted(sizes))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i1 | 2,3 | einsum(): invalid subscript given at index 1 in the equation string, subscripts must be in [a-zA-Z]",
                "ij,jk->i1 | 2,3;3,4 | einsum(): invalid subscript given at index 8 in the equation string, subscripts must be in [a-zA-Z]",
                "i,j,k | 2;3 | einsum(): fewer operands were provided than specified in the equation",
                "i | 2;3 | einsum(): more operands were provided than specified in the equation",
                "ijk,i | 2,3;2 | einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given",
                "ijk... | 2,3 | einsum(): the number of subscripts in the equation (3) is more than the number of dimensions (2) for operand 0",
                "ij,jk | 2,3;2,4 | einsum(): subscript j has size 2 for operand 1 which does not broadcast with previously seen size 3",
                "...,... | 2,3;2 | einsum(): dimension 0 covered by ellipsis in operand 1has size 2 which does not broadcast with previously seen ellipsis with size 3 for the respective dimension",
                "ij->z | 2,3 | einsum(): output subscript z does not appear in the equation for any input operand",
                "ij->ii | 2,3 | einsum(): output subscript i appears more than once in the output",
                "ii | 2,3 | einsum(): subscript i is repeated for operand 0 but the sizes don't match, 3 != 2",
                "i.j | 2,3 | einsum(): found '.' for operand 0 that is not part of any ellipsis",
                "...i... | 2,3 | einsum(): found '.' for operand 0 for which an ellipsis was already found",
                "i->.. | 2 | einsum(): found '.' for output that is not part of any ellipsis (...)",
                "i->...... | 2 | einsum(): found '.' for output but an ellipsis (...) was already found",
            })
    void einsum_refuses(String equation, String sizes, String sentence) {
        NDArray[] operands = counted(sizes);
        int before = torch.manager().getManagedArrays().size();
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> torch.einsum(equation, operands))
                        .getMessage());
        assertEquals(before, torch.manager().getManagedArrays().size(), "a refused call leaves nothing behind");
    }

    @Test
    void einsum_of_nothing_is_refused() {
        assertEquals(
                "einsum(): must provide at least one operand",
                assertThrows(IllegalArgumentException.class, () -> torch.einsum("i"))
                        .getMessage());
    }

    @Test
    void einsum_of_one_is_a_view_where_nothing_is_summed() {
        NDArray a = counted(3, 3);
        NDArray diagonal = torch.einsum("ii->i", a);
        NDArray turned = torch.einsum("ij->ji", a);
        assertNotSame(a, turned);
        assertSame(torch.manager(), diagonal.getManager());
        a.muli(10);
        assertEquals("tensor([ 0., 40., 80.])", torch.repr(diagonal));
        assertEquals(30f, turned.toFloatArray()[1]);
        a.close();
        assertEquals("tensor([ 0., 40., 80.])", torch.repr(diagonal), "it outlives what it is a view of");
    }

    @Test
    void dtypes_of_einsum() {
        NDArray truths = torch.ones(DataType.BOOLEAN, 2);
        NDArray ints = torch.ones(DataType.INT32, 2);
        NDArray doubles = torch.ones(DataType.FLOAT64, 2);
        assertEquals(DataType.BOOLEAN, torch.einsum("i,j->ij", truths, truths).getDataType());
        assertEquals(DataType.FLOAT64, torch.einsum("i,j->ij", ints, doubles).getDataType());
        assertEquals(DataType.INT64, torch.einsum("i->", ints).getDataType());
        assertEquals(DataType.INT64, torch.einsum("i,j->j", ints, ints).getDataType());
        assertEquals(DataType.INT32, torch.einsum("i,i->", ints, ints).getDataType());
        assertRefused("expected scalar type Int but found Double", () -> torch.einsum("i,i->", ints, doubles));
        assertRefused("\"bmm\" not implemented for 'Bool'", () -> torch.einsum("i,i->", truths, truths));
        // i is of the first alone and is summed, which makes it int64
        assertRefused(
                "expected scalar type Long but found Int",
                () -> torch.einsum("ij,jk->k", torch.ones(DataType.INT32, 2, 3), torch.ones(DataType.INT32, 3, 4)));
    }

    @Test
    void long_chains_of_einsum_take_the_order_that_costs_least() {
        NDArray[] operands = new NDArray[10];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = torch.ones(3, 3);
        }
        assertEquals(
                "tensor([[19683., 19683., 19683.],\n        [19683., 19683., 19683.],\n        [19683., 19683., 19683.]])",
                torch.repr(torch.einsum("ab,bc,cd,de,ef,fg,gh,hi,ij,jk->ak", operands)));
        if (kind == Kind.JAVA) { // from the left, the first two would be 10^10 numbers
            NDArray ones = torch.ones(100_000);
            assertEquals(1e10f, torch.einsum("i,j,i->", ones, ones, ones).getFloat());
        }
    }

    @Test
    void tensordot() {
        NDArray a = counted(2, 3, 4);
        NDArray b = counted(4, 3, 5);
        assertEquals("torch.Size([2, 3, 3, 5])", torch.size(torch.tensordot(a, b, 1)));
        assertEquals("torch.Size([2, 3, 4, 4, 3, 5])", torch.size(torch.tensordot(a, b, 0)));
        NDArray both = torch.tensordot(a, b, new int[] {-1, 1}, new int[] {0, -2});
        assertArrayEquals(torch.einsum("ijk,kjl->il", a, b).toFloatArray(), both.toFloatArray());
        assertEquals("torch.Size([2, 5])", torch.size(both));
        assertRefused("tensordot expects dims >= 0, but got dims=-1", () -> torch.tensordot(a, b, -1));
        assertRefused("tensordot expects dims < ndim_a or ndim_b, but got dims=4", () -> torch.tensordot(a, b, 4));
        assertRefused(
                "contracted dimensions need to match, but first has size 3 in dim -2 and second has size 4 in dim 0",
                () -> torch.tensordot(a, b, 2));
        assertRefused(
                "both dimension lists should have same length", () -> torch.tensordot(a, b, new int[] {1}, new int[0]));
        assertRefused(
                "both inputs should have same dtype", () -> torch.tensordot(a, b.toType(DataType.FLOAT64, false), 1));
        assertRefused(
                "dim 1 appears multiple times in the list of dims",
                () -> torch.tensordot(a, a, new int[] {1, -2}, new int[] {1, 1}));
        assertThrows(IndexOutOfBoundsException.class, () -> torch.tensordot(a, b, new int[] {3}, new int[] {0}));
    }

    @Test
    void chains() {
        NDArray a = counted(2, 3);
        NDArray b = counted(3, 4);
        NDArray c = counted(4, 2);
        NDArray expected = torch.mm(torch.mm(a, b), c);
        assertEquals(torch.repr(expected), torch.repr(torch.multiDot(a, b, c)));
        assertEquals(torch.repr(expected), torch.repr(torch.chainMatmul(a, b, c)));
        assertEquals("tensor(55.)", torch.repr(torch.multiDot(counted(2), torch.eye(2), torch.tensor(new float[] {9, 55
        }))));
        NDArray alone = torch.chainMatmul(a);
        a.muli(2);
        assertEquals(1f, alone.toFloatArray()[1]);
        assertRefused("multi_dot(): expected at least 2 tensors but got 1", () -> torch.multiDot(a));
        assertRefused("multi_dot(): expected at least 2 tensors but got 0", () -> torch.multiDot());
        assertRefused("chain_matmul(): Expected one or more matrices", () -> torch.chainMatmul());
        assertRefused("Tensor dimension is 1, expected 2 instead.", () -> torch.chainMatmul(counted(3)));
        assertRefused(
                "multi_dot(): tensors 1 and 2 with shapes [3, 4] and [3, 4] cannot be multiplied",
                () -> torch.multiDot(a, b, b));
        assertRefused(
                "multi_dot(): all tensors must have be the same dtype but tensor 0 is float and tensor 1 double",
                () -> torch.multiDot(a, b.toType(DataType.FLOAT64, false)));
    }

    @Test
    void vecdot() {
        NDArray x = counted(2, 3);
        assertEquals("tensor([ 5., 50.])", torch.repr(torch.vecdot(x, x)));
        assertEquals("tensor([ 9., 17., 29.])", torch.repr(torch.vecdot(x, x, 0)));
        assertEquals("tensor([ 5., 14.])", torch.repr(torch.vecdot(x, counted(3))));
        assertRefused(
                "linalg.vecdot: Expected a floating point or complex tensor as input. Got Int",
                () -> torch.vecdot(torch.ones(DataType.INT32, 2), x));
        assertEquals(
                "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
                assertThrows(IndexOutOfBoundsException.class, () -> torch.vecdot(x, x, 2))
                        .getMessage());
    }

    @Test
    void kron() {
        NDArray a = counted(2, 2);
        assertEquals("tensor([[0., 0., 1., 1.],\n        [2., 2., 3., 3.]])", torch.repr(torch.kron(a, torch.ones(2))));
        assertEquals(
                DataType.FLOAT64,
                torch.kron(torch.ones(DataType.INT32, 2), torch.ones(DataType.FLOAT64, 2))
                        .getDataType());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> torch.kron(torch.t(counted(2, 3)), counted(4, 5)))
                .getMessage()
                .startsWith("view size is not compatible with input tensor's size and stride"));
    }

    @Test
    void powers() {
        NDArray a = torch.reshape(torch.tensor(new long[] {1, 1, 1, 0}), 2, 2);
        assertEquals("tensor([[1, 0],\n        [0, 1]])", torch.repr(torch.matrixPower(a, 0)));
        assertEquals("tensor([[1, 1],\n        [1, 0]])", torch.repr(torch.matrixPower(a, 1)));
        for (int n = 2; n < 40; n++) { // Fibonacci's numbers
            long[] power = torch.matrixPower(a, n).toLongArray();
            assertEquals(power[1], power[0] - power[3], "n " + n);
        }
        assertEquals(102334155L, torch.matrixPower(a, 40).toLongArray()[1]);
        assertRefused(
                "linalg.matrix_power: A must be batches of square matrices, but they are 2 by 3 matrices",
                () -> torch.matrixPower(counted(2, 3), 2));
        assertRefused(
                "linalg.inv: Expected a floating point or complex tensor as input. Got Long",
                () -> torch.matrixPower(a, -1));
        NDArray half = torch.full(0.5, 1, 1);
        assertEquals(8f, torch.matrixPower(half, -3).toFloatArray()[0]);
    }

    /** By libtorch's LAPACK, whose sums are in another order. */
    @Test
    @Tag("libtorch")
    void negative_powers_are_libtorch_s() {
        try (Torch libtorch = Torch.open()) {
            for (int seed = 0; seed < 300; seed++) {
                Random random = new Random(seed);
                boolean isSmall = random.nextBoolean(); // and singular, now and then
                int n = random.nextInt(isSmall ? 3 : 7);
                long[] size = random.nextBoolean() ? new long[] {n, n} : new long[] {random.nextInt(4), n, n};
                double[] elements = new double[(int) Arrays.stream(size).reduce(1, (a, b) -> a * b)];
                for (int i = 0; i < elements.length; i++) {
                    boolean isDiagonal = i % (n * n) % (n + 1) == 0;
                    elements[i] = isSmall ? random.nextInt(5) - 2 : random.nextGaussian() + (isDiagonal ? 9 : 0);
                }
                DataType type = random.nextInt(3) > 0
                        ? DataType.FLOAT64
                        : List.of(DataType.FLOAT32, DataType.FLOAT16, DataType.BFLOAT16, DataType.INT32)
                                .get(random.nextInt(4));
                long power = -1 - random.nextInt(4);
                double rtol = type == DataType.FLOAT64 ? 1e-9 : 1e-3;
                NDArray dense = torch.to(torch.tensor(elements, size), type);
                NDArray x = random.nextInt(3) == 0 ? torch.mT(dense) : dense;
                String what = "seed " + seed + ", " + type + " to the power of " + power + "\n" + torch.repr(x);
                NDArray[] expected = new NDArray[1];
                try {
                    NDArray copy = libtorch.contiguous(dense);
                    expected[0] = libtorch.matrixPower(x == dense ? copy : libtorch.mT(copy), power);
                } catch (IllegalArgumentException e) {
                    assertEquals(
                            e.getMessage(),
                            assertThrows(IllegalArgumentException.class, () -> torch.matrixPower(x, power), what)
                                    .getMessage(),
                            what);
                    continue;
                }
                assertTrue(torch.allclose(torch.matrixPower(x, power), expected[0], rtol, rtol), what);
            }
        }
        NDArray singular = torch.tensor(new float[][] {{0.1f, 0.2f}, {0.3f, 0.6f}});
        assertRefused(
                "linalg.inv: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is"
                        + " singular.",
                () -> torch.matrixPower(singular, -2));
    }

    private static void assertRefused(String sentence, org.junit.jupiter.api.function.Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
