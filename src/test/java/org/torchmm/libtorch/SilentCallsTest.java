package org.torchmm.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.torchmm.ChildJvm;
import org.torchmm.Torch;
import org.torchmm.rules.Operation;

/** What libtorch would warn of on stderr is asked in another way, and answered alike. */
class SilentCallsTest {

    @Test
    void nothing_is_printed() throws Exception {
        ChildJvm.Result result = new ChildJvm().quiet().run(SilentCalls.class);
        assertEquals("", result.stderr());
        assertEquals(0, result.exit());
    }

    /** Numbers whose imaginary parts are of no use have variances; n, and n + 1, are numbers to divide by. */
    @Test
    void variances_of_complex_numbers_divided_by_nothing() {
        try (Torch torch = Torch.open()) {
            NDArray varied = torch.randn(2, 3, 2).complex();
            NDArray real = torch.tensor(new float[] {1, 0, 2, 0, 4, 0}, 3, 2).complex();
            for (NDArray c : new NDArray[] {varied, real}) {
                for (long correction : new long[] {2, 3, 6, 7}) {
                    for (Operation operation : new Operation[] {Operation.VAR, Operation.STD}) {
                        NDArray expected = AtenCalls.run(operation, c, new long[] {0}, correction, false);
                        NDArray actual = operation == Operation.VAR
                                ? torch.var(c, new int[] {0}, correction, false)
                                : torch.std(c, new int[] {0}, correction, false);
                        assertArrayEquals(
                                expected.toFloatArray(),
                                actual.toFloatArray(),
                                operation + " " + correction + " "
                                        + Arrays.toString(c.getShape().getShape()));
                    }
                }
            }
        }
    }

    @Test
    void a_conversion_to_real_numbers_is_a_copy() {
        try (Torch torch = Torch.open()) {
            NDArray c = torch.ones(2, 2).complex();
            NDArray real = torch.to(c, DataType.FLOAT32);
            torch.call("fill_", real, 7);
            assertEquals("tensor([1.+1.j, 1.+1.j])", torch.repr(c));
            assertArrayEquals(new long[] {1}, RawOperators.strides(real));
        }
    }
}
