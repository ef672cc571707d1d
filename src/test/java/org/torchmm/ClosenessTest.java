package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Closeness on each kind of arrays: torch's messages, views, refusals, and nothing left behind. */
class ClosenessTest extends OnBothKinds {

    ClosenessTest(Kind kind) {
        super(kind);
    }

    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void what_torch_said() throws IOException {
        List<ClosenessCase> cases = ClosenessCase.all();
        assertEquals(209, cases.size());
        for (ClosenessCase said : cases) {
            try (Torch scope = torch.scope()) {
                NDArray actual = said.actual(scope.manager());
                NDArray expected = said.expected(scope.manager());
                int arrays = scope.manager().getManagedArrays().size();
                assertEquals(said.message(), said.said(scope, actual, expected), said::toString);
                assertEquals(arrays, scope.manager().getManagedArrays().size(), said::toString);
            }
        }
    }

    @Test
    @Tag("libtorch")
    void what_torch_said_of_one_of_each_kind() throws IOException {
        Kind another = kind == Kind.LIBTORCH ? Kind.JAVA : Kind.LIBTORCH;
        for (ClosenessCase said : ClosenessCase.all()) {
            try (Torch scope = torch.scope();
                    Torch other = another.open()) {
                NDArray actual = said.actual(scope.manager());
                NDArray expected = said.expected(other.manager());
                assertEquals(said.message(), said.said(scope, actual, expected), said::toString);
            }
        }
    }

    @Test
    void tolerances_are_allclose_s() {
        NDArray a = torch.tensor(new double[] {1, 100});
        assertTrue(torch.allclose(a, a));
        assertTrue(torch.allclose(torch.tensor(new double[] {1 + 9e-6, 100}), a));
        assertFalse(torch.allclose(torch.tensor(new double[] {1 + 11e-6, 100}), a));
        assertTrue(torch.allclose(torch.tensor(new double[] {9e-9}), torch.zeros(DataType.FLOAT64, 1)));
        assertFalse(torch.allclose(torch.tensor(new double[] {11e-9}), torch.zeros(DataType.FLOAT64, 1)));
        assertTrue(torch.allclose(torch.tensor(new double[] {1.4, 100}), a, 0, 0.5));
        assertFalse(torch.allclose(torch.tensor(new double[] {1.6, 100}), a, 0, 0.5));
        NDArray nan = torch.tensor(new double[] {Double.NaN});
        assertFalse(torch.allclose(nan, nan));
        assertFalse(torch.allclose(nan, nan, 1, 1));
        assertTrue(torch.allclose(nan, nan, 0, 0, true));
    }

    /** 1.36375e-4 + 1e-5 is nearer to 1.459e-4 in bfloat16, and with 1e-5 as bfloat16 has it to 1.469e-4, the difference. */
    @Test
    void atol_is_rounded_to_halves() {
        float[][] numbers = {{0x1.4cp-14f}, {-0x1.1ep-14f}};
        for (DataType type : new DataType[] {DataType.BFLOAT16, DataType.FLOAT32}) {
            NDArray a = torch.tensor(type, numbers[0]);
            NDArray b = torch.tensor(type, numbers[1]);
            assertEquals(type == DataType.BFLOAT16, torch.allclose(a, b, 2, 1e-5));
        }
    }

    @Test
    void allclose_broadcasts() {
        assertTrue(torch.allclose(torch.ones(2, 3), torch.ones(3)));
        assertTrue(torch.allclose(torch.ones(2, 1), torch.ones(4, 1, 3)));
        assertTrue(torch.allclose(torch.ones(), torch.ones(2, 2)));
        assertFalse(torch.allclose(torch.zeros(), torch.ones(2, 2)));
        assertTrue(torch.allclose(torch.ones(0, 3), torch.zeros(3)), "there is nothing that differs");
        assertTrue(torch.allclose(torch.ones(2, 3), torch.ones(3), 0, 0, true));
        assertRefused(
                "output with shape [3] doesn't match the broadcast shape [2, 3]",
                () -> torch.allclose(torch.ones(3), torch.ones(2, 3), 0, 0, true));
    }

    @Test
    void equal_arrays() {
        NDArray a = torch.tensor(new float[] {1, -0f, Float.POSITIVE_INFINITY});
        assertTrue(torch.equal(a, torch.tensor(new float[] {1, 0f, Float.POSITIVE_INFINITY})));
        assertFalse(torch.equal(a, torch.tensor(new float[] {1, 0f, Float.NEGATIVE_INFINITY})));
        assertFalse(torch.equal(torch.tensor(new float[] {Float.NaN}), torch.tensor(new float[] {Float.NaN})));
        assertFalse(torch.equal(torch.ones(1, 2), torch.ones(2)), "sizes are not broadcast");
        assertTrue(torch.equal(torch.zeros(0, 2), torch.ones(0, 2)));
        assertFalse(torch.equal(torch.zeros(0, 2), torch.ones(2, 0)));
        assertTrue(torch.equal(torch.ones(2), torch.ones(DataType.INT64, 2)));
    }

    @Test
    void a_view_is_compared_as_what_it_shows() {
        NDArray a = torch.reshape(torch.arange(DataType.FLOAT32, 12), 3, 4);
        NDArray b = torch.contiguous(torch.t(a));
        assertTrue(torch.equal(torch.t(a), b));
        assertTrue(torch.allclose(torch.t(a), b));
        assertDoesNotThrow(() -> torch.assertClose(torch.t(a), b));
        assertFalse(torch.equal(torch.expand(torch.ones(1), 5), torch.arange(DataType.FLOAT32, 5)));
        assertDoesNotThrow(() -> torch.assertClose(torch.expand(torch.ones(1, 3), 2, 3), torch.ones(2, 3)));
        assertDoesNotThrow(() -> torch.assertClose(torch.narrow(a, 1, 1, 2), torch.t(torch.narrow(b, 0, 1, 2))));
    }

    @Test
    void large_arrays_are_read_in_pieces() {
        for (long[] size : new long[][] {{100_003}, {3, 1, 20_000}, {70_000, 2}, {1, 2, 3, 5, 7, 11, 13}}) {
            NDArray a = torch.zeros(size);
            NDArray b = torch.zeros(size);
            torch.assertClose(a, b);
            NDArray flat = torch.view(b, -1);
            long last = flat.size() - 1;
            flat.set(new ai.djl.ndarray.index.NDIndex(last), 2);
            AssertionError e = assertThrows(AssertionError.class, () -> torch.assertClose(a, b));
            StringBuilder index = new StringBuilder();
            for (long s : size) {
                index.append(index.length() == 0 ? "" : ", ").append(s - 1);
            }
            assertEquals(
                    "Tensor-likes are not close!\n\nMismatched elements: 1 / " + (last + 1) + " (0.0%)\n"
                            + "Greatest absolute difference: 2.0 at index (" + index + (size.length == 1 ? ",)" : ")")
                            + " (up to 1e-05 allowed)\nGreatest relative difference: 1.0 at index (" + index
                            + (size.length == 1 ? ",)" : ")") + " (up to 1.3e-06 allowed)",
                    e.getMessage());
            assertFalse(torch.equal(a, b));
            assertFalse(torch.allclose(a, b));
            assertTrue(torch.equal(torch.mT(torch.unsqueeze(b, 0)), torch.contiguous(torch.mT(torch.unsqueeze(b, 0)))));
        }
    }

    @Test
    void without_a_torch() {
        NDArray a = torch.ones(2);
        TensorAssertions.assertClose(a, torch.ones(2));
        TensorAssertions.assertClose(a, torch.zeros(2), 0, 1);
        NDArray nan = torch.full(Double.NaN, 2);
        TensorAssertions.assertClose(nan, nan, 0, 0, true);
        assertEquals(
                """
                Tensor-likes are not close!

                Mismatched elements: 2 / 2 (100.0%)
                Greatest absolute difference: 1.0 at index (0,) (up to 1e-05 allowed)
                Greatest relative difference: inf at index (0,) (up to 1.3e-06 allowed)""",
                assertThrows(AssertionError.class, () -> TensorAssertions.assertClose(a, torch.zeros(2)))
                        .getMessage());
    }

    @Test
    void closing_an_operand_waits() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 40; i++) {
                NDArray a = torch.ones(i * 100, 30);
                NDArray b = torch.t(torch.ones(30, i * 100));
                Future<?> closing = thread.submit(i % 2 == 0 ? a::close : b::close);
                try {
                    assertTrue(torch.equal(a, b));
                    torch.assertClose(a, b);
                } catch (IllegalStateException e) {
                    assertTrue(e.getMessage().endsWith(" is closed"), e.getMessage());
                }
                closing.get();
            }
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void refusals() {
        NDArray a = torch.ones(2);
        NDArray b = torch.ones(DataType.FLOAT64, 3);
        assertRefused("Float did not match Double", () -> torch.allclose(a, b, -1, -1));
        assertRefused(
                "Long did not match Bool",
                () -> torch.allclose(torch.ones(DataType.INT64, 2), torch.ones(DataType.BOOLEAN, 2)));
        assertRefused(
                "rtol must be greater than or equal to zero, but got -0.123457",
                () -> torch.allclose(a, torch.ones(3), -0.1234567, -1));
        assertRefused(
                "rtol must be greater than or equal to zero, but got nan", () -> torch.allclose(a, a, Double.NaN, 0));
        assertRefused(
                "atol must be greater than or equal to zero, but got -1e-05",
                () -> torch.allclose(a, torch.ones(3), 0, -1e-5));
        assertRefused(
                "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
                () -> torch.allclose(a, torch.ones(3)));
        assertRefused("rtol must be greater than or equal to zero, but got -1", () -> torch.assertClose(a, a, -1, 0));
        NDArray closed = torch.ones(2);
        closed.close();
        assertEquals(
                "assertClose(): argument 'expected' (position 2) is closed",
                assertThrows(IllegalStateException.class, () -> torch.assertClose(a, closed))
                        .getMessage());
        assertEquals(
                "equal(): argument 'input' (position 1) must be Tensor, not NoneType",
                assertThrows(NullPointerException.class, () -> torch.equal(null, closed))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> torch.equal(a, ForeignArrays.create()));
        a.close(); // nothing holds it any more
        assertTrue(a.isReleased());
        Torch inner = torch.scope();
        NDArray c = inner.ones(1);
        inner.close();
        assertThrows(IllegalStateException.class, () -> inner.equal(torch.ones(1), torch.ones(1)));
        assertThrows(IllegalStateException.class, () -> torch.equal(c, torch.ones(1)));
    }

    private static void assertRefused(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
