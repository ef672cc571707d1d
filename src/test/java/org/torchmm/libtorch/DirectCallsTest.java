package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torchmm.Torch;
import org.torchmm.rules.Operation;

/** What is put together from DJL's native calls is what libtorch's operator answers, to the bit and the stride. */
class DirectCallsTest {

    private static final int CASES = 150;

    private static final DataType[] DTYPES = {
        DataType.FLOAT32, DataType.FLOAT32, DataType.FLOAT64, DataType.BFLOAT16, DataType.INT64, DataType.COMPLEX64
    };

    private final long seed = Long.getLong("seed", 20261127);
    private final Random random = new Random(seed);
    private DataType dtype;
    private Torch torch;

    @Test
    void products_are_those_of_the_operators() {
        for (int i = 0; i < CASES; i++) {
            try (Torch scope = Torch.open()) {
                torch = scope;
                dtype = DTYPES[random.nextInt(DTYPES.length)];
                long m = size();
                long k = size();
                long n = size();
                long b = size();
                String what = "case " + i + " of seed " + seed + ": " + dtype + " " + List.of(m, k, n, b);
                NDArray a = array(m, k);
                NDArray c = array(k, n);
                NDArray rows = array(b, k);
                NDArray vector = array(k);
                NDArray bias = random.nextBoolean() ? array(n) : array(m, n);
                check(what + " addmm", Operation.ADDMM, torch.addmm(bias, a, c), bias, a, c, 1, 1);
                NDArray row = array(b);
                check(what + " linear", Operation.LINEAR, torch.linear(a, rows, row), a, rows, row);
                check(what + " outer", Operation.OUTER, torch.outer(vector, row), vector, row);
                check(what + " inner", Operation.INNER, torch.inner(a, rows), a, rows);
                check(what + " vdot", Operation.VDOT, torch.vdot(vector, array(k, vector)), vector, last);
                if (dtype != DataType.INT64) {
                    check(what + " vecdot", Operation.VECDOT, torch.vecdot(a, vector), a, vector, -1L);
                }
                NDArray cube = array(m, b, k);
                NDArray cube2 = array(k, n, m);
                long[] dims = {0, 2};
                long[] dims2 = {2, 0};
                NDArray contracted = torch.tensordot(cube, cube2, new int[] {0, 2}, new int[] {2, 0});
                check(what + " tensordot", Operation.TENSORDOT, contracted, cube, cube2, dims, dims2);
                NDArray contiguous = torch.contiguous(array(3, 2));
                NDArray square = torch.contiguous(array(2, 4, 3));
                check(what + " kron", Operation.KRON, torch.kron(contiguous, square), contiguous, square);
            }
        }
    }

    @Test
    void einsum_is_that_of_libtorch() {
        List<String> equations = List.of(
                "ij,jk,kl->il",
                "ij,jk,kl->li",
                "ij,jk,kl,lj->ik",
                "bij,bkj,i->bk",
                "bij,bkj,bkl->bil",
                "bij,jk,kb->i",
                "ij,kl,jk->il",
                "ab,cd->dbca",
                "ab,bc,cd->",
                "ij,ij->ij",
                "ij,ji->ji",
                "bij,jk->ikb",
                "...ij,jk,...kl->...il");
        for (int i = 0; i < CASES; i++) {
            try (Torch scope = Torch.open()) {
                torch = scope;
                dtype = DTYPES[random.nextInt(4)];
                String equation = equations.get(random.nextInt(equations.size()));
                long[] sizes = new long[128];
                Arrays.setAll(sizes, letter -> random.nextInt(6) == 0 ? 1 : 2 + random.nextInt(7));
                String[] terms = equation.substring(0, equation.indexOf('-')).split(",");
                NDArray[] operands = new NDArray[terms.length];
                for (int t = 0; t < terms.length; t++) {
                    String letters = terms[t].replace("...", "z");
                    operands[t] = array(letters.chars().mapToLong(c -> sizes[c]).toArray());
                }
                String what = "case " + i + " of seed " + seed + ": " + dtype + " " + equation + " "
                        + Arrays.stream(operands).map(NDArray::getShape).toList();
                check(what, Operation.EINSUM, torch.einsum(equation, operands), equation, Arrays.asList(operands));
            }
        }
    }

    private NDArray last;

    /** An array that the next line wants too. */
    private NDArray array(long size, NDArray like) {
        last = array(size);
        return last;
    }

    private long size() {
        int kind = random.nextInt(12);
        return kind == 0 ? 1 : kind == 1 ? 0 : 2 + random.nextInt(kind < 5 ? 60 : 8);
    }

    /** Of normal numbers, whole ones where the dtype has no others, contiguous or turned. */
    private NDArray array(long... sizes) {
        boolean isTurned = sizes.length > 1 && random.nextBoolean();
        long[] made = sizes.clone();
        int lastDim = sizes.length - 1;
        if (isTurned) {
            made[lastDim] = sizes[lastDim - 1];
            made[lastDim - 1] = sizes[lastDim];
        }
        NDArray numbers = dtype == DataType.INT64 ? torch.randint(-5, 6, made) : torch.randn(made);
        NDArray array = torch.to(numbers, dtype);
        return isTurned ? torch.transpose(array, -1, -2) : array;
    }

    private static void check(String what, Operation operation, NDArray actual, Object... arguments) {
        try (NDArray expected = AtenCalls.run(operation, arguments)) {
            assertEquals(expected.getShape(), actual.getShape(), what);
            assertEquals(AtenCalls.dtype(expected), AtenCalls.dtype(actual), what);
            assertEquals(strides(expected), strides(actual), what);
            assertArrayEquals(bytes(expected), bytes(actual), what);
        }
    }

    /** Those that say something. */
    private static String strides(NDArray array) {
        long[] sizes = array.getShape().getShape();
        long[] strides = AtenCalls.stride((PtNDArray) array);
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < sizes.length && array.getShape().size() > 0; d++) {
            text.append(sizes[d] == 1 ? "-" : strides[d]).append(' ');
        }
        return text.toString();
    }

    private static byte[] bytes(NDArray array) {
        ByteBuffer buffer = array.toByteBuffer(false);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
