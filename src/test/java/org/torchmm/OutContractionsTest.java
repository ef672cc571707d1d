package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contractions, chains and powers whose results go into an array that is given: where, and what is refused. */
class OutContractionsTest extends OnBothKinds {

    private static final String SHARED =
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory"
                    + " location. Please clone() the tensor before performing the operation.";

    private final Torch torch = kind.open();

    OutContractionsTest(Kind kind) {
        super(kind);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    /** The other products, of arrays a (2, 3) and b (3, 2) and a square one, by name. */
    private static NDArray contraction(String name, Contractions torch, NDArray a, NDArray b, NDArray square) {
        return switch (name) {
            case "multiDot" -> torch.multiDot(a, b);
            case "multiDot of three" -> torch.multiDot(a, b, a);
            case "multiDot of vectors" -> torch.multiDot(a.get(0), b, square, a.get(":, 0"));
            case "chainMatmul" -> torch.chainMatmul(b, square, a);
            case "chainMatmul of one" -> torch.chainMatmul(a);
            case "tensordot" -> torch.tensordot(a, b, 1);
            case "tensordot of lists" -> torch.tensordot(a, b, new int[] {0}, new int[] {1});
            case "tensordot of none" -> torch.tensordot(a, b, 0);
            case "vecdot" -> torch.vecdot(a, a);
            case "vecdot of vectors" -> torch.vecdot(a.get(0), a.get(1));
            case "vecdot of columns" -> torch.vecdot(b, b, 0);
            case "kron" -> torch.kron(a, b);
            case "matrixPower 0" -> torch.matrixPower(square, 0);
            case "matrixPower 1" -> torch.matrixPower(square, 1);
            case "matrixPower 2" -> torch.matrixPower(square, 2);
            default -> torch.matrixPower(square, 5);
        };
    }

    private static final List<String> CONTRACTIONS = List.of(
            "multiDot",
            "multiDot of three",
            "multiDot of vectors",
            "chainMatmul",
            "chainMatmul of one",
            "tensordot",
            "tensordot of lists",
            "tensordot of none",
            "vecdot",
            "vecdot of vectors",
            "vecdot of columns",
            "kron",
            "matrixPower 0",
            "matrixPower 1",
            "matrixPower 2",
            "matrixPower 5");

    @Test
    void each_contraction_goes_into_views_of_any_strides() {
        NDArray a = torch.randn(2, 3);
        NDArray b = torch.randn(3, 2);
        NDArray square = torch.randn(2, 2);
        for (String name : CONTRACTIONS) {
            NDArray expected = contraction(name, torch, a, b, square);
            long[] sizes = expected.getShape().getShape();
            NDArray pairs = torch.full((double) Float.NaN, append(sizes, 2));
            for (NDArray out : new NDArray[] {torch.full((double) Float.NaN, sizes), torch.select(pairs, -1, 1)}) {
                assertSame(out, contraction(name, torch.out(out), a, b, square), name);
                assertArrayEquals(expected.toFloatArray(), torch.contiguous(out).toFloatArray(), 1e-5f, name);
            }
            for (float between : torch.select(pairs, -1, 0).toFloatArray()) {
                assertEquals(Float.NaN, between, name);
            }
            NDArray longer = torch.zeros(append(sizes, 7));
            assertRefused(
                    "out has shape " + Arrays.toString(append(sizes, 7))
                            + ", which does not match the required output shape " + Arrays.toString(sizes),
                    () -> contraction(name, torch.out(longer), a, b, square));
        }
    }

    /** As Python says it. */
    @Test
    void a_contraction_s_dtype_is_refused_in_the_words_of_its_operator() {
        NDArray a = torch.ones(2, 3);
        NDArray b = torch.ones(3, 2);
        NDArray square = torch.ones(2, 2);
        NDArray doubles = torch.zeros(DataType.FLOAT64, 2, 2);
        NDArray whole = torch.zeros(DataType.INT64, 2, 2);
        String chain = "multi_dot(): expected out tensor to have dtype float but got double";
        assertRefused(chain, () -> torch.out(doubles).multiDot(a, b));
        assertRefused(chain, () -> torch.out(doubles).chainMatmul(a, b));
        assertRefused(
                "tensordot: Expected the output tensor to have dtype Float, but got an output tensor with dtype Double",
                () -> torch.out(doubles).tensordot(a, b, 1));
        assertRefused(
                "linalg.vecdot: Expected out of dtypeFloat but found Double",
                () -> torch.out(torch.zeros(DataType.FLOAT64, 2)).vecdot(a, a));
        assertRefused(
                "result type Float can't be cast to the desired output type Long",
                () -> torch.out(torch.zeros(DataType.INT64, 6, 6)).kron(a, b));
        assertRefused(
                "matrix_power: Expected result to be safely castable from Float dtype, but got result with dtype Long",
                () -> torch.out(whole).matrixPower(square, 1));
        assertRefused(
                "Expected out tensor to have dtype float, but got double instead",
                () -> torch.out(doubles).matrixPower(square, 2));
        assertArrayEquals(
                new double[] {1, 0, 0, 1},
                torch.out(doubles).matrixPower(square, 0).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 1, 1, 1},
                torch.out(doubles).matrixPower(square, 1).toDoubleArray());
        NDArray halves = torch.zeros(DataType.BFLOAT16, 6, 6);
        assertEquals(36, torch.item(torch.sum(torch.out(halves).kron(a, b))));
        assertRefused(SHARED, () -> torch.out(square).multiDot(square, torch.ones(2, 2)));
        assertRefused(SHARED, () -> torch.out(square).matrixPower(square, 2));
    }

    private static long[] append(long[] sizes, long size) {
        long[] longer = Arrays.copyOf(sizes, sizes.length + 1);
        longer[sizes.length] = size;
        return longer;
    }

    private static void assertRefused(String sentence, Supplier<NDArray> call) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, call::get).getMessage());
    }
}
