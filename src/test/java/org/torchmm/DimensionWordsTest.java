package org.torchmm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchmm.kernel.MatrixKernels;
import org.torchmm.libtorch.RawOperators;
import org.torchmm.rules.Operation;

/**
 * The words along dimensions, and those that join, cut and order, of both kinds of arrays against libtorch's operator without a rule of
 * ours in front: random arrays of every dtype, rank and layout, dimensions that are there or not.
 */
class DimensionWordsTest {

    private static final int CASES = 300;

    @ParameterizedTest
    @EnumSource(from = "SUM", to = "ARGSORT")
    void agrees_with_the_operator(Operation operation) {
        long seed = Long.getLong("torchmm.seed", 1);
        Random random = new Random(seed);
        List<String> found = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            try (RawOperators raw = new RawOperators();
                    Torch libtorch = Torch.open();
                    Torch java = Torch.open(MatrixKernels.best())) {
                DimensionCase drawn = DimensionCase.draw(random, operation, raw, java);
                refused += drawn.ask(raw, libtorch, java, found) ? 1 : 0;
            }
        }
        String all = String.join("\n", found.subList(0, Math.min(12, found.size())));
        assertTrue(found.isEmpty(), () -> "seed " + seed + ", " + found.size() + " of " + CASES + ":\n" + all);
        assertTrue(refused < CASES, "all were refused");
    }
}
