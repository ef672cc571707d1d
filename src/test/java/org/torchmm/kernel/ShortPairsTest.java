package org.torchmm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product of int16 modulo 2^16, of all values there are, where a kernel takes two steps of k at a time. */
class ShortPairsTest {

    private static final long SEED = Long.getLong("torchmm.seed", 1);

    private static final int THREADS = Threads.get();

    @AfterEach
    void threadsAsBefore() {
        Threads.set(THREADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void the_textbooks_product(int threads) {
        Threads.set(threads);
        for (MatrixKernel kernel : TestKernels.all()) {
            if (kernel instanceof ShortPairs pairs) {
                for (long seed = SEED; seed < SEED + 40; seed++) {
                    PairSample sample = new PairSample(seed);
                    assertArrayEquals(sample.expected(), sample.multiply(pairs), sample + ", seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 33})
    void what_does_not_fit_is_refused(int inner) {
        ShortPairs kernel = (ShortPairs) TestKernels.fastest();
        IntMatrices a = IntMatrices.of(new int[64 * 32], 1, 64, 32);
        IntMatrices b = IntMatrices.of(new int[64 * inner], 1, inner, 64);
        IntMatrices c = IntMatrices.of(new int[64 * 64], 1, 64, 64);
        assertThrows(IllegalArgumentException.class, () -> kernel.product(a, b, c));
    }

    @Test
    void of_few_rows_or_columns_nothing_is_done() {
        ShortPairs kernel = (ShortPairs) TestKernels.fastest();
        int few = ShortPairs.LEAST - 1;
        IntMatrices a = IntMatrices.of(new int[few * 50], 1, few, 50);
        IntMatrices b = IntMatrices.of(new int[50 * 64], 1, 50, 64);
        IntMatrices c = IntMatrices.of(new int[few * 64], 1, few, 64);
        Arrays.fill(a.data(), 1);
        Arrays.fill(b.data(), 1);
        assertNull(kernel.product(a, b, c));
        assertNull(kernel.product(b.transposed(), a.transposed(), c.transposed()));
        assertArrayEquals(new int[few * 64], c.data());
    }
}
