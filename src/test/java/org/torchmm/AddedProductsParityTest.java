package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.torchmm.libtorch.AtenCalls;
import org.torchmm.rules.Operation;

/**
 * vdot, inner, outer, linear and the products added to an input are libtorch's own operators, and refuse in their words: random calls
 * are asked of the raw operator by TorchScript and of the facade, on both kinds of arrays.
 */
@Tag("libtorch")
class AddedProductsParityTest extends OnBothKinds {

    private static final int CASES = 1500;
    private static final long SEED = 20261127;

    /** What there is no array for in Java's memory, as it says. */
    private static final String DECLARED = "of which there are no arrays in Java's memory";

    AddedProductsParityTest(Kind kind) {
        super(kind);
    }

    private final Torch libtorch = Torch.open();
    private final Torch torch = kind.open();

    @AfterEach
    void close() {
        libtorch.close();
        torch.close();
    }

    @Test
    void a_call_comes_to_the_same() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            AddedCase asked = new AddedCase(SEED + i, false);
            String what = "case " + i + " of seed " + SEED + ": " + asked;
            try (Torch theirs = libtorch.scope();
                    Torch ours = torch.scope()) {
                Object expected = raw(asked.operation, asked.arguments(theirs));
                Object actual = outcome(() -> ours.answer(asked.operation, asked.arguments(ours)));
                refused += expected instanceof String ? 1 : 0;
                compare(what, asked.operation, expected, actual);
            }
        }
        assertTrue(refused > CASES / 8 && refused < CASES / 2, refused + " of " + CASES + " were refused");
    }

    @Test
    void a_call_in_place_comes_to_the_same_and_writes_nothing_where_it_is_refused() {
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            AddedCase asked = new AddedCase(SEED + i, true);
            String what = "case " + i + " of seed " + SEED + ": " + asked;
            try (Torch theirs = libtorch.scope();
                    Torch ours = torch.scope()) {
                Object[] arguments = asked.arguments(ours);
                NDArray input = (NDArray) arguments[0];
                NDArray before = input.duplicate();
                Object expected = raw(asked.operation, asked.arguments(theirs));
                Object actual = outcome(() -> ours.write(asked.operation, arguments));
                boolean isResized = asked.operation == Operation.ADDBMM_
                        && actual instanceof String sentence
                        && sentence.startsWith("Bad in-place call: input tensor size");
                if (!isResized) {
                    compare(what, asked.operation, expected, actual);
                }
                if (actual instanceof String) {
                    refused++;
                    assertArrayEquals(numbers(before), numbers(input), what);
                } else {
                    assertTrue(actual == input, what);
                }
            }
        }
        assertTrue(refused > CASES / 8 && refused < CASES / 2, refused + " of " + CASES + " were refused");
    }

    @Test
    void a_result_goes_where_it_is_to_go() {
        int written = 0;
        for (int i = 0; i < CASES; i++) {
            AddedCase asked = new AddedCase(SEED + i, false);
            String what = "case " + i + " of seed " + SEED + ": " + asked;
            try (Torch ours = torch.scope()) {
                Object[] arguments = asked.arguments(ours);
                if (outcome(() -> ours.answer(asked.operation, arguments)) instanceof NDArray expected
                        && expected.getDataType() != DataType.UNKNOWN) {
                    NDArray out = asked.out(
                            ours, expected.getDataType(), expected.getShape().getShape());
                    long[] strides = kind.backend().facts(out).strides();
                    Object actual = outcome(() -> ours.out(out).answer(asked.operation, arguments));
                    assertTrue(actual == out, () -> what + ": " + actual);
                    compare(what, asked.operation, expected, out);
                    assertArrayEquals(strides, kind.backend().facts(out).strides(), what);
                    written++;
                }
            }
        }
        assertTrue(written > CASES / 2, written + " of " + CASES + " were written");
    }

    private static Object raw(Operation operation, Object[] arguments) {
        try {
            return AtenCalls.run(operation, arguments);
        } catch (EngineException e) {
            return AtenCalls.sentence(e);
        }
    }

    private static Object outcome(Supplier<NDArray> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return e.getMessage();
        }
    }

    private static void compare(String what, Operation operation, Object expected, Object actual) {
        if (actual instanceof String sentence && sentence.contains(DECLARED)) {
            return;
        }
        if (expected instanceof String || actual instanceof String) {
            assertEquals(
                    expected instanceof String ? expected : "taken", actual instanceof String ? actual : "taken", what);
            return;
        }
        NDArray x = (NDArray) expected;
        NDArray y = (NDArray) actual;
        assertEquals(x.getShape(), y.getShape(), what);
        if (x.getDataType() == DataType.UNKNOWN) {
            return; // int16, which DJL has no name for
        }
        assertEquals(x.getDataType(), y.getDataType(), what);
        double[] these = numbers(x);
        double[] those = numbers(y);
        // halves that libtorch rounds on the way, of numbers up to a few thousands
        double absolute = x.getDataType() == DataType.FLOAT16 ? 8 : 0;
        for (int i = 0; i < these.length; i++) {
            boolean isClose = these[i] == those[i]
                    || Double.isNaN(these[i]) && Double.isNaN(those[i])
                    || Math.abs(these[i] - those[i])
                            <= absolute + Math.abs(these[i]) * (x.getDataType() == DataType.FLOAT16 ? 4e-3 : 1e-5);
            int at = i;
            assertTrue(isClose, () -> what + ": element " + at + " is " + those[at] + ", not " + these[at]);
        }
    }

    private static double[] numbers(NDArray array) {
        if (array.getDataType() == DataType.COMPLEX64) {
            NDArray real = array.toType(DataType.FLOAT32, false); // the imaginary parts are zeros
            return Arrays.stream(real.toArray())
                    .mapToDouble(Number::doubleValue)
                    .toArray();
        }
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }
}
