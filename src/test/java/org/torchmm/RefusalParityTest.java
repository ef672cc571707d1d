package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * torchmm refuses what libtorch refuses, in the same words: random operands of every rank, dtype and layout are multiplied
 * by both.
 */
class RefusalParityTest {

    private static final int CASES = 1500;

    private final RandomOperands operands = new RandomOperands(20261123, RandomOperands.ALL);

    @Test
    void matmul() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            try (Torch torch = Torch.open()) {
                NDArray a = operands.next(torch, null);
                NDArray b = operands.next(torch, a);
                refused += compare(
                        operands.describe(i, "matmul", a, b), a, b, () -> torch.matmul(a, b), () -> a.matMul(b));
            }
        }
        assertSomeRefused(refused);
    }

    @Test
    void bmm() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            try (Torch torch = Torch.open()) {
                NDArray a = operands.nextBatch(torch, null);
                NDArray b = operands.nextBatch(torch, a);
                refused +=
                        compare(operands.describe(i, "bmm", a, b), a, b, () -> torch.bmm(a, b), () -> a.batchMatMul(b));
            }
        }
        assertSomeRefused(refused);
    }

    /** 1 if refused. DJL has a sentence of its own for 0-D operands, so only that both refuse is compared there. */
    private static int compare(String what, NDArray a, NDArray b, Supplier<NDArray> ours, Supplier<NDArray> djls) {
        String expected = RandomOperands.outcome(djls);
        String actual = RandomOperands.outcome(ours);
        if (a.getShape().isScalar() || b.getShape().isScalar()) {
            assertEquals(expected.startsWith("refused"), actual.startsWith("refused"), what);
        } else {
            assertEquals(expected, actual, what);
        }
        return actual.startsWith("refused") ? 1 : 0;
    }

    private static void assertSomeRefused(int refused) {
        assertTrue(refused > CASES / 4 && refused < CASES, refused + " of " + CASES + " were refused");
    }
}
